namespace Arise.Structures.Formats;

/// <summary>
/// What stands for elements in an XYZ file: symbols and labels, or numbers. Numbers are atom types when a user gave
/// their elements. Otherwise they are atomic numbers in a column Z, and in other columns only if the file cannot
/// mean types, which are numbered from 1: a frame of 1 and 2 is not hydrogen and helium.
/// </summary>
internal sealed class ExtendedXyzSpecies(LineReader lines, StructureReadOptions options)
{
    /// <summary>
    /// So many numbers in a row below the largest that occur nowhere in the first frame tell atomic numbers: 1, 6, 8.
    /// </summary>
    private const int SmallestGap = 3;

    private readonly SortedSet<long> _numbers = [];
    private long _firstLine;
    private bool _areAtomicNumbers;

    /// <summary>The element of all atoms of a file without a column of elements.</summary>
    public ChemicalElement Only => options.TypeElements is [var only] ? only : default;

    /// <summary>The column that tells elements: species, Z, or type if its elements were given; -1 for none.</summary>
    /// <exception cref="StructureFormatException">There is none, and a user has not given one element.</exception>
    public int ColumnIn(IReadOnlyList<ExtendedXyzColumn> columns)
    {
        foreach (string name in (ReadOnlySpan<string>)["species", "Z", "type"])
        {
            for (int i = 0; i < columns.Count; i++)
            {
                if (columns[i].Name == name && columns[i].Width == 1
                    && (name != "type" || options.TypeElements is not null))
                    return i;
            }
        }

        return options.TypeElements is [_]
            ? -1
            : throw lines.ErrorAt(
                lines.LineNumber,
                "Properties names no elements; they are the column species:S:1 (or Z:I:1).",
                nameof(StructureReadOptions.TypeElements));
    }

    /// <summary>The element that the next field names.</summary>
    public ChemicalElement Read(ref LineFields fields, ExtendedXyzColumn column)
    {
        LineFields before = fields;
        ReadOnlySpan<char> field = fields.Next("the species");
        if (column.Name != "Z" && LineFields.TryInteger(field, out long number))
        {
            if (options.TypeElements is { } given)
                return TypeElements.Of(given, number, lines, lines.LineNumber);
            if (_firstLine == 0)
                _firstLine = lines.LineNumber;
            if (!_areAtomicNumbers)
                _numbers.Add(number);
        }

        if (options.TypeElements is not null)
            lines.Note("the file names its elements; those that were given are not used.", lines.LineNumber);
        fields = before;
        return fields.Element("the species");
    }

    /// <summary>Decides, at the end of a frame, whether its numbers are atomic numbers.</summary>
    /// <exception cref="StructureFormatException">They can be types, and their elements are missing.</exception>
    public void Check()
    {
        if (_numbers.Count == 0 || _areAtomicNumbers)
            return;
        long below = 0;
        foreach (long number in _numbers)
        {
            _areAtomicNumbers |= number - below > SmallestGap;
            below = number;
        }

        if (!_areAtomicNumbers)
            throw lines.ErrorAt(
                _firstLine,
                "the atoms have numbers in place of elements, which can be atom types; give their elements.",
                nameof(StructureReadOptions.TypeElements));
        lines.Note("numbers in place of elements are read as atomic numbers.", _firstLine);
    }
}
