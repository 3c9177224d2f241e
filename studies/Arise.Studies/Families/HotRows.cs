using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>Hot crystals of potentials that no training saw, whole and in pieces.</summary>
internal static class HotRows
{
    private const int Each = 200;
    private static readonly double[] Ratios = [0.4, 0.8, 1.0];

    /// <summary>Adds a row per substance and temperature.</summary>
    public static void Add(FamilyBench bench)
    {
        var classes = new DynamicClasses(new CrystalClasses(bench.Prototypes));
        ImmutableArray<Substance> matter = [.. Substances.All.Where(substance => substance.IsHeldOut)];
        var frames = new IReadOnlyList<AtomSample>[matter.Length];
        Parallel.For(0, matter.Length, k =>
            frames[k] = DynamicCrystals.Make(matter[k], Ratios, 0, classes, bench.Draws(500, k), 1));
        for (int k = 0; k < matter.Length; k++)
        {
            foreach ((int frame, AtomSample sample) in frames[k].Index())
            {
                double distance = NearestNeighborDistance.OfAllAtoms(sample.Structure);
                bench.Measure("hot", $"{matter[k].Name} at {Ratios[frame]:0.0}", bench.Number(Each), number =>
                {
                    Draws draws = bench.Draws(510 + (10 * k) + frame, number);
                    AtomicStructure part = number == 0
                        ? sample.Structure
                        : Pieces.Cut(sample.Structure, distance, draws, 60);
                    return FamilyBench.Known(part, bench.Prototypes[sample.Labels[0]].Label);
                });
            }
        }
    }
}
