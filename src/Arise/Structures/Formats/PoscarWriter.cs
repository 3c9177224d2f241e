using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// POSCAR of VASP 5: scale 1, Cartesian positions, every digit. Atoms are grouped by element in the order in which the
/// elements first occur, as a POTCAR needs it; within an element their order stays. The logical column "move_mask"
/// becomes selective dynamics.
/// </summary>
/// <remarks>Format: https://www.vasp.at/wiki/index.php/POSCAR.</remarks>
internal sealed class PoscarWriter : IStructureWriter
{
    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        if (structure.Lattice is not { } lattice)
            throw new StructureFormatException(
                file, 0,
                "a POSCAR needs a cell, and this structure has none; write extended XYZ.");

        IGrouping<ChemicalElement, int>[] groups = Groups(structure);
        var mobility = structure.Columns.FirstOrDefault(column =>
            column is { Name: PoscarReader.MobilityColumn, Kind: AtomColumnKind.Logical, Width: 3 })?.Values as bool[];

        WriteHeader(structure, lattice, groups, output);
        output.Write(mobility is null ? "Cartesian\n" : "Selective dynamics\nCartesian\n");
        foreach (int atom in groups.SelectMany(group => group))
        {
            output.WriteVector(structure.Positions[atom]);
            for (int axis = 0; mobility is not null && axis < 3; axis++)
                output.Write(mobility[(3 * atom) + axis] ? " T" : " F");
            output.Write('\n');
        }
    }

    /// <summary>The atoms by element, in the order in which the elements first occur.</summary>
    internal static IGrouping<ChemicalElement, int>[] Groups(AtomicStructure structure) =>
        [.. Enumerable.Range(0, structure.Count).GroupBy(atom => structure.Species[atom])];

    /// <summary>Writes title, scale, lattice vectors, symbols and counts.</summary>
    internal static void WriteHeader(
        AtomicStructure structure, Lattice lattice, IGrouping<ChemicalElement, int>[] groups, TextWriter output)
    {
        output.Write($"{Title(structure)}\n1.0\n");
        for (int axis = 0; axis < 3; axis++)
            WriteLine(output, lattice[axis]);
        output.Write(string.Join(' ', groups.Select(group => group.Key.Symbol)) + "\n");
        output.Write(string.Join(' ', groups.Select(group => group.Count())) + "\n");
    }

    private static string Title(AtomicStructure structure) =>
        structure.Name?.ReplaceLineEndings(" ").Trim() is { Length: > 0 } name ? name : structure.Formula();

    private static void WriteLine(TextWriter output, Vector3D vector)
    {
        output.WriteVector(vector);
        output.Write('\n');
    }
}
