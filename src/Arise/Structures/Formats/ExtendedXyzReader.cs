using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Extended XYZ and plain XYZ: per frame the number of atoms, a comment line (<see cref="ExtendedXyzHeader"/>), and one
/// line per atom with the columns that Properties names. In plain XYZ the columns are element, x, y, z, and further
/// ones are ignored.
/// </summary>
/// <remarks>Format: https://github.com/libAtoms/extxyz.</remarks>
internal sealed class ExtendedXyzReader : IStructureReader
{
    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        while (lines.ReadFilledLine() is { } first)
            yield return ReadFrame(lines, ReadCount(lines, first));
    }

    private static int ReadCount(LineReader lines, string line)
    {
        LineFields fields = lines.Fields(line);
        fields.TryNext(out ReadOnlySpan<char> field);
        if (!LineFields.TryInteger(field, out long count) || !fields.AtEnd)
        {
            throw lines.Error(
                $"{LineReader.Quote(line.AsSpan().Trim())} stands where a frame must begin with its number of atoms; " +
                "check the count of the frame before.");
        }

        return lines.AtomCount(count);
    }

    private static StructureFrame ReadFrame(LineReader lines, int count)
    {
        var header = new ExtendedXyzHeader(lines, lines.ReadLine("the comment line"));
        string speciesColumn = header.Columns.Any(column => column.Name == "species") ? "species" : "Z";
        AtomColumnBuilder?[] builders =
        [
            .. header.Columns.Select(column => column.IsPosition || column.Name == speciesColumn
                ? null
                : new AtomColumnBuilder(column.Name, column.Kind, column.Width)),
        ];

        var atoms = new AtomBlock(lines);
        while (atoms.Count < count)
        {
            string line = lines.ReadLine($"atom {atoms.Count + 1} of {count}");
            LineFields fields = lines.Fields(line);
            if (fields.AtEnd)
                throw lines.Error($"the line is blank where atom {atoms.Count + 1} of {count} should stand.");
            Vector3D position = default;
            ChemicalElement element = default;
            for (int i = 0; i < builders.Length; i++)
            {
                if (builders[i] is { } builder)
                    builder.Read(ref fields);
                else if (header.Columns[i].IsPosition)
                    position = fields.Vector("each coordinate");
                else
                    element = fields.Element("the species");
            }

            if (header.HasProperties && !fields.AtEnd)
                throw lines.Error("the line has more columns than Properties names.");
            atoms.Add(position, element);
        }

        AtomColumn[] columns = [.. builders.OfType<AtomColumnBuilder>().Select(builder => builder.Build())];
        return atoms.ToFrame(header.Lattice, header.Periodicity, columns, header.Properties, header.Name);
    }
}
