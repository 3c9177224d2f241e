using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>Matter without crystals: melts of potentials that no training saw, packings, gases, random
/// layers.</summary>
internal static class DisorderRows
{
    private const int Each = 300;

    /// <summary>Adds the rows.</summary>
    public static void Add(FamilyBench bench)
    {
        var settings = new AtomSampleSettings { Packings = 1000, Gases = 1000, RandomLayers = 1000 };
        AtomicStructure[] melts = Melts(bench);
        bench.Measure("disorder", "melts, held-out potentials", bench.Number(Each), number =>
        {
            Draws draws = bench.Draws(400, number);
            AtomicStructure melt = draws.Of(melts);
            return FamilyBench.Known(Pieces.Cut(
                melt, Arise.Descriptors.NearestNeighborDistance.OfAllAtoms(melt), draws, 60));
        });
        Kind("packings", new PackingSamples(settings).Kind, 401);
        Kind("gases", new GasSamples(settings).Kind, 402);

        void Kind(string name, SampleKind kind, int use) => bench.Measure(
            "disorder", name, bench.Number(Each), number =>
                FamilyBench.Known(kind.Make(number, bench.Draws(use, number))[0].Structure));
    }

    private static AtomicStructure[] Melts(FamilyBench bench)
    {
        ImmutableArray<Substance> matter =
            [.. Substances.All.Concat(Substances.Liquids).Where(substance => substance.IsHeldOut)];
        var melts = new AtomicStructure[matter.Length][];
        Parallel.For(0, matter.Length, k => melts[k] =
        [
            .. DynamicLiquids.Make(matter[k], [1.2, 1.02, 0.9], bench.Draws(403, k), 1).Select(one => one.Structure),
        ]);
        return [.. melts.SelectMany(some => some)];
    }
}
