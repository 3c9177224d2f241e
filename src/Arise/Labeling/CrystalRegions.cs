using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Connected regions of labeled atoms, and the planar faults in fcc crystals (<see cref="FaultSheets"/>). Two atoms of
/// one class are linked when they are nearer than 1.35 times the mean of their local scales: in fcc the first shell. A
/// twin plane parts two crystals; a stacking fault lies inside one, which goes on behind it.
/// </summary>
internal static class CrystalRegions
{
    private const double Link = 1.35;

    // Local scales beyond this share of the median are those of atoms in voids and vapor.
    private const double LongestScale = 1.6;

    /// <summary>Faults, the largest first, then regions, the largest first.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="leastAtoms">Smaller regions are left out.</param>
    /// <param name="volumeFactor">Volume of an atom of a class over the cube of its local scale; NaN for none.</param>
    public static ImmutableArray<AtomRegion> Of(AtomLabels labels, int leastAtoms, Func<int, double> volumeFactor)
    {
        AtomicStructure structure = labels.Structure;
        ReadOnlyMemory<float> scales = labels.LocalScales.AsMemory();
        ReadOnlySpan<int> classes = labels.Classes.AsSpan();
        double longest = LongestOf(labels);
        if (longest <= 0)
            return [];
        var search = new NeighborSearch(structure, Link * longest);
        int fcc = labels.ClassLabels.IndexOf(StructureType.Fcc), hcp = labels.ClassLabels.IndexOf(StructureType.Hcp);
        FaultSheets? sheets = fcc >= 0 && hcp >= 0 && labels.Counts[hcp] > 0
            ? new FaultSheets(structure, classes, scales, search, fcc, hcp)
            : null;

        // Atoms in a stacking fault link the crystal on both sides; those in a twin plane link nothing.
        var linked = new int[classes.Length];
        for (int atom = 0; atom < linked.Length; atom++)
        {
            int fault = sheets?.FaultOf[atom] ?? FaultSheets.None;
            linked[atom] = fault == FaultSheets.None ? classes[atom]
                : sheets!.Faults[fault].Kind == AtomRegion.TwinPlane ? -1 : fcc;
        }

        DisjointSets sets = Join(search, linked, scales.Span);
        var counts = new Dictionary<int, (int Class, int Atoms, double Cubes)>();
        for (int atom = 0; atom < linked.Length; atom++)
        {
            if (linked[atom] < 0 || (sheets is not null && sheets.FaultOf[atom] != FaultSheets.None))
                continue;
            int root = sets.Find(atom);
            (int _, int atoms, double cubes) = counts.GetValueOrDefault(root);
            counts[root] = (linked[atom], atoms + 1, cubes + Math.Pow(scales.Span[atom], 3));
        }

        IEnumerable<AtomRegion> faults = (sheets?.Faults ?? [])
            .Where(fault => fault.Atoms > 0)
            .OrderByDescending(fault => fault.Area)
            .Select(fault => fault with { ClassLabel = labels.ClassLabels[fcc] });
        IEnumerable<AtomRegion> regions = counts.Where(pair => pair.Value.Atoms >= leastAtoms)
            .OrderByDescending(pair => pair.Value.Atoms).ThenBy(pair => pair.Key)
            .Select(pair => new AtomRegion(
                AtomRegion.Region, labels.ClassLabels[pair.Value.Class], pair.Value.Atoms,
                pair.Value.Cubes * volumeFactor(pair.Value.Class), double.NaN));
        return [.. faults, .. regions];
    }

    private static DisjointSets Join(NeighborSearch search, int[] linked, ReadOnlySpan<float> scales)
    {
        var sets = new DisjointSets(linked.Length);
        var neighbors = new NeighborBuffer();
        foreach (int atom in search.SpatialOrder)
        {
            if (linked[atom] < 0)
                continue;
            search.FindUnordered(atom, neighbors);
            for (int k = 0; k < neighbors.Count; k++)
            {
                int other = neighbors.Atoms[k];
                double reach = Link / 2 * (scales[atom] + scales[other]);
                if (linked[other] == linked[atom] && neighbors.SquaredDistances[k] < reach * reach)
                    sets.Unite(atom, other);
            }
        }

        return sets;
    }

    private static double LongestOf(AtomLabels labels)
    {
        float[] sorted = [.. labels.LocalScales.Where((_, atom) => labels.Classes[atom] >= 0).Order()];
        return sorted.Length == 0 ? 0 : Math.Min(sorted[^1], LongestScale * sorted[sorted.Length / 2]);
    }
}
