using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>
/// How well can two classes be told apart at all under a defect? Networks for these two alone, trained on nothing but
/// this defect and on ever more structures, and nearest neighbors. Where their errors no longer fall with more
/// structures, the descriptors of the two classes overlap; a model of all classes cannot do better.
/// </summary>
internal static class OverlapStudy
{
    private const int Neighbors = 25;

    public static Command Command()
    {
        var command = new StudyCommand(
            "overlap",
            "How well two classes can be told apart at all under a defect, in per cent of wrong answers.",
            "10 minutes",
            "docs/explanation/training.md",
            "20 260 000 and 20 260 001 for the structures, 0 for training");
        Argument<string> model = command.Argument<string>("MODEL", "Model file or name of a shipped model.");
        Argument<string> first = command.Argument<string>("FIRST", "A class.");
        Argument<string> second = command.Argument<string>("SECOND", "Another one.");
        Option<double> missing = command.Option("--missing", 0.0, "Missing atoms in per cent.");
        Option<double> displaced = command.Option(
            "--displaced", 10.0, "Largest displacement per component in per cent of the nearest-neighbor distance.");
        Option<int> most = command.Option("--most", 32_000, "Structures of the largest training set.");
        Option<int> tested = command.Option("--tested", 6000, "Structures tested.");
        Option<int> steps = command.Option("--steps", 30_000, "Training steps; 20 epochs at least.");
        return command.Runs(parsed =>
        {
            Prototype[] pair =
                [.. new[] { first, second }.Select(label => PrototypeLibrary.Find(parsed.GetRequiredValue(label)))];
            (double missingShare, double displacedShare) =
                (parsed.GetValue(missing) / 100, parsed.GetValue(displaced) / 100);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pair[0].CommonName} and {pair[1].CommonName}, {100 * missingShare} % missing, displaced "
                + $"{100 * displacedShare} %"));
            TrainingSet set = RobustnessSets.Pair(
                pair, missingShare, displacedShare, parsed.GetValue(most) + parsed.GetValue(tested));
            Run(parsed.GetRequiredValue(model), pair, set, parsed.GetValue(most), parsed.GetValue(steps));
        });
    }

    private static void Run(string modelName, Prototype[] pair, TrainingSet set, int most, int steps)
    {
        BayesianNetwork model = ShippedModels.Find(modelName);
        TrainingSet test = set.Rows(most);
        int[] columns = [.. pair.Select(p => model.Metadata.ClassLabels.IndexOf(p.Label))];
        Report($"{modelName}, the likelier of the two", Answers(model, test, columns));
        for (int rows = most / 16; rows <= most; rows *= 2)
        {
            var known = new TrainingSet(
                set.Descriptors[..(rows * set.DescriptorSize)], set.Labels[..rows], set.ClassLabels,
                set.Names[..rows]);
            Report($"{rows,6} structures, {Neighbors} nearest neighbors", NearestAnswers(known, test));
            var trainer = new Trainer(known, new TrainingSettings
            {
                Epochs = Math.Max(20, steps / Math.Max(1, rows / 64)),
                LearningRate = 5e-4,
                Schedule = LearningRateSchedule.Cosine,
                ValidationFraction = 0.1,
            });
            trainer.Run();
            Report($"{rows,6} structures, network of its own", Answers(trainer.BestNetwork("pair"), test, [0, 1]));
        }

        void Report(string what, int[] answers)
        {
            double wrong = (double)answers.Zip(test.Labels).Count(p => p.First != p.Second) / test.Count;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {what,-60} {100 * wrong,6:F2} +- {100 * Math.Sqrt(wrong * (1 - wrong) / test.Count):F2} % wrong"));
        }
    }

    private static int[] Answers(BayesianNetwork network, TrainingSet test, int[] columns)
    {
        ImmutableArray<float> p = network.PredictWithoutDropout(test.Descriptors.AsMemory());
        int classes = p.Length / test.Count;
        return [.. Enumerable.Range(0, test.Count).Select(row =>
            p[(row * classes) + columns[0]] >= p[(row * classes) + columns[1]] ? 0 : 1)];
    }

    private static int[] NearestAnswers(TrainingSet known, TrainingSet test)
    {
        var answers = new int[test.Count];
        Parallel.For(0, test.Count, row =>
        {
            var distances = new float[known.Count];
            for (int k = 0; k < known.Count; k++)
                distances[k] = TensorPrimitives.Distance(test.Descriptor(row), known.Descriptor(k));
            int[] labels = [.. known.Labels];
            Array.Sort(distances, labels);
            answers[row] = 2 * labels.Take(Neighbors).Sum() > Neighbors ? 1 : 0;
        });
        return answers;
    }
}
