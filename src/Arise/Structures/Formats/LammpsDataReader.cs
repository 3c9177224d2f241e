namespace Arise.Structures.Formats;

/// <summary>
/// LAMMPS data files: orthogonal, triclinic (xy xz yz) and general triclinic (avec, bvec, cvec) boxes; type labels;
/// atom styles with fixed columns (<see cref="LammpsAtomStyle"/>), with image flags. Atoms come in the order of
/// their ids; id, image and the columns of the style are kept as columns. The file does not say what is periodic: all
/// three directions are.
/// </summary>
/// <remarks>
/// Format: https://docs.lammps.org/read_data.html. Lengths are Angstrom unless the title line, as the command
/// write_data writes it, names other units.
/// </remarks>
internal sealed class LammpsDataReader : IStructureReader
{
    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        if (lines.ReadLine() is { } title)
            yield return new LammpsDataSections(lines, options, title).Read();
    }
}
