namespace Arise.Structures.Formats;

/// <summary>
/// LAMMPS dump files (atom and custom), any number of frames: positions x, xu (Cartesian), xs or xsu (scaled);
/// orthogonal, triclinic and general triclinic boxes; boundary words give the periodicity. Atoms come in the order of
/// their ids; all further columns are kept, the time step is the property "timestep", and the corner of a box that
/// does not begin at zero "Origin".
/// </summary>
/// <remarks>
/// Format: https://docs.lammps.org/dump.html. The elements are those the user gives per type, else the column element,
/// typelabel or mass. Lengths are Angstrom unless the file names other units.
/// </remarks>
internal sealed class LammpsDumpReader : IStructureReader
{
    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        LammpsUnits units = LammpsUnits.Default;
        long emptyLine = 0;
        bool any = false;
        while (lines.ReadFilledLine() is { } line)
        {
            StructureFrame frame;
            try
            {
                var header = new LammpsDumpHeader(lines, line, units);
                units = header.Units;
                if (header.AtomCount == 0)
                {
                    emptyLine = lines.LineNumber;
                    continue;
                }

                any = true;
                frame = new LammpsDumpAtoms(lines, options, header).Read();
            }
            catch (StructureFormatException error) when (lines.Skips(error))
            {
                any = true;
                while (lines.PeekLines(1).FirstOrDefault() is { } next && !LammpsDumpHeader.Begins(next))
                    lines.ReadLine();
                continue;
            }

            yield return frame;
        }

        if (emptyLine > 0)
            lines.TellEmptyFrames(emptyLine, any);
    }
}
