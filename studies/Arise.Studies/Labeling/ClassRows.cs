using Arise.Prototypes;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Samples of the generator of the training set with other seeds: every class, and what is none.</summary>
internal static class ClassRows
{
    // Of the default training set, whose simulations the other tables have.
    private const double Share = 0.25, QuickShare = 0.03;

    private const string Crystals = "crystals", Others = "other crystals";

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        AtomSampleSettings settings = new AtomSampleSettings { Seed = bench.Seed }
            .Times(bench.IsQuick ? QuickShare : Share) with { Simulations = 0 };
        var samples = new AtomSamples(PrototypeLibrary.Families, settings);
        (string Name, Func<IEnumerable<LabelCase>> Make)[] runs = [.. Enumerable.Range(0, samples.Count)
            .Select(number => (samples.KindOf(number), (Func<IEnumerable<LabelCase>>)(() =>
                samples.Make(number).Select(sample => new LabelCase(sample, sample.Name) { Calibrates = true }))))];
        bench.Measure("classes", [.. runs.Where(run => run.Name == Crystals)]);
        bench.Measure("other crystals", [.. runs.Where(run => run.Name == Others)]);
        bench.Measure("kinds", [.. runs
            .Where(run => run.Name is not (Crystals or Others))
            .Select(run => (
                run.Name,
                (Func<IEnumerable<LabelCase>>)(() => run.Make().Select(one => BySide(run.Name, one)))))]);
    }

    private static LabelCase BySide(string kind, LabelCase one) => one with
    {
        RowOf = atom => $"{kind}: {(one.Sample.Labels[atom] < 0 ? "none" : "crystals")}",
    };
}
