using Arise.Defects;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>What happens to labels where grains of different matter meet.</summary>
internal static class Contacts
{
    private const double FarFromSite = 0.15;
    private const double LeastShare = 0.5;
    private const double FirstShell = 1.3;

    /// <summary>
    /// Parts atoms that are too close. Those of a crystal that move by more than 0.15 distances, and those that have
    /// fewer than half of the neighbors of their own grain that other atoms of the grain have, are untold.
    /// </summary>
    /// <param name="structure">The atoms with their labels.</param>
    /// <param name="grains">Which grain each atom belongs to.</param>
    /// <param name="distances">Distance of nearest neighbors in each grain, Angstrom.</param>
    /// <param name="core">No two atoms shall be closer than this share of the smallest distance.</param>
    public static AtomicStructure Settle(
        AtomicStructure structure, ReadOnlySpan<int> grains, double[] distances, double core)
    {
        short[] labels = LabelColumn.Of(structure);
        AtomicStructure parted = HardCores.Part(structure, core * distances.Min(), 10);
        int[] own = OwnNeighbors(parted, grains, distances);
        var most = new Dictionary<(int Grain, ChemicalElement Element), int>();
        for (int atom = 0; atom < own.Length; atom++)
        {
            (int, ChemicalElement) key = (grains[atom], structure.Species[atom]);
            most[key] = Math.Max(most.GetValueOrDefault(key), own[atom]);
        }

        for (int atom = 0; atom < own.Length; atom++)
        {
            double moved = (parted.Positions[atom] - structure.Positions[atom]).Length;
            bool isIntact = moved <= FarFromSite * distances[grains[atom]]
                && own[atom] >= LeastShare * most[(grains[atom], structure.Species[atom])];
            if (labels[atom] >= 0 && !isIntact)
                labels[atom] = AtomSample.Untold;
        }

        return LabelColumn.Set(parted, labels);
    }

    private static int[] OwnNeighbors(AtomicStructure structure, ReadOnlySpan<int> grains, double[] distances)
    {
        var own = new int[structure.Count];
        var search = new NeighborSearch(structure, FirstShell * distances.Max());
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < own.Length; atom++)
        {
            search.Find(atom, neighbors);
            double reach = FirstShell * distances[grains[atom]];
            for (int k = 0; k < neighbors.Count; k++)
            {
                if (grains[neighbors.Atoms[k]] == grains[atom] && neighbors.SquaredDistances[k] < reach * reach)
                    own[atom]++;
            }
        }

        return own;
    }
}
