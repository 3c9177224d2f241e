using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>Atoms that are missing at random.</summary>
public static class Vacancies
{
    /// <summary>
    /// Removes int(N ratio) of the N atoms, every choice equally likely; the others keep their order and the cell.
    /// </summary>
    /// <param name="structure">Atoms.</param>
    /// <param name="ratio">Share of missing atoms, in [0, 1].</param>
    /// <param name="seed">Seed; the same seed and number remove the same atoms.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not in [0, 1].</exception>
    public static AtomicStructure Remove(AtomicStructure structure, double ratio, ulong seed, ulong number = 0)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (!(ratio is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The share of missing atoms is not in [0, 1].");
        int missing = (int)(structure.Count * ratio);
        if (missing == 0)
            return structure;
        int[] atoms = [.. Enumerable.Range(0, structure.Count)];
        RandomStreams.Of(RandomStreams.Vacancies, seed, number).Shuffle<int>(atoms);
        int[] kept = atoms[missing..];
        Array.Sort(kept);
        return structure.Select(kept);
    }
}
