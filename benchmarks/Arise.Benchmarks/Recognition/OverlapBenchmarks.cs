using System.Globalization;
using System.Numerics.Tensors;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Benchmarks.Recognition;

/// <summary>
/// How well can two classes be told apart at all under a defect? Networks for these two alone, trained on nothing but
/// this defect and on ever more structures, and nearest neighbors. Where their errors no longer fall with more
/// structures, the descriptors of the two classes overlap; a model of all classes cannot do better.
/// </summary>
internal static class OverlapBenchmarks
{
    private const int Most = 32_000;
    private const int Tested = 6000;
    private const int Neighbors = 25;
    private const int Steps = 30_000;

    /// <summary>
    /// Compares. <paramref name="arguments"/>: model file or name, two classes, missing and displaced in %.
    /// </summary>
    public static void Run(string[] arguments)
    {
        BayesianNetwork model = ShippedModels.Find(arguments[0]) ?? ModelFile.Read(arguments[0]);
        Prototype[] pair = [PrototypeLibrary.Find(arguments[1]), PrototypeLibrary.Find(arguments[2])];
        double missing = Share(arguments.ElementAtOrDefault(3) ?? "0");
        double displaced = Share(arguments.ElementAtOrDefault(4) ?? "10");
        TrainingSet set = RobustnessTests.Pair(pair, missing, displaced, Most + Tested);
        TrainingSet test = set.Rows(Most);
        Console.WriteLine(
            $"{pair[0].CommonName} and {pair[1].CommonName}, {100 * missing} % missing, displaced {100 * displaced} %");
        int[] columns = [.. pair.Select(p => model.Metadata.ClassLabels.IndexOf(p.Label))];
        Report($"{arguments[0]}, the likelier of the two", Answers(model, test, columns));
        for (int rows = Most / 16; rows <= Most; rows *= 2)
        {
            var known = new TrainingSet(
                set.Descriptors[..(rows * set.DescriptorSize)], set.Labels[..rows], [.. set.ClassLabels],
                set.Names[..rows]);
            Report($"{rows,6} structures, {Neighbors} nearest neighbors", NearestAnswers(known, test));
            var trainer = new Trainer(known, new TrainingSettings
            {
                Epochs = Math.Max(20, Steps / (rows / 64)),
                LearningRate = 5e-4,
                Schedule = LearningRateSchedule.Cosine,
                ValidationFraction = 0.1,
            });
            trainer.Run(Environment.ProcessorCount);
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

    private static double Share(string percent) => double.Parse(percent, CultureInfo.InvariantCulture) / 100;

    private static int[] Answers(BayesianNetwork network, TrainingSet test, int[] columns)
    {
        float[] p = network.PredictWithoutDropout(test.Descriptors, Environment.ProcessorCount);
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
