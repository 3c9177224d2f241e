namespace Arise.Structures.Formats;

/// <summary>
/// What tells the elements of a LAMMPS dump. A name that is no element, and a number in its place, is a type: then the
/// next column that can tell counts.
/// </summary>
/// <remarks>
/// The columns in order: type, if its elements were given; element, typelabel, mass (where its unit is atomic), and
/// type where it holds symbols. Without any, a single given element is that of all atoms.
/// </remarks>
internal sealed class LammpsDumpElements
{
    private const int MostMasses = 1000;

    private readonly LineReader _lines;
    private readonly long _headerLine;
    private readonly IReadOnlyList<ChemicalElement>? _given;
    private readonly (string Name, int Column)[] _sources;
    private readonly HashSet<double> _masses = [];

    /// <summary>Finds the columns; the line ITEM: ATOMS is the current one.</summary>
    /// <exception cref="StructureFormatException">Nothing tells the elements.</exception>
    public LammpsDumpElements(LineReader lines, StructureReadOptions options, LammpsDumpHeader header)
    {
        (_lines, _headerLine, _given) = (lines, lines.LineNumber, options.TypeElements);
        string[] names = [.. header.Columns];
        string[] order = _given is null
            ? ["element", "typelabel", "mass", "type"]
            : ["type", "element", "typelabel", "mass"];
        _sources =
        [
            .. order.Where(name => names.Contains(name) && (name != "mass" || header.Units.MassIsAtomic))
                .Select(name => (name, Array.IndexOf(names, name))),
        ];
        if (_sources.Length == 0 && _given is not [_])
            throw lines.ErrorAt(
                _headerLine,
                "no column tells the elements; dump the column element or type, or give the element if there is one.",
                nameof(StructureReadOptions.TypeElements));
    }

    /// <summary>The first column that can tell; -1 when one element is that of all atoms.</summary>
    public int Column => _sources is [var (_, column), ..] ? column : -1;

    /// <summary>The element that a field of <see cref="Column"/> tells.</summary>
    /// <exception cref="StructureFormatException">It is a type whose element is not given.</exception>
    public bool TryRead(ref LineFields fields, out ChemicalElement element) =>
        TryRead(_sources[0].Name, ref fields, out element);

    /// <summary>The element of an atom that <see cref="Column"/> does not tell.</summary>
    /// <param name="line">Its line, the current one.</param>
    /// <exception cref="StructureFormatException">No other column tells it.</exception>
    public ChemicalElement ReadOther(string line)
    {
        foreach ((string name, int column) in _sources.Skip(1))
        {
            LineFields fields = _lines.Fields(line);
            for (int i = 0; i < column; i++)
                fields.Next("the element");
            if (TryRead(name, ref fields, out ChemicalElement element))
            {
                _lines.Note(
                    $"names in the column {_sources[0].Name} that are no element are left out; the column {name} "
                        + "tells the elements.",
                    _lines.LineNumber);
                return element;
            }
        }

        if (_given is [var only])
            return only;
        LineFields first = _lines.Fields(line);
        for (int i = 0; i < Column; i++)
            first.Next("the element");
        string field = LineReader.Quote(first.Next("the element"));
        if (_given is not null)
        {
            throw _lines.ErrorAt(
                _lines.LineNumber,
                $"{field} is not a chemical element, and no column numbers the types whose elements were given; dump "
                    + "the column type.");
        }

        throw _lines.ErrorAt(
            _lines.LineNumber,
            _sources[0].Name == "mass"
                ? $"no element has the mass {field}; give the elements of the types."
                : $"{field} is not a chemical element but a type; give the elements of the types.",
            nameof(StructureReadOptions.TypeElements));
    }

    /// <summary>Looks, at the end of a frame, whether its masses are those of elements.</summary>
    /// <exception cref="StructureFormatException">They are those of reduced units.</exception>
    public void Check()
    {
        if (LammpsTypes.AreReduced(_masses))
        {
            throw _lines.ErrorAt(
                _headerLine,
                "the masses are those of reduced units, not of elements; give the elements of the types.",
                nameof(StructureReadOptions.TypeElements));
        }
    }

    private bool TryRead(string name, ref LineFields fields, out ChemicalElement element)
    {
        ReadOnlySpan<char> field = fields.Next("the element");
        if (name == "mass")
        {
            element = default;
            if (!LineFields.TryReal(field, out double mass) || !ChemicalElement.TryFromMass(mass, out element))
                return false;
            if (_masses.Count < MostMasses)
                _masses.Add(mass);
            return true;
        }

        if (name == "type" && LineFields.TryInteger(field, out long type))
        {
            element = _given is not null
                ? TypeElements.Of(_given, type, _lines, _lines.LineNumber)
                : throw _lines.ErrorAt(
                    _headerLine,
                    "the file only numbers its atom types; give their elements.",
                    nameof(StructureReadOptions.TypeElements));
            return true;
        }

        // A column of elements may hold the numbers of types.
        if (_given is not null && LineFields.TryInteger(field, out long number))
        {
            element = TypeElements.Of(_given, number, _lines, _lines.LineNumber);
            return true;
        }

        element = default;
        return char.IsAsciiLetter(field[0]) && ElementLabel.TryParse(field, out element);
    }
}
