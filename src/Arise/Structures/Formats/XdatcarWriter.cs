namespace Arise.Structures.Formats;

/// <summary>
/// XDATCAR of VASP as a run with a variable cell writes it: title, scale, cell and counts before each configuration,
/// direct coordinates in full digits. Atoms are grouped by element as in a POSCAR.
/// </summary>
/// <remarks>Format: https://www.vasp.at/wiki/index.php/XDATCAR.</remarks>
internal sealed class XdatcarWriter : IStructureWriter
{
    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        var only = new WrittenFrames();
        only.Next();
        Write(structure, output, file, only);
    }

    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file, WrittenFrames frames)
    {
        if (structure.Lattice is not { } lattice)
            throw new StructureFormatException(
                file, 0, "an XDATCAR needs a cell, and this structure has none; write extended XYZ.");

        IGrouping<ChemicalElement, int>[] groups = PoscarWriter.Groups(structure);
        PoscarWriter.WriteHeader(structure, lattice, groups, output);
        output.Write("Direct configuration= ");
        output.WriteInteger(frames.Number);
        output.Write('\n');
        foreach (int atom in groups.SelectMany(group => group))
        {
            output.WriteVector(lattice.ToFractional(structure.Positions[atom]));
            output.Write('\n');
        }
    }
}
