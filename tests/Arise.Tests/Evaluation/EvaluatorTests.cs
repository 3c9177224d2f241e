using Arise.Datasets;
using Arise.Evaluation;
using Arise.Files;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Tests.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    private static readonly PredictionSettings Settings = new() { Passes = 32, Threads = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-evaluation").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Interrupted_or_not_the_answers_are_the_same()
    {
        var set = new CountingSet(2200);
        Evaluator evaluator = Of(set);
        string whole = Path.Combine(_folder, "whole.npz"), halved = Path.Combine(_folder, "halved.npz");
        Answers expected = evaluator.Run(whole);
        Assert.Equal(2200, expected.Done);

        using var stop = new CancellationTokenSource();
        var progress = new StopAt(1100, stop);
        Assert.Throws<OperationCanceledException>(() => evaluator.Run(halved, progress, stop.Token));
        Assert.InRange(Answers.Read(halved).Done, 1100, 2199);
        set.Asked = 0;
        Answers resumed = Of(set, threads: 1).Run(halved);
        Assert.InRange(set.Asked, 1, 1100);
        Assert.Equal(expected.Predicted, resumed.Predicted);
        Assert.Equal(expected.MutualInformation, resumed.MutualInformation);
        Assert.Equal(expected.Probability, Answers.Read(halved).Probability);
    }

    [Fact]
    public void Answers_to_another_question_are_not_mixed()
    {
        string path = Path.Combine(_folder, "answers.npz");
        Of(new CountingSet(10)).Run(path);
        var other = new Evaluator(
            StructureClassifier.Default, new CountingSet(10), Settings with { Seed = 1 }, Classes(GroupingLevel.Class));
        EvaluationException error = Assert.Throws<EvaluationException>(() => other.Run(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        File.WriteAllText(path, "no archive");
        Assert.Throws<NumpyFormatException>(() => other.Run(path));
    }

    // 6 answers: 4 right, of which one with low probability; counts done by hand.
    [Fact]
    public void Accuracies_confusions_and_calibration_are_those_counted_by_hand()
    {
        var set = new FixedSet(
            ("a", "fcc_Cu_A_cF4_225_a"), ("a", "fcc_Cu_A_cF4_225_a"), ("a", "bcc_W_A_cI2_229_a"),
            ("b", "CsCl"), ("b", "CsCl"), ("b", "RockSalt_NaCl"));
        Evaluator evaluator = Of(set);
        int[] truth = evaluator.Truth();
        var answers = new Answers("by hand", 6) { Done = 6 };
        truth.CopyTo(answers.Predicted, 0);
        answers.Predicted[2] = truth[0];
        answers.Predicted[5] = -1;
        new[] { 0.99f, 0.99f, 0.7f, 0.99f, 0.5f, 0f }.CopyTo(answers.Probability, 0);
        new[] { 0.01f, 0.02f, 0.5f, 0.03f, 0.6f, float.NaN }.CopyTo(answers.MutualInformation, 0);
        var summary = new EvaluationSummary(evaluator, answers);

        Assert.Equal(new Proportion(4, 6), summary.Overall);
        var twoOfThree = new Proportion(2, 3);
        Assert.Equal([("a", twoOfThree), ("b", twoOfThree)], summary.ByGroup.Select(g => (g.Name, g.Right)));
        Assert.Equal(
            [("elemental", twoOfThree), ("binary", twoOfThree)], summary.ByType.Select(t => (t.Name, t.Right)));
        Assert.Equal(new Proportion(0, 1), summary.ByClass[0].Right);
        Assert.Equal(
            [("RockSalt_NaCl", "too few atoms", 1, 1), ("bcc_W_A_cI2_229_a", "fcc_Cu_A_cF4_225_a", 1, 1)],
            summary.Confusions.Select(c => (c.Truth, c.Answer, c.Count, c.Structures)));

        // Wrong with 0.5 bit against right with 0.01, 0.02, 0.03, 0.6: three of four pairs.
        Assert.Equal(0.75, summary.InformationDetection, 1e-12);

        // Bins of width 1/15: three at 0.99 all right, one at 0.7 wrong, one at 0.5 right, one at 0 wrong.
        Assert.Equal(((3 * 0.01) + 0.7 + 0.5 + 0) / 6, summary.Calibration.ExpectedError, 1e-6);
        Assert.Equal(0.165, summary.MeanInformationRight, 1e-6);
        Assert.Equal(0.5, summary.MeanInformationWrong, 1e-6);
    }

    [Fact]
    public void The_report_tells_what_was_counted()
    {
        Evaluator evaluator = Of(new CountingSet(40));
        Answers answers = evaluator.Run(Path.Combine(_folder, "answers.npz"));
        EvaluationReport.Write(new EvaluationSummary(evaluator, answers), _folder);
        string report = File.ReadAllText(Path.Combine(_folder, "evaluation.md"));
        Assert.Contains(" of 40 |", report, StringComparison.Ordinal);
        Assert.Contains("## Reliability", report, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "parts.csv")).Length);
        foreach (string figure in new[] { "accuracy", "material_types", "classes", "reliability" })
            Assert.True(new FileInfo(Path.Combine(_folder, figure + ".png")).Length > 1000);
    }

    [Fact]
    public void Sets_without_some_defect_of_some_type_are_drawn_too()
    {
        Evaluator evaluator = Of(new FixedSet(
            ("missing 10 %", "CsCl"), ("missing 20 %", "CsCl"), ("displaced 4 %", "fcc_Cu_A_cF4_225_a")));
        var answers = new Answers("by hand", 3) { Done = 3 };
        evaluator.Truth().CopyTo(answers.Predicted, 0);
        var summary = new EvaluationSummary(evaluator, answers);
        EvaluationFigures.MaterialTypes(summary).WriteSvg(Stream.Null);
        EvaluationFigures.Accuracy(summary).WriteSvg(Stream.Null);
        Assert.Equal([("CsCl", 2), ("fcc_Cu_A_cF4_225_a", 1)], summary.ByClass.Select(c => (c.Name, c.Right.Right)));
    }

    [Fact]
    public void Perfect_crystals_are_right_from_a_file_too()
    {
        Prototype[] two = [PrototypeLibrary.Find("CsCl"), PrototypeLibrary.Find("diamond")];
        TrainingSet set = PristineTrainingSet.Generate(
            two, new DescriptorVariations { Cutoffs = [4.0], Sigmas = [0.1], Scales = [1.0] });
        Evaluator evaluator = Of(new DescriptorTestSet(set));
        var summary = new EvaluationSummary(evaluator, evaluator.Run(Path.Combine(_folder, "answers.npz")));
        Assert.Equal(new Proportion(8, 8), summary.Overall);
        Assert.Equal(["pristine"], summary.ByGroup.Select(group => group.Name));
    }

    [Fact]
    public void A_class_that_the_model_does_not_know_is_told() => Assert.Contains(
        "unobtainium",
        Assert.Throws<EvaluationException>(() => Of(new FixedSet(("a", "unobtainium"))).Truth()).Message,
        StringComparison.Ordinal);

    // E. B. Wilson 1927 with z = 1: 0 of 10 gives 0 to 1/11, 5 of 10 gives 0.5 -+ sqrt(0.025 + 0.0025) / 1.1.
    [Fact]
    public void Intervals_are_Wilsons()
    {
        Assert.Equal(0, new Proportion(0, 10).Low, 1e-12);
        Assert.Equal(1.0 / 11, new Proportion(0, 10).High, 1e-12);
        Assert.Equal(0.5 + (Math.Sqrt(0.0275) / 1.1), new Proportion(5, 10).High, 1e-12);
        Assert.Equal(1 - new Proportion(3, 10).High, new Proportion(7, 10).Low, 1e-12);
    }

    private static ClassGrouping Classes(GroupingLevel level) =>
        new(level, ShippedModels.Default.Metadata.ClassLabels);

    private static Evaluator Of(TestSet set, int threads = 2) =>
        new(StructureClassifier.Default, set, Settings with { Threads = threads }, Classes(GroupingLevel.Class));

    private sealed class StopAt(int count, CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= count)
                stop.Cancel();
        }
    }

    // Descriptors that depend on their number, cheap to make.
    private sealed class CountingSet(int count) : TestSet
    {
        private int _asked;

        public int Asked { get => _asked; set => _asked = value; }

        public override string Description => $"{count} numbers";

        public override int Count => count;

        public override IReadOnlyList<string> Groups => ["all"];

        public override int GroupOf(int index) => 0;

        public override string LabelOf(int index) => PrototypeLibrary.All[index % 108].Label;

        public override Prediction Predict(
            int index, StructureClassifier classifier, PredictionSettings settings, out TimeSpan descriptorTime)
        {
            Interlocked.Increment(ref _asked);
            descriptorTime = TimeSpan.Zero;
            float[] vector = [.. Enumerable.Range(0, 316).Select(k => MathF.Sin((index + 1) * (k + 1)) / 18)];
            return classifier.Network.Predict(vector, settings with { Passes = 1 });
        }
    }

    private sealed class FixedSet(params (string Group, string Label)[] members) : TestSet
    {
        public override string Description => "by hand";

        public override int Count => members.Length;

        public override IReadOnlyList<string> Groups => [.. members.Select(m => m.Group).Distinct()];

        public override int GroupOf(int index) => Groups.Index().First(g => g.Item == members[index].Group).Index;

        public override string LabelOf(int index) => members[index].Label;

        public override Prediction Predict(
            int index, StructureClassifier classifier, PredictionSettings settings, out TimeSpan descriptorTime) =>
            throw new InvalidOperationException("Nobody asks.");
    }
}
