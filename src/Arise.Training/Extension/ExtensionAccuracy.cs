using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Extension;

/// <summary>How a network did on some structures before and after classes were added to it.</summary>
/// <param name="Structures">Which structures: "pristine", "10 % missing".</param>
/// <param name="IsNew">Whether they are of the new classes.</param>
/// <param name="Count">How many.</param>
/// <param name="Before">Share classified rightly before; null for new classes.</param>
/// <param name="After">Share classified rightly after.</param>
/// <param name="Lost">Old classes with fewer right answers than before, and how many fewer.</param>
public sealed record ExtensionAccuracy(
    string Structures,
    bool IsNew,
    int Count,
    double? Before,
    double After,
    ImmutableArray<(string Label, int Lost)> Lost)
{
    private static readonly (string Name, SampleDefects Defects)[] Tests =
    [
        ("pristine", SampleDefects.None), ("5 % missing, displaced by 0.6 %", new(0.05, 0.006)),
        ("30 % missing", new(0.3, 0)), ("displaced by 4 %", new(0, 0.04)), ("displaced by 10 %", new(0, 0.1)),
    ];

    /// <summary>Compares the network before with that after.</summary>
    /// <param name="before">The old network.</param>
    /// <param name="after">The extended network.</param>
    /// <param name="old">The old classes.</param>
    /// <param name="added">The new classes.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="progress">Is told the number of comparisons done.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static ImmutableArray<ExtensionAccuracy> Compare(
        BayesianNetwork before,
        BayesianNetwork after,
        IReadOnlyList<Prototype> old,
        IReadOnlyList<Prototype> added,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        List<ExtensionAccuracy> rows = [];
        var counter = new StepCounter(WorkProgress.Of(progress, "comparisons"), 2 * Tests.Length);
        foreach (bool isNew in new[] { false, true })
        {
            foreach ((string name, SampleDefects defects) in Tests)
            {
                TrainingSet set = DefectiveSet.Generate(
                    isNew ? added : old, [defects], threads: threads, cancellation: cancellation);
                NetworkAnswers now = NetworkAnswers.Of(after, set, threads, cancellation);
                NetworkAnswers? then = isNew ? null : NetworkAnswers.Of(before, set, threads, cancellation);
                rows.Add(new ExtensionAccuracy(
                    name, isNew, set.Count, then?.Accuracy, now.Accuracy, Losses(set, then, now)));
                counter.Add();
            }
        }

        return [.. rows];
    }

    private static ImmutableArray<(string Label, int Lost)> Losses(
        TrainingSet set, NetworkAnswers? then, NetworkAnswers now) => then is null
        ? []
        : [.. Enumerable.Range(0, set.Count)
            .GroupBy(row => set.Labels[row])
            .Select(rows => (
                Label: set.ClassLabels[rows.Key],
                Lost: rows.Count(row => then.IsRight[row]) - rows.Count(row => now.IsRight[row])))
            .Where(pair => pair.Lost > 0)
            .OrderByDescending(pair => pair.Lost)];
}
