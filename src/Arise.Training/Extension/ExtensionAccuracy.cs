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
    IReadOnlyList<(string Label, int Lost)> Lost)
{
    /// <summary>The structures that are compared.</summary>
    public static IReadOnlyList<(string Name, double Missing, double Displaced)> Tests { get; } =
    [
        ("pristine", 0, 0), ("5 % missing, displaced by 0.6 %", 0.05, 0.006), ("30 % missing", 0.3, 0),
        ("displaced by 4 %", 0, 0.04), ("displaced by 10 %", 0, 0.1),
    ];

    /// <summary>Compares the network before with that after.</summary>
    /// <param name="before">The old network.</param>
    /// <param name="after">The extended network.</param>
    /// <param name="old">The old classes.</param>
    /// <param name="added">The new classes.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="progress">Is told the number of comparisons done, of two per test.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<ExtensionAccuracy> Compare(
        BayesianNetwork before,
        BayesianNetwork after,
        IReadOnlyList<Prototype> old,
        IReadOnlyList<Prototype> added,
        int threads = 1,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        List<ExtensionAccuracy> rows = [];
        foreach (bool isNew in new[] { false, true })
        {
            foreach ((string name, double missing, double displaced) in Tests)
            {
                TrainingSet set = DefectiveSet.Generate(
                    isNew ? added : old, [(missing, displaced)], threads: threads, cancellation: cancellation);
                (bool IsRight, double)[] now = DefectiveSet.Answers(after, set, threads);
                (bool IsRight, double)[]? then = isNew ? null : DefectiveSet.Answers(before, set, threads);
                rows.Add(new ExtensionAccuracy(
                    name, isNew, set.Count, then is null ? null : Share(then), Share(now), Losses(set, then, now)));
                progress?.Report(rows.Count);
            }
        }

        return rows;
    }

    private static double Share((bool IsRight, double)[] answers) =>
        answers.Count(answer => answer.IsRight) / (double)answers.Length;

    private static (string Label, int Lost)[] Losses(
        TrainingSet set, (bool IsRight, double)[]? then, (bool IsRight, double)[] now) => then is null
        ? []
        : [.. Enumerable.Range(0, set.Count)
            .GroupBy(row => set.Labels[row])
            .Select(rows => (
                set.ClassLabels[rows.Key],
                rows.Count(row => then[row].IsRight) - rows.Count(row => now[row].IsRight)))
            .Where(pair => pair.Item2 > 0)
            .OrderByDescending(pair => pair.Item2)];
}
