namespace Arise.Structures.Formats;

/// <summary>Collects one <see cref="AtomColumn"/>, atom by atom, from the fields of lines.</summary>
internal sealed class AtomColumnBuilder(string name, AtomColumnKind kind, int width = 1)
{
    // A value in a list that grows, and in the column; a text has a head of its own.
    private const double BytesPerValue = 32;
    private const double BytesPerText = 96;

    private readonly List<double> _reals = [];
    private readonly List<long> _integers = [];
    private readonly List<string> _texts = [];
    private readonly List<bool> _logicals = [];
    private readonly string _what = $"column '{name}'";

    /// <summary>Column name.</summary>
    public string Name { get; } = name;

    /// <summary>Reads the next <c>width</c> fields as one row. Real numbers may be NaN or infinite here.</summary>
    /// <exception cref="StructureFormatException">A field is missing or of another type.</exception>
    public void Read(ref LineFields fields)
    {
        fields.Keep(width * (kind == AtomColumnKind.Text ? BytesPerText : BytesPerValue));
        for (int component = 0; component < width; component++)
        {
            switch (kind)
            {
                case AtomColumnKind.Real:
                    ReadOnlySpan<char> field = fields.Next(_what);
                    if (!LineFields.TryReal(field, out double value))
                        throw fields.Error($"{LineReader.Quote(field)} is not a number, but {_what} must be one.");
                    _reals.Add(value);
                    break;
                case AtomColumnKind.Integer:
                    _integers.Add(fields.Integer(_what));
                    break;
                case AtomColumnKind.Logical:
                    _logicals.Add(fields.Logical(_what));
                    break;
                default:
                    string text = fields.Next(_what).ToString();
                    fields.Keep(sizeof(char) * text.Length);
                    _texts.Add(text);
                    break;
            }
        }
    }

    /// <summary>The column of all rows read.</summary>
    public AtomColumn Build() => kind switch
    {
        AtomColumnKind.Real => AtomColumn.Real(Name, [.. _reals], width),
        AtomColumnKind.Integer => AtomColumn.Integer(Name, [.. _integers], width),
        AtomColumnKind.Logical => AtomColumn.Logical(Name, [.. _logicals], width),
        _ => AtomColumn.Text(Name, [.. _texts], width),
    };
}
