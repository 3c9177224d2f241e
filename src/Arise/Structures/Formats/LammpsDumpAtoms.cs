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
    private readonly LammpsDumpHeader _header;
    private readonly LammpsDumpElements _elements;
    private readonly int[] _axes;
    private readonly bool _scaled;
    private readonly int _idColumn;
    private readonly int _lastNeeded;
    private readonly AtomColumnBuilder?[] _builders;

    /// <summary>Decides what each column means.</summary>
    /// <exception cref="StructureFormatException">
    /// No positions, a column that is needed twice, or no way to tell the elements.
    /// </exception>
    public LammpsDumpAtoms(LineReader lines, StructureReadOptions options, LammpsDumpHeader header)
    {
        (_lines, _header) = (lines, header);
        string[] names = [.. header.Columns];
        (string[]? position, _scaled) =
            PositionColumns.FirstOrDefault(candidate => candidate.Names.All(names.Contains));
        if (position is null)
            throw lines.Error("the columns hold no positions; dump x y z, xu yu zu, xs ys zs or xsu ysu zsu.");
        _elements = new LammpsDumpElements(lines, options, header);
        _axes = Array.ConvertAll(names, name => Array.IndexOf(position, name));
        _idColumn = Array.IndexOf(names, "id");
        _lastNeeded = Math.Max(
            Math.Max(_elements.Column, _idColumn), Array.FindLastIndex(_axes, axis => axis != NotPosition));
        for (int i = 0; i < names.Length; i++)
        {
            if (Array.IndexOf(names, names[i]) == i)
                continue;
            if (_axes[i] != NotPosition || names[i] == "id" || names[i] == names.ElementAtOrDefault(_elements.Column))
                throw lines.Error($"the column {LineReader.Quote(names[i])} occurs twice; remove one.");
            lines.Note("of columns with the same name the first is kept.", lines.LineNumber);
        }

        _builders =
        [
            .. names.Select((name, i) => _axes[i] != NotPosition || name is "id" or "element"
                || Array.IndexOf(names, name) != i ? null : Builder(name)),
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
            string line = _lines.ReadLine($"atom {atoms.Count + 1} of {count}");
            if (LammpsDumpHeader.IsItem(line))
                throw EndsTooEarly(line, atoms.Count + 1);
            LineFields fields = _lines.Fields(line);
            ChemicalElement element = default;
            bool isKnown = false;
            for (int i = 0; i < _builders.Length; i++)
            {
                LineFields here = fields;
                if (i == _elements.Column)
                    isKnown = _elements.TryRead(ref here, out element);
                if (i == _idColumn)
                {
                    fields.Keep(4 * sizeof(long));
                    ids.Add(fields.Integer("the atom id"));
                }
                else if (_axes[i] != NotPosition)
                    coordinates[_axes[i]] = fields.Real("each coordinate");
                else if (_builders[i] is { } builder)
                    ReadColumn(ref fields, builder, i, isFirst: atoms.Count == 0);
                else if (i <= _lastNeeded)
                    fields.Next($"the column {_header.Columns[i]}");
                else
                    fields.TryNext(out _);
            }

            if (!fields.AtEnd)
                _lines.Note("columns behind those that ITEM: ATOMS names are left out.", _lines.LineNumber);
            if (!isKnown)
                element = _elements.ReadOther(line);
            var position = new Vector3D(coordinates[0], coordinates[1], coordinates[2]);
            atoms.Add(_scaled ? _header.Box.FromScaled(position) : _header.Units.Length * position, element);
        }

        _elements.Check();
        return Assemble(atoms, [.. ids]);
    }

    private void ReadColumn(ref LineFields fields, AtomColumnBuilder builder, int column, bool isFirst)
    {
        if (fields.AtEnd && column > _lastNeeded)
        {
            Array.Clear(_builders, column, _builders.Length - column);
            _lines.Note("columns that ITEM: ATOMS names are missing on a line and left out.", _lines.LineNumber);
            return;
        }

        if (isFirst && IsWord(fields))
            builder = _builders[column] = new AtomColumnBuilder(builder.Name, AtomColumnKind.Text);
        LineFields before = fields;
        try
        {
            builder.Read(ref fields);
        }
        catch (StructureFormatException error) when (error.MissingSetting is null && !before.AtEnd)
        {
            _builders[column] = null;
            _lines.Note(
                $"column '{builder.Name}' does not hold numbers everywhere and is left out.", _lines.LineNumber);
            fields = before;
            fields.TryNext(out _);
        }
    }

    // The line that begins the next frame is read again.
    private StructureFormatException EndsTooEarly(string line, int atom)
    {
        StructureFormatException error = _lines.Error(
            $"{LineReader.Quote(line.AsSpan().Trim())} stands where atom {atom} of {_header.AtomCount} should; the "
                + "frame before this line is truncated.");
        _lines.PushBack(line);
        return error;
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
