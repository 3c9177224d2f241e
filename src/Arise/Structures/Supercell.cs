using Arise.Numerics;

namespace Arise.Structures;

/// <summary>Repeats a cell along its lattice vectors.</summary>
internal static class Supercell
{
    /// <summary>
    /// <paramref name="na"/> x <paramref name="nb"/> x <paramref name="nc"/> copies of a cell. Copy (i, j, k) of atom
    /// x stands at x + ((i a + j b) + k c); the copies follow each other with k fastest, the atoms of one copy
    /// together.
    /// </summary>
    /// <param name="structure">The cell; it needs a lattice.</param>
    /// <param name="na">Copies along a, at least 1.</param>
    /// <param name="nb">Copies along b, at least 1.</param>
    /// <param name="nc">Copies along c, at least 1.</param>
    /// <returns>A structure with the enlarged lattice and the same periodicity.</returns>
    /// <exception cref="ArgumentException">The structure has no lattice, or a count is below one.</exception>
    /// <exception cref="MemoryBudgetException">The supercell needs more memory than the budget.</exception>
    public static AtomicStructure Repeat(AtomicStructure structure, int na, int nb, int nc)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (structure.Lattice is not { } lattice)
            throw new ArgumentException("A structure without a lattice cannot be repeated.");
        if (na < 1 || nb < 1 || nc < 1)
            throw new ArgumentException($"Repetitions {na} x {nb} x {nc}: each must be at least 1.");

        int count = structure.Count;
        long total = (long)count * na * nb * nc;
        MemoryBudget.Require(
            MemoryBudget.BytesPerAtom * count * na * nb * nc,
            $"A supercell of {na} x {nb} x {nc} cells of {count} atoms",
            "repeat the cell less often");
        if (total > Array.MaxLength)
            throw new ArgumentException($"A supercell of {total} atoms is too large.");
        var positions = new Vector3D[total];
        var source = new int[total];
        int next = 0;
        for (int i = 0; i < na; i++)
        {
            for (int j = 0; j < nb; j++)
            {
                for (int k = 0; k < nc; k++)
                {
                    Vector3D shift = (i * lattice.A) + (j * lattice.B) + (k * lattice.C);
                    for (int atom = 0; atom < count; atom++, next++)
                    {
                        positions[next] = structure.Positions[atom] + shift;
                        source[next] = atom;
                    }
                }
            }
        }

        AtomicStructure copies = structure.Select(source);
        return new AtomicStructure(
            positions,
            copies.Species,
            new Lattice(na * lattice.A, nb * lattice.B, nc * lattice.C),
            structure.Periodicity,
            copies.Columns,
            structure.Properties,
            structure.Name);
    }
}
