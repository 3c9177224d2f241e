using Arise.Prototypes;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Samples of the generator of the training set with other seeds: every class, and what is none.</summary>
internal static class ClassRows
{
    private const string Crystals = "crystals", Others = "other crystals";

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        var settings = new AtomSampleSettings
        {
            Seed = bench.Seed,
            CrystalsPerElement = bench.IsQuick ? 1 : 8,
            CrystalsPerCompound = bench.IsQuick ? 1 : 4,
            Stackings = Scaled(320),
            TetrahedralStackings = Scaled(120),
            Fronts = Scaled(160),
            Interfaces = Scaled(140),
            GrainBoundaries = Scaled(120),
            Polycrystals = Scaled(30),
            OtherCrystals = bench.IsQuick ? 0 : 3,
            BetweenClasses = Scaled(140),
            DestroyedCrystals = Scaled(120),
            Gases = Scaled(30),
            RandomCrystals = Scaled(300),
            Packings = Scaled(150),
            OrderDomains = Scaled(120),
            Simulations = 0,
        };
        var samples = new AtomSamples(PrototypeLibrary.All, settings);
        (string Name, Func<IEnumerable<LabelCase>> Make)[] runs = [.. Enumerable.Range(0, samples.Count)
            .Select(number => (samples.KindOf(number), (Func<IEnumerable<LabelCase>>)(() =>
                samples.Make(number).Select(sample => new LabelCase(sample, sample.Name) { Calibrates = true }))))];
        bench.Measure("classes", [.. runs.Where(run => run.Name == Crystals)]);
        bench.Measure("other crystals", [.. runs.Where(run => run.Name == Others)]);
        bench.Measure("kinds", [.. runs
            .Where(run => run.Name is not (Crystals or Others))
            .Select(run => (run.Name, (Func<IEnumerable<LabelCase>>)(() => run.Make().Select(one => BySide(run.Name, one)))))]);

        int Scaled(int count) => bench.IsQuick ? 1 : count / 4;
    }

    private static LabelCase BySide(string kind, LabelCase one) => one with
    {
        RowOf = atom => $"{kind}: {(one.Sample.Labels[atom] < 0 ? "none" : "crystals")}",
    };
}
