using System.Collections.Immutable;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Evaluation;

/// <summary>Accuracies, confusions and calibration of the answers to a test set.</summary>
public sealed class EvaluationSummary
{
    private readonly Evaluator _evaluator;

    /// <summary>Counts.</summary>
    /// <param name="evaluator">Model, test set and settings.</param>
    /// <param name="answers">Its answers, complete.</param>
    internal EvaluationSummary(Evaluator evaluator, Answers answers)
    {
        if (answers.Done < answers.Count)
            throw new ArgumentException($"Only {answers.Done} of {answers.Count} structures are answered.");
        (_evaluator, Answers) = (evaluator, answers);
        TestSet set = evaluator.Set;
        int[] all = [.. Enumerable.Range(0, set.Count)];
        string[] types = [.. all.Select(k => TypeOf(set.LabelOf(k)))];
        Types = [.. MaterialTypeName.All.Append("other").Where(types.Contains)];
        Overall = Of(all);
        ByGroup = [.. all.GroupBy(set.GroupOf).OrderBy(g => g.Key)
            .Select(g => Part(set.Groups[g.Key], g, set.DefectsOf(g.Key)))];
        ByType = [.. Types.Select(type => Part(type, all.Where(k => types[k] == type)))];
        ByGroupAndType = all.GroupBy(k => (set.Groups[set.GroupOf(k)], types[k]))
            .ToImmutableDictionary(g => g.Key, Of);
        ByClass = [.. all.GroupBy(set.LabelOf, StringComparer.Ordinal).Select(g => Part(g.Key, g))
            .OrderBy(part => part.Right.Value).ThenBy(part => part.Name, StringComparer.Ordinal)];
        Confusions = [.. all.Where(k => !IsRight(k))
            .GroupBy(k => (Truth: evaluator.Truth[k], Answer: answers.Predicted[k]))
            .Select(g => new Confusion(NameOf(g.Key.Truth), NameOf(g.Key.Answer), g.Count(), StructuresOf(g.Key.Truth)))
            .OrderByDescending(c => c.Count)
            .ThenBy(c => c.Truth, StringComparer.Ordinal).ThenBy(c => c.Answer, StringComparer.Ordinal)];
        Reliability = new Reliability(all.Select(k => ((double)answers.Probability[k], IsRight(k))));
        InformationDetection = Detection(answers.MutualInformation);
        EntropyDetection = Detection(answers.PredictiveEntropy);
        MeanInformationRight = Mean(all.Where(IsRight));
        MeanInformationWrong = Mean(all.Where(k => !IsRight(k)));
    }

    /// <summary>
    /// One part of the test set: how many are right, their calibration error, mean mutual information in bits, and the
    /// most frequent wrong answer ("" for none).
    /// </summary>
    public sealed record PartResult(
        string Name, Proportion Right, double CalibrationError, double MutualInformation, string WrongAnswer)
    {
        /// <summary>The defects of its structures; null where parts are not by defects.</summary>
        public SampleDefects? Defects { get; init; }
    }

    /// <summary>
    /// <paramref name="Count"/> of the <paramref name="Structures"/> of class Truth were taken for Answer.
    /// </summary>
    public sealed record Confusion(string Truth, string Answer, int Count, int Structures);

    /// <summary>The answers.</summary>
    public Answers Answers { get; }

    /// <summary>All structures together.</summary>
    public Proportion Overall { get; }

    /// <summary>By part of the test set (defects).</summary>
    public ImmutableArray<PartResult> ByGroup { get; }

    /// <summary>The material types present; classes that the library does not know are "other".</summary>
    public ImmutableArray<string> Types { get; }

    /// <summary>By material type of the true class.</summary>
    public ImmutableArray<PartResult> ByType { get; }

    /// <summary>By part and material type.</summary>
    public ImmutableDictionary<(string Group, string Type), Proportion> ByGroupAndType { get; }

    /// <summary>By true class (its label), the worst first.</summary>
    public ImmutableArray<PartResult> ByClass { get; }

    /// <summary>Pairs of true class and wrong answer, the most frequent first.</summary>
    public ImmutableArray<Confusion> Confusions { get; }

    /// <summary>Reliability of the probabilities.</summary>
    public Reliability Reliability { get; }

    /// <summary>
    /// Chance that a wrong answer has a higher mutual information than a right one (area under the curve); NaN when all
    /// are right or wrong.
    /// </summary>
    public double InformationDetection { get; }

    /// <summary>The same for the predictive entropy.</summary>
    public double EntropyDetection { get; }

    /// <summary>Mean mutual information of right answers, bits.</summary>
    public double MeanInformationRight { get; }

    /// <summary>Mean mutual information of wrong answers, bits; NaN when there are none.</summary>
    public double MeanInformationWrong { get; }

    // Mann and Whitney's statistic over n1 n2; ties count one half. Unclassified structures say so themselves.
    internal static double AreaUnderCurve(IEnumerable<(double Value, bool IsWrong)> answers)
    {
        (double Value, bool IsWrong)[] sorted =
            [.. answers.Where(a => !double.IsNaN(a.Value)).OrderBy(a => a.Value)];
        double wins = 0, rights = 0;
        for (int first = 0; first < sorted.Length;)
        {
            int last = first;
            while (last < sorted.Length && sorted[last].Value == sorted[first].Value)
                last++;
            int wrong = sorted.AsSpan(first, last - first).ToArray().Count(a => a.IsWrong);
            int right = last - first - wrong;
            wins += wrong * (rights + (0.5 * right));
            rights += right;
            first = last;
        }

        return wins / (rights * (sorted.Length - rights));
    }

    private static string TypeOf(string label) =>
        PrototypeLibrary.FromLabel(label) is { } prototype ? MaterialTypeName.Of(prototype.MaterialType) : "other";

    private bool IsRight(int index) => Answers.Predicted[index] == _evaluator.Truth[index];

    private Proportion Of(IEnumerable<int> members) => new(members.Count(IsRight), members.Count());

    private int StructuresOf(int truth) => _evaluator.Truth.Count(truth);

    private string NameOf(int group) => group < 0 ? "too few atoms" : _evaluator.Names[group];

    private double Mean(IEnumerable<int> members) => members
        .Select(k => (double)Answers.MutualInformation[k]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private double Detection(ReadOnlySpan<float> measure) =>
        AreaUnderCurve([.. measure.ToArray().Select((value, k) => ((double)value, !IsRight(k)))]);

    private PartResult Part(string name, IEnumerable<int> members, SampleDefects? defects = null)
    {
        int[] part = [.. members];
        string wrong = part.Where(k => !IsRight(k)).GroupBy(k => Answers.Predicted[k])
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => NameOf(g.Key)).FirstOrDefault("");
        var calibration = new Reliability(part.Select(k => ((double)Answers.Probability[k], IsRight(k))));
        return new PartResult(name, Of(part), calibration.ExpectedError, Mean(part), wrong) { Defects = defects };
    }
}
