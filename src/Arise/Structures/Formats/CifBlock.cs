namespace Arise.Structures.Formats;

/// <summary>
/// A data block of a CIF: data names and their values, one each outside loops and a column each inside.
/// </summary>
/// <remarks>
/// Data names compare without case, and the dots of mmCIF count as underscores: _cell.length_a is _cell_length_a.
/// </remarks>
internal sealed class CifBlock
{
    private const double BytesPerToken = 120;

    private readonly Dictionary<string, List<CifToken>> _items = new(StringComparer.OrdinalIgnoreCase);

    private CifBlock(string name) => Name = name;

    /// <summary>What stands behind "data_"; may be empty.</summary>
    public string Name { get; }

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

    /// <summary>The values of a data name, missing ones (? or .) among them; empty when it is absent.</summary>
    public IReadOnlyList<CifToken> All(string tag) => _items.TryGetValue(tag, out List<CifToken>? values) ? values : [];

    /// <summary>The values of the first of these data names that has one which is not missing; else empty.</summary>
    public IReadOnlyList<CifToken> Column(params ReadOnlySpan<string> tags)
    {
        foreach (string tag in tags)
        {
            if (_items.TryGetValue(tag, out List<CifToken>? values) && !values.TrueForAll(value => value.IsMissing))
                return values;
        }

        return [];
    }

    /// <summary>The value of the first of these data names that has one.</summary>
    public CifToken? Value(params ReadOnlySpan<string> tags) => Column(tags) is [var value, ..] ? value : null;

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
            throw lines.ErrorAt(token.Line, $"{LineReader.Quote(token.Text)} has no value.");
        lines.Keep((2 * BytesPerToken) + (sizeof(char) * value.Text.Length));
        AddColumn(lines, token).Add(value);
        return tokenizer.Next();
    }

    private CifToken ReadLoop(LineReader lines, CifTokenizer tokenizer, long line)
    {
        var columns = new List<List<CifToken>>();
        CifToken token = tokenizer.Next();
        for (; token.Kind == CifTokenKind.Tag; token = tokenizer.Next())
            columns.Add(AddColumn(lines, token));
        if (columns.Count == 0 || !token.IsValue)
            throw lines.ErrorAt(
                line,
                $"the loop that begins here has no {(columns.Count == 0 ? "data names" : "values")}; the file is "
                    + "truncated.");
        long count = 0;
        for (; token.IsValue; token = tokenizer.Next(), count++)
        {
            lines.Keep(BytesPerToken + (sizeof(char) * token.Text.Length));
            columns[(int)(count % columns.Count)].Add(token);
        }

        if (count % columns.Count != 0)
            throw lines.ErrorAt(
                line,
                $"the loop that begins here has {count} values for {columns.Count} data names, which fill no whole "
                    + "number of rows.");
        return token;
    }

    private List<CifToken> AddColumn(LineReader lines, CifToken tag)
    {
        var column = new List<CifToken>(1);
        if (!_items.TryAdd(tag.Text.Replace('.', '_'), column))
            throw lines.ErrorAt(
                tag.Line,
                $"{LineReader.Quote(tag.Text)} is given twice in one data block; remove one of them.");
        return column;
    }
}
