using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>Reads one frame of an XYZ file, the line of its number of atoms being the current one.</summary>
/// <remarks>
/// Columns at the end of a line that Properties does not name are ignored, with a note. A column that is missing at the
/// end of a line, or holds something else than Properties says, is left out of the frame, with a note: elements
/// and positions are there all the same.
/// </remarks>
internal sealed class ExtendedXyzFrame
{
    private readonly LineReader _lines;
    private readonly ExtendedXyzSpecies _species;
    private readonly ExtendedXyzHeader _header;
    private readonly int _count;
    private readonly int _speciesColumn;
    private readonly int _lastNeeded;
    private readonly AtomColumnBuilder?[] _builders;

    /// <summary>Reads the comment line.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="species">How the file names its elements.</param>
    /// <param name="count">Number of atoms.</param>
    public ExtendedXyzFrame(LineReader lines, ExtendedXyzSpecies species, int count)
    {
        (_lines, _species, _count) = (lines, species, count);
        _header = new ExtendedXyzHeader(lines, lines.ReadLine("the comment line"));
        _speciesColumn = species.ColumnIn(_header.Columns);
        _builders =
        [
            .. _header.Columns.Select((column, i) => column.IsPosition || (i == _speciesColumn && column.Name != "type")
                ? null
                : new AtomColumnBuilder(column.Name, column.Kind, column.Width)),
        ];
        _lastNeeded = Math.Max(
            _speciesColumn, _header.Columns.TakeWhile(column => !column.IsPosition).Count());
    }

    /// <summary>Whether the next frame began before all atoms were there.</summary>
    public bool EndsEarly { get; private set; }

    /// <summary>The frame.</summary>
    public StructureFrame Read()
    {
        var atoms = new AtomBlock(_lines);
        while (atoms.Count < _count)
        {
            string line = _lines.ReadLine($"atom {atoms.Count + 1} of {_count}");
            LineFields fields = _lines.Fields(line);
            if (fields.AtEnd)
                throw _lines.Error($"the line is blank where atom {atoms.Count + 1} of {_count} should stand.");
            if (IsCount(line))
                throw EndsTooEarly(line, atoms.Count);
            Vector3D position = default;
            ChemicalElement element = _species.Only;
            for (int i = 0; i < _builders.Length; i++)
            {
                LineFields here = fields;
                if (i == _speciesColumn)
                    element = _species.Read(ref here, _header.Columns[i]);
                if (_header.Columns[i].IsPosition)
                    position = fields.Vector("each coordinate");
                else if (_builders[i] is { } builder)
                    ReadColumn(ref fields, builder, i);
                else if (i == _speciesColumn)
                    fields = here;
                else
                    Skip(ref fields, i);
            }

            if (_header.HasProperties && !fields.AtEnd)
                _lines.Note("columns behind those that Properties names are left out.", _lines.LineNumber);
            atoms.Add(position, element);
        }

        _species.Check();
        AtomColumn[] columns = [.. _builders.OfType<AtomColumnBuilder>().Select(builder => builder.Build())];
        (Lattice? lattice, Periodicity periodicity) = Cell();
        return atoms.ToFrame(lattice, periodicity, columns, _header.Properties, _header.Name);
    }

    // No atom stands in one number alone: the next frame begins.
    private static bool IsCount(string line) => LineFields.TryInteger(line.AsSpan().Trim(), out _);

    private StructureFormatException EndsTooEarly(string line, int atoms)
    {
        EndsEarly = true;
        StructureFormatException error = _lines.Error(
            $"the next frame seems to begin here, where atom {atoms + 1} of {_count} should stand; correct the count "
                + $"{_count} of line {_lines.LineNumber - atoms - 2}.");
        _lines.PushBack(line);
        return error;
    }

    private void ReadColumn(ref LineFields fields, AtomColumnBuilder builder, int column)
    {
        LineFields before = fields;
        if (fields.AtEnd && column > _lastNeeded)
        {
            Array.Clear(_builders, column, _builders.Length - column);
            _lines.Note("columns that Properties names are missing on a line and left out.", _lines.LineNumber);
            return;
        }

        try
        {
            builder.Read(ref fields);
        }
        catch (StructureFormatException error) when (error.MissingSetting is null
            && (column > _lastNeeded || CanSkip(before, column)))
        {
            _builders[column] = null;
            _lines.Note(
                $"column '{builder.Name}' holds something else than Properties says and is left out.",
                _lines.LineNumber);
            fields = before;
            Skip(ref fields, column);
        }
    }

    private bool CanSkip(LineFields fields, int column)
    {
        for (int i = 0; i < _header.Columns[column].Width; i++)
        {
            if (!fields.TryNext(out _))
                return false;
        }

        return true;
    }

    private void Skip(ref LineFields fields, int column)
    {
        for (int i = 0; i < _header.Columns[column].Width; i++)
            fields.TryNext(out _);
    }

    // The comment line, else the lines VEC1, VEC2, VEC3: as many as directions are periodic.
    private (Lattice? Lattice, Periodicity Periodicity) Cell()
    {
        if (_header.Lattice is not null || _header.HasProperties)
            return (_header.Lattice, _header.Periodicity);
        Span<Vector3D> vectors = stackalloc Vector3D[3];
        int axis = 0;
        for (; axis < 3 && IsVector(_lines.PeekLines(1).FirstOrDefault(), axis); axis++)
        {
            LineFields fields = _lines.Fields(_lines.ReadLine("a lattice vector"));
            fields.Next("VEC");
            vectors[axis] = fields.Vector("each component of a lattice vector");
        }

        return MissingLatticeVectors.Complete(vectors) is [var a, var b, var c]
            ? (_lines.CreateLattice(a, b, c), new Periodicity(axis > 0, axis > 1, axis > 2))
            : (null, Periodicity.None);
    }

    private static bool IsVector(string? line, int axis) => line is not null
        && line.AsSpan().TrimStart() is [_, _, _, var number, ..] text
        && text.StartsWith("VEC", StringComparison.OrdinalIgnoreCase) && number == '1' + axis;
}
