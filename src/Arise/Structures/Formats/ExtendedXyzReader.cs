namespace Arise.Structures.Formats;

/// <summary>
/// Extended XYZ and plain XYZ: per frame the number of atoms, a comment line (<see cref="ExtendedXyzHeader"/>), and one
/// line per atom with the columns that Properties names. In plain XYZ the columns are element, x, y, z, and further
/// ones are ignored; the lines VEC1, VEC2, VEC3 behind the atoms, as AMS writes them, are lattice vectors.
/// </summary>
/// <remarks>Format: https://github.com/libAtoms/extxyz.</remarks>
internal sealed class ExtendedXyzReader : IStructureReader
{
    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        var species = new ExtendedXyzSpecies(lines, options);
        long countLine = 0, emptyLine = 0;
        int count = 0;
        bool any = false;
        while (lines.ReadFilledLine() is { } first)
        {
            count = ReadCount(lines, first, countLine, count);
            countLine = lines.LineNumber;
            if (count == 0)
            {
                emptyLine = countLine;
                lines.ReadLine();
                continue;
            }

            any = true;
            StructureFrame frame;
            ExtendedXyzFrame? block = null;
            try
            {
                block = new ExtendedXyzFrame(lines, species, count);
                frame = block.Read();
            }
            catch (StructureFormatException error) when (lines.Skips(error))
            {
                long end = block is { EndsEarly: true } ? 0 : countLine + 1 + count;
                while (lines.LineNumber < end && lines.ReadLine() is not null)
                {
                }

                continue;
            }

            yield return frame;
        }

        if (emptyLine > 0)
            lines.TellEmptyFrames(emptyLine, any);
    }

    private static int ReadCount(LineReader lines, string line, long linePrevious, int countPrevious)
    {
        LineFields fields = lines.Fields(line);
        fields.TryNext(out ReadOnlySpan<char> field);
        if (LineFields.TryInteger(field, out long count) && fields.AtEnd)
            return count == 0 ? 0 : lines.AtomCount(count);
        string found = LineReader.Quote(line.AsSpan().Trim());
        throw lines.Error(linePrevious == 0
            ? $"an XYZ file begins with the number of atoms alone on its line, and not with {found}; correct the line "
                + "or convert the file (Tinker files have a title there)."
            : $"{found} stands where the next frame must begin with its number of atoms; check this line, and the "
                + $"count {countPrevious} of line {linePrevious}.");
    }
}
