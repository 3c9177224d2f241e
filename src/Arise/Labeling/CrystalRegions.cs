using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Clustering;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Connected regions of labeled atoms, and the planar faults in fcc crystals (<see cref="FaultSheets"/>). Two atoms of
/// one class are linked when they are nearer than 1.35 times the mean of their local scales; in fcc and hcp, where a
/// part of the second shell counts in the scale, 1.35 times the distance of neighbors that it stands for: the first
/// shell. A twin plane parts two crystals; a stacking fault lies inside one, which goes on behind it.
/// </summary>
internal static class CrystalRegions
{
    private const double Link = 1.35;

    // Local scales beyond this share of the median are those of atoms in voids and vapor.
    private const double LongestScale = 1.6;

    private const int VolumeSamples = 256;

    /// <summary>Faults, the largest first, then regions, the largest first.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="leastAtoms">Smaller regions are left out.</param>
    /// <param name="ideal">The ideal crystal of a class.</param>
    public static ImmutableArray<AtomRegion> Of(AtomLabels labels, int leastAtoms, Func<int, IdealCrystal> ideal)
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
            ? new FaultSheets(structure, classes, Spacings(scales.Span, ideal(hcp).Spacing), search, fcc, hcp,
                labels.ClassLabels.IndexOf(StructureType.DoubleHcp))
            : null;

        // Atoms in a stacking fault link the crystal on both sides; those in a twin plane link nothing.
        var linked = new int[classes.Length];
        for (int atom = 0; atom < linked.Length; atom++)
        {
            int fault = sheets?.FaultOf[atom] ?? FaultSheets.None;
            linked[atom] = fault == FaultSheets.None ? classes[atom]
                : sheets!.Faults[fault].Kind == AtomRegion.TwinPlane ? -1 : fcc;
        }

        DisjointSets sets = Join(search, linked, scales.Span, [
            .. labels.ClassLabels.Select((_, c) => Link * (c == fcc || c == hcp ? ideal(c).Spacing : 1)),
        ]);
        var members = new Dictionary<int, List<int>>();
        for (int atom = 0; atom < linked.Length; atom++)
        {
            if (linked[atom] < 0 || (sheets is not null && sheets.FaultOf[atom] != FaultSheets.None))
                continue;
            ref List<int>? region =
                ref CollectionsMarshal.GetValueRefOrAddDefault(members, sets.Find(atom), out _);
            (region ??= []).Add(atom);
        }

        IEnumerable<AtomRegion> faults = (sheets?.Faults ?? [])
            .Where(fault => fault.Atoms > 0)
            .OrderByDescending(fault => fault.Area)
            .Select(fault => fault with { ClassLabel = labels.ClassLabels[fcc] });
        IEnumerable<AtomRegion> regions = members.Values.Where(region => region.Count >= leastAtoms)
            .OrderByDescending(region => region.Count).ThenBy(region => region[0])
            .Select(region => new AtomRegion(
                AtomRegion.Region, labels.ClassLabels[linked[region[0]]], region.Count,
                region.Count * VolumePerAtom(region, search, ideal(linked[region[0]])), double.NaN));
        return [.. faults, .. regions];
    }

    // The median over some atoms of the region: most are inside. Neighbors count whatever their label.
    private static double VolumePerAtom(List<int> region, NeighborSearch search, IdealCrystal ideal)
    {
        var neighbors = new NeighborBuffer();
        var volumes = new List<double>(VolumeSamples);
        for (int k = 0; k < VolumeSamples && ideal.Neighbors > 0; k++)
        {
            search.Find(region[(int)((long)k * region.Count / VolumeSamples)], neighbors);
            double mean = IdealCrystal.MeanOfNearest(neighbors, ideal.Neighbors);
            if (double.IsFinite(mean))
                volumes.Add(ideal.Volume * mean * mean * mean);
        }

        volumes.Sort();
        return volumes.Count > 0 ? volumes[volumes.Count / 2] : double.NaN;
    }

    private static float[] Spacings(ReadOnlySpan<float> scales, double ratio)
    {
        var spacings = new float[scales.Length];
        for (int atom = 0; atom < spacings.Length; atom++)
            spacings[atom] = (float)(ratio * scales[atom]);
        return spacings;
    }

    private static DisjointSets Join(NeighborSearch search, int[] linked, ReadOnlySpan<float> scales, double[] links)
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
                double reach = links[linked[atom]] / 2 * (scales[atom] + scales[other]);
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
