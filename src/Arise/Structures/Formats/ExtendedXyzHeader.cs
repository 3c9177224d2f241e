using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// What the comment line of an XYZ frame says. A line that sets Lattice, Properties or pbc is a list of key=value
/// pairs; any other line is plain XYZ, and its text becomes the name of the structure.
/// </summary>
/// <remarks>
/// A line of free text that holds these pairs among words that are none ("Bob's cell Lattice=...") gives the pairs, and
/// its text becomes the name. Where a value cannot be meant (Lattice=fcc), the line is free text.
/// Lattice lists a, b, c one after the other (nine numbers, or [[..],[..],[..]], or three for a rectangular cell).
/// Without pbc, a cell is periodic and its absence is not.
/// </remarks>
internal sealed class ExtendedXyzHeader
{
    private static readonly char[] ArrayMarks = ['[', ']', ','];

    private readonly Dictionary<string, string> _properties = [];

    /// <summary>Reads the comment line, which must be the current line of the reader.</summary>
    /// <exception cref="StructureFormatException">A malformed or contradictory line.</exception>
    public ExtendedXyzHeader(LineReader lines, string comment)
    {
        if (!ExtendedXyzPairs.IsPairs(comment))
        {
            Name = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();
            return;
        }

        string? lattice = null, columns = null, periodicity = null;
        IReadOnlyList<KeyValuePair<string, string>> pairs = Pairs(lines, comment, out bool isText);
        foreach ((string key, string value) in pairs)
        {
            if (key.Equals("Lattice", StringComparison.OrdinalIgnoreCase))
                SetOnce(lines, ref lattice, key, value);
            else if (key.Equals("Properties", StringComparison.OrdinalIgnoreCase))
                SetOnce(lines, ref columns, key, value);
            else if (key.Equals("pbc", StringComparison.OrdinalIgnoreCase))
                SetOnce(lines, ref periodicity, key, value);
            else if (key == "name")
                Name = value;
            else
                _properties[key] = value;
        }

        bool isLattice = lattice is null
            || (BeginsWithNumber(lattice) && (!isText || LineFields.Count(WithoutMarks(lattice)) is 3 or 9));
        bool areColumns = columns is null || columns.Contains(':', StringComparison.Ordinal);
        if (!isLattice || !areColumns)
        {
            lines.Note(
                "the comment line holds Lattice= or Properties= with words, which are taken as text.",
                lines.LineNumber);
            lattice = isLattice ? lattice : null;
            columns = areColumns ? columns : null;
            isText |= lattice is null && columns is null && periodicity is null;
            if (isText)
                _properties.Clear();
        }

        if (isText)
            Name = comment.Trim();
        if (columns is not null)
            (Columns, HasProperties) = (ExtendedXyzColumn.Parse(lines, columns), true);
        SetCell(lines, lattice, periodicity);
    }

    /// <summary>The columns of the atom lines.</summary>
    public IReadOnlyList<ExtendedXyzColumn> Columns { get; } = ExtendedXyzColumn.Plain;

    /// <summary>Whether the line sets Properties, so that further columns are told.</summary>
    public bool HasProperties { get; }

    /// <summary>The cell, or null.</summary>
    public Lattice? Lattice { get; private set; }

    /// <summary>The periodic directions.</summary>
    public Periodicity Periodicity { get; private set; }

    /// <summary>The other pairs.</summary>
    public IReadOnlyDictionary<string, string> Properties => _properties;

    /// <summary>The value of the key "name", or the text of a plain comment.</summary>
    public string? Name { get; }

    // All pairs of the line, else those of the three keys among its words.
    private static IReadOnlyList<KeyValuePair<string, string>> Pairs(
        LineReader lines, string comment, out bool isText)
    {
        var pairs = new ExtendedXyzPairs(lines, comment);
        isText = false;
        try
        {
            KeyValuePair<string, string>[] all = [.. pairs.Read()];
            if (!pairs.HasWords)
                return all;
        }
        catch (StructureFormatException) when (pairs.ReadKnown() is { Count: > 0 })
        {
        }

        lines.Note("words of the comment line that are no key=value are left out.", lines.LineNumber);
        isText = true;
        return pairs.ReadKnown() ?? [];
    }

    private static bool BeginsWithNumber(string value) =>
        WithoutMarks(value).AsSpan().Trim() is var text
        && LineFields.TryReal(text[..(text.IndexOfAny(' ', '\t') is >= 0 and int end ? end : text.Length)], out _);

    private static void SetOnce(LineReader lines, ref string? target, string key, string value)
    {
        if (target is not null)
            throw lines.Error($"the comment line sets {key} twice.");
        target = value;
    }

    private void SetCell(LineReader lines, string? lattice, string? periodicity)
    {
        Vector3D[] vectors = lattice is null ? [default, default, default] : LatticeVectors(lines, lattice);
        Span<bool> periodic = [vectors[0] != default, vectors[1] != default, vectors[2] != default];
        if (periodicity is not null)
        {
            LineFields fields = lines.Fields(WithoutMarks(periodicity));
            for (int axis = 0; axis < 3; axis++)
            {
                bool asked = fields.Logical("pbc (three of T and F)");
                if (asked && !periodic[axis])
                {
                    throw lines.Error(
                        $"pbc makes direction {axis + 1} periodic, but Lattice has no vector for it; " +
                        "add it or set pbc to F.");
                }

                periodic[axis] = asked;
            }

            if (!fields.AtEnd)
                throw lines.Error("pbc must have three values, for example pbc=\"T T F\".");
        }

        Periodicity = new Periodicity(periodic[0], periodic[1], periodic[2]);
        Lattice = MissingLatticeVectors.Complete(vectors) is [var a, var b, var c]
            ? lines.CreateLattice(a, b, c)
            : null;
    }

    private static Vector3D[] LatticeVectors(LineReader lines, string lattice)
    {
        string numbers = WithoutMarks(lattice);
        int count = LineFields.Count(numbers);
        if (count is not (3 or 9))
            throw lines.Error($"Lattice has {count} numbers; it needs the nine components of the vectors a, b and c.");
        LineFields fields = lines.Fields(numbers);
        const string what = "each component of Lattice";
        return count == 9
            ? [fields.Vector(what), fields.Vector(what), fields.Vector(what)]
            : [new(fields.Real(what), 0, 0), new(0, fields.Real(what), 0), new(0, 0, fields.Real(what))];
    }

    private static string WithoutMarks(string array)
    {
        foreach (char mark in ArrayMarks)
            array = array.Replace(mark, ' ');
        return array;
    }
}
