using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// The characteristic length d_NN(A, B) by which a structure is scaled before it is described: the most frequent
/// distance, weighted by 1/r^2, from atoms of species A to their nearest atom of species B.
/// </summary>
/// <remarks>
/// For each reach R = 2 (c + 0.1) with c = 10, 20, 30, 40, 50 Angstrom, until one succeeds: every center A with any
/// neighbor closer than R contributes the distance to its nearest B closer than R, and the reach fails if it has
/// none. The distances fall into a histogram of 100 equal bins between the smallest and the largest; the bin with the
/// largest count_k / e_k^2 (e_k its left edge, the lowest bin on a tie) wins, and d_NN is its center, accepted when
/// 0.1 &lt; d_NN &lt; 150. Distances that agree to rounding (1e-9 Angstrom) give that distance itself; the original
/// adds half a bin (0.005 Angstrom) when they agree to the last bit, a trait of its histogram that would make d_NN
/// depend on the orientation of the sample. Distances that agree within 1e-6 Angstrom give a value among them either
/// way. Source: Leitherer, Ziletti, Ghiringhelli, Nat. Commun. 12, 6234 (2021), doi:10.1038/s41467-021-26511-5, and the
/// program published with it.
/// </remarks>
public static class NearestNeighborDistance
{
    /// <summary>Distances closer together than this (Angstrom) are one distance.</summary>
    public const double Agreement = 1e-9;

    /// <summary>Atoms closer than this (Angstrom) stand at one place, and the structure is refused.</summary>
    public const double Coincidence = 1e-3;

    private const int Bins = 100;
    private const double Smallest = 0.1;
    private const double Largest = 150;

    private static readonly double[] Reaches = [20.2, 40.2, 60.2, 80.2, 100.2];

    /// <summary>d_NN of every ordered pair of the species present.</summary>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public static SpeciesPairDistances Compute(AtomicStructure structure) =>
        Compute(structure, new NearestDistances());

    /// <summary>The same with buffers of this thread.</summary>
    internal static SpeciesPairDistances Compute(AtomicStructure structure, NearestDistances nearest)
    {
        ChemicalElement[] species = [.. structure.DistinctSpecies()];
        var table = new double[species.Length, species.Length];
        nearest.Begin(structure, species);
        for (int a = 0; a < species.Length; a++)
        {
            for (int b = 0; b < species.Length; b++)
            {
                table[a, b] = double.NaN;
                foreach (double reach in Reaches)
                {
                    ReadOnlySpan<double> contributions = nearest.Contributions(a, b, reach);
                    double length = contributions.Length > 0 ? MostFrequent(contributions) : double.NaN;
                    if (length is > Smallest and < Largest)
                    {
                        table[a, b] = length;
                        break;
                    }
                }
            }
        }

        return new SpeciesPairDistances(species, table);
    }

    /// <summary>
    /// d_NN of all atoms together, as if they were of one species: the length in whose fractions the published
    /// displacements are given. Angstrom; NaN when no two atoms are in reach of each other.
    /// </summary>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public static double OfAllAtoms(AtomicStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (structure.Count == 0)
            return double.NaN;
        var species = new ChemicalElement[structure.Count];
        Array.Fill(species, structure.Species[0]);
        return Compute(
            new AtomicStructure(structure.Positions, species, structure.Lattice, structure.Periodicity))[0, 0];
    }

    /// <summary>
    /// The center of the winning bin of the 1/r^2-weighted histogram of <paramref name="distances"/>.
    /// </summary>
    internal static double MostFrequent(ReadOnlySpan<double> distances)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double d in distances)
            (low, high) = (Math.Min(low, d), Math.Max(high, d));
        if (high - low <= Agreement)
            return low;

        double step = (high - low) / Bins;
        double scale = Bins / (high - low);
        Span<int> counts = stackalloc int[Bins];
        foreach (double d in distances)
        {
            int k = Math.Min((int)((d - low) * scale), Bins - 1);
            if (d < Edge(k))
                k--;
            else if (k != Bins - 1 && d >= Edge(k + 1))
                k++;
            counts[k]++;
        }

        int winner = 0;
        double heaviest = -1;
        for (int k = 0; k < Bins; k++)
        {
            double weight = counts[k] / (Edge(k) * Edge(k));
            if (weight > heaviest)
                (winner, heaviest) = (k, weight);
        }

        return (Edge(winner) + (winner == Bins - 1 ? high : Edge(winner + 1))) / 2;

        double Edge(int k) => (k * step) + low;
    }
}
