using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>Other species than the crystal's at some of its sites.</summary>
public static class Substitutions
{
    /// <summary>
    /// Antisite defects: int(N ratio) of the N atoms, every choice equally likely, exchange their species among
    /// themselves at random. Positions, order and composition stay.
    /// </summary>
    /// <param name="structure">Atoms.</param>
    /// <param name="ratio">
    /// Share of the atoms that take part, in [0, 1]; some of them end up with the species they had. With ratio 1 the
    /// species are in no order at all.
    /// </param>
    /// <param name="seed">Seed; the same seed and number exchange the same atoms.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not in [0, 1].</exception>
    public static AtomicStructure Exchange(AtomicStructure structure, double ratio, ulong seed, ulong number = 0)
    {
        int[] givers = Chosen(structure, ratio, seed, number);
        int[] takers = [.. givers.Order()];
        ChemicalElement[] species = [.. structure.Species];
        for (int k = 0; k < takers.Length; k++)
            species[takers[k]] = structure.Species[givers[k]];
        return structure.WithSpecies(species);
    }

    /// <summary>
    /// A substitutional solid solution: int(N ratio) of the N atoms, every choice equally likely, become
    /// <paramref name="solute"/>.
    /// </summary>
    /// <param name="structure">Atoms.</param>
    /// <param name="solute">The species that comes in.</param>
    /// <param name="ratio">Share of the atoms that are replaced, in [0, 1].</param>
    /// <param name="seed">Seed; the same seed and number replace the same atoms.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not in [0, 1].</exception>
    public static AtomicStructure Dissolve(
        AtomicStructure structure, ChemicalElement solute, double ratio, ulong seed, ulong number = 0)
    {
        ChemicalElement[] species = [.. structure.Species];
        foreach (int atom in Chosen(structure, ratio, seed, number))
            species[atom] = solute;
        return structure.WithSpecies(species);
    }

    // In random order.
    private static int[] Chosen(AtomicStructure structure, double ratio, ulong seed, ulong number)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (!(ratio is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The share of atoms is not in [0, 1].");
        int[] atoms = [.. Enumerable.Range(0, structure.Count)];
        RandomStreams.Of(RandomStreams.Substitutions, seed, number).Shuffle<int>(atoms);
        return atoms[..(int)(structure.Count * ratio)];
    }
}
