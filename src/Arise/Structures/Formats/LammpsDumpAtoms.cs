using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>Reads the atoms of one frame of a LAMMPS dump.</summary>
internal sealed class LammpsDumpAtoms
{
    private const int NotPosition = -1;

    private static readonly (string[] Names, bool Scaled)[] PositionColumns =
    [
        (["x", "y", "z"], false),
        (["xu", "yu", "zu"], false),
        (["xs", "ys", "zs"], true),
        (["xsu", "ysu", "zsu"], true),
    ];

    private readonly LineReader _lines;
    private readonly StructureReadOptions _options;
    private readonly LammpsDumpHeader _header;
    private readonly int[] _axes;
    private readonly bool _scaled;
    private readonly AtomColumnBuilder?[] _builders;
    private readonly string _elementColumn;

    /// <summary>Decides what each column means.</summary>
    /// <exception cref="StructureFormatException">
    /// No positions, a column twice, or no way to tell the elements.
    /// </exception>
    public LammpsDumpAtoms(LineReader lines, StructureReadOptions options, LammpsDumpHeader header)
    {
        (_lines, _options, _header) = (lines, options, header);
        string[] names = [.. header.Columns];
        if (names.Distinct().Count() < names.Length)
            throw lines.Error("a column name occurs twice.");
        (string[]? position, _scaled) =
            PositionColumns.FirstOrDefault(candidate => candidate.Names.All(names.Contains));
        if (position is null)
            throw lines.Error("the columns hold no positions; dump x y z, xu yu zu, xs ys zs or xsu ysu zsu.");
        _elementColumn = ElementColumn(lines, names, options);
        _axes = Array.ConvertAll(names, name => Array.IndexOf(position, name));
        _builders =
        [
            .. names.Select((name, i) => _axes[i] != NotPosition || name is "id" or "element" ? null : Builder(name)),
        ];
    }

    /// <summary>The frame.</summary>
    public StructureFrame Read()
    {
        var atoms = new AtomBlock(_lines);
        var ids = new List<long>();
        int count = _header.AtomCount;
        Span<double> coordinates = stackalloc double[3];
        while (atoms.Count < count)
        {
            LineFields fields = _lines.Fields(_lines.ReadLine($"atom {atoms.Count + 1} of {count}"));
            ChemicalElement element = default;
            for (int i = 0; i < _builders.Length; i++)
            {
                string name = _header.Columns[i];
                LineFields here = fields;
                if (name == _elementColumn)
                    element = ReadElement(ref here);
                if (name == "id")
                {
                    fields.Keep(4 * sizeof(long));
                    ids.Add(fields.Integer("the atom id"));
                }
                else if (_axes[i] != NotPosition)
                    coordinates[_axes[i]] = fields.Real("each coordinate");
                else if (_builders[i] is { } builder)
                {
                    if (atoms.Count == 0 && IsWord(fields))
                        builder = _builders[i] = new AtomColumnBuilder(name, AtomColumnKind.Text);
                    builder.Read(ref fields);
                }
                else
                    fields.Next("the element");
            }

            if (!fields.AtEnd)
                throw fields.Error($"the line has more than the {_builders.Length} columns of ITEM: ATOMS.");
            var position = new Vector3D(coordinates[0], coordinates[1], coordinates[2]);
            atoms.Add(_scaled ? _header.Box.FromScaled(position) : _header.Units.Length * position, element);
        }

        return Assemble(atoms, [.. ids]);
    }

    private StructureFrame Assemble(AtomBlock atoms, long[] ids)
    {
        var columns = new List<AtomColumn>();
        if (ids.Length > 0)
            columns.Add(AtomColumn.Integer("id", ids));
        columns.AddRange(_builders.OfType<AtomColumnBuilder>().Select(builder => builder.Build()));
        StructureFrame frame = atoms.ToFrame(_header.Box.Lattice, _header.Box.Periodicity, columns, _header.Properties);
        return ids.Length > 0 ? LammpsOrder.Sorted(frame, ids, _lines) : frame;
    }

    private ChemicalElement ReadElement(ref LineFields fields)
    {
        if (_options.TypeElements is { } given && _elementColumn == "type")
            return TypeElements.Of(given, fields.Integer("the atom type"), _lines, _lines.LineNumber);
        if (_elementColumn != "mass")
            return fields.Element("the element");
        double mass = fields.Real("the mass");
        return ChemicalElement.TryFromMass(mass, out ChemicalElement element)
            ? element
            : throw _lines.ErrorAt(
                _lines.LineNumber,
                $"no element has the mass {mass}; give the elements of the types.",
                nameof(StructureReadOptions.TypeElements));
    }

    private string ElementColumn(LineReader lines, string[] names, StructureReadOptions options)
    {
        if (options.TypeElements is not null && names.Contains("type"))
            return "type";
        if (names.Contains("element"))
            return "element";
        if (names.Contains("typelabel"))
            return "typelabel";
        if (names.Contains("mass") && _header.Units.MassIsAtomic)
            return "mass";
        throw names.Contains("type")
            ? lines.ErrorAt(
                lines.LineNumber,
                "the file only numbers its atom types; give their elements.",
                nameof(StructureReadOptions.TypeElements))
            : lines.Error("no column tells the elements; dump the column element or type.");
    }

    // LAMMPS itself dumps numbers; a name in the first line of a column makes it one of texts.
    private static bool IsWord(LineFields fields) => fields.TryNext(out ReadOnlySpan<char> field)
        && char.IsAsciiLetter(field[0]) && !LineFields.TryReal(field, out _);

    // The integer columns of a dump; an "i_" column is a custom integer of fix property/atom. All others are real.
    private static AtomColumnBuilder Builder(string name)
    {
        AtomColumnKind kind = name is "type" or "structure_type" or "mol" or "proc" or "procp1" or "ix" or "iy" or "iz"
            || name.StartsWith("i_", StringComparison.Ordinal)
            || name.StartsWith("i2_", StringComparison.Ordinal)
            ? AtomColumnKind.Integer
            : name is "typelabel" ? AtomColumnKind.Text : AtomColumnKind.Real;
        return new AtomColumnBuilder(name, kind);
    }
}
