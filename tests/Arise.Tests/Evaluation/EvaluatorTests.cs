using System.Collections.Immutable;
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
    // Of the descriptor that the sets have.
    private static readonly StructureClassifier Published = new(ShippedModels.Find("arise-108-robust"));

    private static readonly PredictionSettings Settings = new() { Passes = 32, Threads = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-evaluation").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Interrupted_or_not_the_answers_are_the_same()
    {
        var set = new CountingSet(2200);
        Evaluator evaluator = Of(set);
        string whole = Path.Combine(_folder, "whole.npz"), halved = Path.Combine(_folder, "halved.npz");
        Answers expected = evaluator.Answer(whole);
        Assert.Equal(2200, expected.Done);

        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => evaluator.Answer(halved, Observer.At(1100, stop.Cancel), stop.Token));
        Assert.InRange(Answers.Read(halved).Done, 1100, 2199);
        set.Asked = 0;
        Answers resumed = Of(set, threads: 1).Answer(halved);
        Assert.InRange(set.Asked, 1, 1100);
        Assert.Equal(expected.Predicted.ToArray(), resumed.Predicted.ToArray());
        Assert.Equal(expected.MutualInformation.ToArray(), resumed.MutualInformation.ToArray());
        Assert.Equal(expected.Probability.ToArray(), Answers.Read(halved).Probability.ToArray());
    }

    [Fact]
    public void Descriptors_of_another_model_are_refused_before_any_work()
    {
        var set = new Arise.Training.TrainingSet(
            [1, 0, 0, 1], [0, 1], ["fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a"], ["one", "other"]);
        EvaluationException error =
            Assert.Throws<EvaluationException>(() => new Evaluator(Published, TestSet.Of(set)));
        Assert.Contains("2 numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merged_class_counts_as_the_other_one()
    {
        Arise.Prototypes.Prototype merged = Arise.Prototypes.PrototypeLibrary.Find("3_halides_cubic");
        var evaluator = new Evaluator(StructureClassifier.Default, TestSet.Pristine([merged]));
        Assert.All(
            evaluator.Truth.ToArray(),
            truth => Assert.Equal(merged.MergedInto, evaluator.Names[truth]));
    }

    [Fact]
    public void Answers_to_another_question_are_not_mixed()
    {
        string path = Path.Combine(_folder, "answers.npz");
        Of(new CountingSet(10)).Answer(path);
        var other = new Evaluator(
            Published,
            new CountingSet(10),
            new EvaluationSettings { Prediction = Settings with { Seed = 1 } });
        EvaluationException error = Assert.Throws<EvaluationException>(() => other.Answer(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        File.WriteAllText(path, "no archive");
        Assert.Throws<NumpyFormatException>(() => other.Answer(path));
    }

    [Fact]
    public void A_folder_answers_one_question_until_another_may_replace_it()
    {
        Of(new CountingSet(10)).Run(_folder);
        byte[] answers = File.ReadAllBytes(Path.Combine(_folder, "answers.npz"));
        var again = new CountingSet(10);
        Of(again).Run(_folder);
        Assert.Equal(0, again.Asked);
        var other = new Evaluator(
            Published,
            new CountingSet(10),
            new EvaluationSettings { Prediction = Settings with { Seed = 1 } });
        Assert.Throws<EvaluationException>(() => other.Run(_folder));
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => other.Run(_folder, overwrite: true, cancellation: canceled.Token));
        Assert.Equal(answers, File.ReadAllBytes(Path.Combine(_folder, "answers.npz")));
        other.Run(_folder, overwrite: true);
        Assert.NotEqual(answers, File.ReadAllBytes(Path.Combine(_folder, "answers.npz")));
        Assert.False(File.Exists(Path.Combine(_folder, "answers.npz.partial")));
    }

    // 6 answers: 4 right, of which one with low probability; counts done by hand.
    [Fact]
    public void Accuracies_confusions_and_calibration_are_those_counted_by_hand()
    {
        var set = new FixedSet(
            ("a", "fcc_Cu_A_cF4_225_a"), ("a", "fcc_Cu_A_cF4_225_a"), ("a", "bcc_W_A_cI2_229_a"),
            ("b", "CsCl"), ("b", "CsCl"), ("b", "RockSalt_NaCl"));
        Evaluator evaluator = Of(set);
        int[] truth = evaluator.Truth.ToArray();
        var answers = new Answers("by hand", 6) { Done = 6 };
        int[] predicted = [truth[0], truth[1], truth[0], truth[3], truth[4], -1];
        float[] probabilities = [0.99f, 0.99f, 0.7f, 0.99f, 0.5f, 0f];
        float[] information = [0.01f, 0.02f, 0.5f, 0.03f, 0.6f, float.NaN];
        for (int k = 0; k < 6; k++)
            answers.Set(k, predicted[k], probabilities[k], information[k]);
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
        Assert.Equal(((3 * 0.01) + 0.7 + 0.5 + 0) / 6, summary.Reliability.ExpectedError, 1e-6);
        Assert.Equal(0.165, summary.MeanInformationRight, 1e-6);
        Assert.Equal(0.5, summary.MeanInformationWrong, 1e-6);
    }

    [Fact]
    public void The_report_tells_what_was_counted()
    {
        Evaluator evaluator = Of(new CountingSet(40));
        EvaluationSummary summary = evaluator.Run(_folder);
        ResultFolders.AreForeseen(_folder);
        Assert.Equal(40, summary.Answers.Done);
        Assert.Equal(40, Answers.Read(Path.Combine(_folder, "answers.npz")).Done);
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
            ("missing 10 %", "CsCl"), ("missing 20 %", "CsCl"), ("displaced 4 %", "fcc_Cu_A_cF4_225_a"))
        {
            Defects = [new(0.1, 0), new(0.2, 0), new(0, 0.04)],
        });
        var answers = new Answers("by hand", 3) { Done = 3 };
        for (int k = 0; k < 3; k++)
            answers.Set(k, evaluator.Truth[k], 1, 0);
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
        EvaluationSummary summary = Of(TestSet.Of(set)).Run(_folder);
        Assert.Equal(new Proportion(8, 8), summary.Overall);
        Assert.Equal(["pristine"], summary.ByGroup.Select(group => group.Name));
        Assert.Equal(SampleDefects.None, summary.ByGroup[0].Defects);
    }

    // The names of the rows say other things than the defects: they are for people only.
    [Fact]
    public void Parts_of_a_file_are_its_defects_and_not_what_the_names_say()
    {
        TestSet set = TestSet.Of(new TrainingSet(
            [1f, 2f, 3f, 4f],
            [0, 0, 0, 0],
            ["CsCl"],
            ["a, missing 1 %", "b, missing 1 %", "c, displaced 4 %", "d"],
            defects: [new(0, 0.04), new(0.3, 0), SampleDefects.None, SampleDefects.Unknown]));
        Assert.Equal(["pristine", "missing 30 %", "displaced 4 %", "unknown defects"], set.Groups.ToArray());
        Assert.Equal([2, 1, 0, 3], Enumerable.Range(0, 4).Select(set.GroupOf));
        Assert.Equal(new SampleDefects(0.3, 0), set.DefectsOf(1));
        Assert.Null(set.DefectsOf(3));
        TestSet old = TestSet.Of(new TrainingSet([1f], [0], ["CsCl"], ["a, missing 30 %"]));
        Assert.Equal(["unknown defects"], old.Groups.ToArray());
    }

    [Fact]
    public void Rows_without_a_class_cannot_be_evaluated() => Assert.Contains(
        "1 of the 2 rows",
        Assert.Throws<EvaluationException>(() => TestSet.Of(
            new TrainingSet([1f, 2f], [0, TrainingSet.NoClass], ["CsCl"], ["a", "liquid"]))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_class_that_the_model_does_not_know_is_told() => Assert.Contains(
        "unobtainium",
        Assert.Throws<EvaluationException>(() => Of(new FixedSet(("a", "unobtainium")))).Message,
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

    private static Evaluator Of(TestSet set, int threads = 2) => new(
        Published, set, new EvaluationSettings { Prediction = Settings with { Threads = threads } });

    // Descriptors that depend on their number, cheap to make.
    private sealed class CountingSet(int count) : TestSet
    {
        private int _asked;

        public int Asked { get => _asked; set => _asked = value; }

        public override string Description => $"{count} numbers";

        public override int Count => count;

        public override ImmutableArray<string> Groups => ["all"];

        public override int GroupOf(int index) => 0;

        public override string LabelOf(int index) => PrototypeLibrary.Published[index % 108].Label;

        public override IEnumerable<TestAnswer> Answer(
            int first, int count, StructureClassifier classifier, PredictionSettings settings) =>
            Enumerable.Range(first, count).AsParallel().AsOrdered().Select(index =>
            {
                Interlocked.Increment(ref _asked);
                float[] vector = [.. Enumerable.Range(0, 316).Select(k => MathF.Sin((index + 1) * (k + 1)) / 18)];
                return new TestAnswer(
                    classifier.Network.Predict(vector, settings with { Passes = 1 }), TimeSpan.Zero, TimeSpan.Zero);
            });
    }

    private sealed class FixedSet(params (string Group, string Label)[] members) : TestSet
    {
        public SampleDefects[] Defects { get; init; } = [];

        public override string Description => "by hand";

        public override int Count => members.Length;

        public override ImmutableArray<string> Groups => [.. members.Select(m => m.Group).Distinct()];

        public override int GroupOf(int index) => Groups.IndexOf(members[index].Group);

        public override SampleDefects? DefectsOf(int group) => Defects.Length > 0 ? Defects[group] : null;

        public override string LabelOf(int index) => members[index].Label;

        public override IEnumerable<TestAnswer> Answer(
            int first, int count, StructureClassifier classifier, PredictionSettings settings) =>
            throw new InvalidOperationException("Nobody asks.");
    }
}
