namespace Arise.Structures.Formats;

/// <summary>
/// geometry.in of FHI-aims with Cartesian atoms, every digit. The format knows three periodic directions or none: a
/// structure that is periodic in any direction keeps its cell, one that is not loses it.
/// </summary>
/// <remarks>Format: the FHI-aims manual, chapter on geometry.in (https://fhi-aims.org).</remarks>
internal sealed class FhiAimsWriter : IStructureWriter
{
    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        output.Write($"# {(structure.Name ?? structure.Formula()).ReplaceLineEndings(" ")}\n");
        for (int axis = 0; structure.Periodicity.Any && axis < 3; axis++)
        {
            output.Write("lattice_vector ");
            output.WriteVector(structure.Lattice![axis]);
            output.Write('\n');
        }

        for (int atom = 0; atom < structure.Count; atom++)
        {
            output.Write("atom ");
            output.WriteVector(structure.Positions[atom]);
            output.Write($" {structure.Species[atom].Symbol}\n");
        }
    }
}
