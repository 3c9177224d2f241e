namespace Arise.Structures.Formats;

/// <summary>
/// A data block of a CIF: data names and their values, one each outside loops and a column each inside. Kept are only
/// the items that a structure is read from (<see cref="CifItems"/>), and what is wrong with one is complained of when
/// it is used.
/// </summary>
/// <remarks>
/// Data names compare without case. A name that is given twice counts once if one of the two says nothing or both say
/// the same. A name without a value, and a loop without rows, say nothing.
/// </remarks>
internal sealed class CifBlock
{
    private readonly Dictionary<string, CifColumn> _items = new(StringComparer.OrdinalIgnoreCase);

    private CifBlock(string name) => Name = name;

    /// <summary>What stands behind "data_"; may be empty.</summary>
    public string Name { get; }

    /// <summary>The line of a loop of atom sites without rows; 0 for none.</summary>
    public long EmptySitesLine { get; private set; }

    /// <summary>The data blocks of a file, one at a time.</summary>
    /// <exception cref="StructureFormatException">The text does not follow the syntax of CIF.</exception>
    public static IEnumerable<CifBlock> ReadAll(LineReader lines)
    {
        var tokenizer = new CifTokenizer(lines);
        CifToken token = tokenizer.Next();
        while (token.Kind != CifTokenKind.End)
        {
            if (token.Kind != CifTokenKind.Block)
                throw lines.ErrorAt(
                    token.Line,
                    $"{LineReader.Quote(token.Text)} stands where a data block (data_...) should begin; this is not a "
                        + "CIF.");
            lines.Release();
            var block = new CifBlock(token.Text);
            token = tokenizer.Next();
            while (token.Kind is not (CifTokenKind.End or CifTokenKind.Block))
                token = block.ReadItem(lines, tokenizer, token);
            yield return block;
        }
    }

    /// <summary>The values of a data name, missing ones (? or .) among them; null when it is absent or empty.</summary>
    /// <exception cref="StructureFormatException">They are unusable.</exception>
    public CifColumn? All(string key, LineReader lines) => _items.TryGetValue(key, out CifColumn? column)
        ? column.Fault is var (line, problem) ? throw lines.ErrorAt(line, problem) : column
        : null;

    /// <summary>The values of the first of these data names that has one which is not missing; else null.</summary>
    /// <exception cref="StructureFormatException">They are unusable.</exception>
    public CifColumn? Column(LineReader lines, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (_items.TryGetValue(key, out CifColumn? column) && !column.IsMissing)
                return All(key, lines);
        }

        return null;
    }

    /// <summary>The value of the first of these data names that has one.</summary>
    /// <exception cref="StructureFormatException">It is unusable.</exception>
    public CifToken? Value(LineReader lines, params ReadOnlySpan<string> keys) =>
        Column(lines, keys) is { } column
            ? column[0].Kind == CifTokenKind.OpenQuote ? throw CifTokenizer.NotClosed(lines, column[0]) : column[0]
            : null;

    /// <summary>The value of a data name that helps but need not be there, or be usable.</summary>
    public string? Hint(string key) =>
        _items.TryGetValue(key, out CifColumn? column) && column.Fault is null && !column.IsMissing
            ? column[0].Text
            : null;

    /// <summary>Gives up the atom sites except for their labels, when they are read.</summary>
    public void ReleaseSites()
    {
        foreach (string key in _items.Keys.Where(key => key.StartsWith(
            "_atom_site_", StringComparison.OrdinalIgnoreCase)).ToArray())
            _items.Remove(key);
    }

    // Returns the first token behind the item.
    private CifToken ReadItem(LineReader lines, CifTokenizer tokenizer, CifToken token)
    {
        if (token.Kind == CifTokenKind.Loop)
            return ReadLoop(lines, tokenizer, token.Line);
        if (token.IsValue)
            throw lines.ErrorAt(
                token.Line,
                $"the value {LineReader.Quote(token.Text)} has no data name; quotes around a text with blanks may be "
                    + "missing.");
        CifToken value = tokenizer.Next();
        if (!value.IsValue)
            return value;
        CifColumn? column = Create(token, []);
        Add(lines, column, value);
        CifToken next = tokenizer.Next();
        if (next.IsValue && column is not null)
            column.Fault = (
                next.Line,
                $"the item {LineReader.Quote(token.Text)} has more than one value; quotes around a text with blanks "
                    + "may be missing.");
        while (next.IsValue)
            next = tokenizer.Next();
        Register(column);
        return next;
    }

    private CifToken ReadLoop(LineReader lines, CifTokenizer tokenizer, long line)
    {
        var rows = new List<long>();
        var tags = new List<CifToken>();
        CifToken token = tokenizer.Next();
        for (; token.Kind == CifTokenKind.Tag; token = tokenizer.Next())
            tags.Add(token);
        if (tags.Count == 0)
            throw lines.ErrorAt(line, "the loop that begins here has no data names; the file is truncated.");
        CifColumn?[] columns = [.. tags.Select(tag => Create(tag, rows))];
        bool areKept = Array.Exists(columns, column => column is not null);
        CifToken first = token;
        long count = 0;
        for (; token.IsValue; token = tokenizer.Next(), count++)
        {
            int place = (int)(count % columns.Length);
            if (place == 0 && areKept)
                rows.Add(token.Line);
            if (columns[place] is { } column)
                lines.Keep(column.Add(token));
        }

        if (count == 1 && columns.Length > 1)
        {
            // One value fills no row: the loop is empty, and the last name an item of its own.
            CifColumn? last = Create(tags[^1], []);
            Add(lines, last, first);
            Register(last);
            count = 0;
        }
        else
        {
            foreach (CifColumn? column in columns)
            {
                if (column is not null && count % columns.Length != 0)
                    column.Fault = (line, $"the loop that begins here has {count} values for {columns.Length} data "
                        + "names, which fill no whole number of rows.");
                Register(column);
            }
        }

        if (count == 0 && columns.OfType<CifColumn>().Any(
            column => CifItems.IsCoordinate(CifItems.KeyOf(column.Name)!)))
            EmptySitesLine = line;
        return token;
    }

    private static CifColumn? Create(CifToken tag, List<long> rows) => CifItems.KeyOf(tag.Text) is { } key
        ? new CifColumn(tag.Text, tag.Line, rows, CifItems.IsCoordinate(key))
        : null;

    private static void Add(LineReader lines, CifColumn? column, CifToken value)
    {
        if (column is null)
            return;
        column.AddRow(value.Line);
        lines.Keep(column.Add(value));
    }

    private void Register(CifColumn? column)
    {
        if (column is null || column.Count == 0)
            return;
        string key = CifItems.KeyOf(column.Name)!;
        if (!_items.TryGetValue(key, out CifColumn? before) || (before.IsMissing && before.Fault is null))
            _items[key] = column;
        else if ((!column.IsMissing && !column.HasValuesOf(before)) || column.Fault is not null)
            before.Fault ??= column.Fault ?? (column.NameLine,
                $"{LineReader.Quote(column.Name)} is given twice in one data block, with different values; remove one "
                    + "of them.");
    }
}
