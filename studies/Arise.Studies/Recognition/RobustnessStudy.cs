using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>
/// Models side by side on defective, small and hot structures: accuracy with its binomial error, calibration, the
/// confusions that are left.
/// </summary>
internal static class RobustnessStudy
{
    private const int ConfusionsShown = 12;

    public static Command Command()
    {
        var command = new StudyCommand(
            "robustness",
            "Accuracy, calibration and confusions of models on defective, small and hot structures.",
            "5 minutes to describe the structures once, one more per model",
            "docs/explanation/accuracy.md, docs/explanation/training.md",
            "20 260 000 to 20 260 005 for the structures, 0 for predictions");
        Argument<string[]> models = command.Argument<string[]>(
            "MODEL", "Model files or names of shipped models; joined by +, their mean counts.");
        Option<string> cache = command.Folder("--cache", "Folder that keeps the described structures.");
        Option<string?> thermal = command.Path("--thermal", "Folder of LAMMPS dumps of hot crystals.");
        return command.Runs(parsed => Run(
            parsed.GetRequiredValue(models), parsed.GetRequiredValue(cache), parsed.GetValue(thermal)));
    }

    private static void Run(string[] models, string cache, string? thermal)
    {
        (string Name, TrainingSet Set)[] tests = [.. new RobustnessSets(cache).All(thermal)];
        foreach (string file in models)
        {
            BayesianNetwork[] networks = [.. file.Split('+').Select(ShippedModels.Find)];
            Console.WriteLine($"{file}, T = 100 (all settings: without dropout)");
            var confusions = new Dictionary<string, int>();
            var calibration = new CalibrationError();
            foreach ((string name, TrainingSet set) in tests)
                Measure(networks, name, set, confusions, calibration);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"expected calibration error, all defective rows: {100 * calibration.Value:F2} %"));
            foreach ((string pair, int count) in confusions.OrderByDescending(c => c.Value).Take(ConfusionsShown))
                Console.WriteLine($"{count,6}  {pair}");
        }
    }

    private static void Measure(
        BayesianNetwork[] networks,
        string name,
        TrainingSet set,
        Dictionary<string, int> confusions,
        CalibrationError calibration)
    {
        bool dropout = name != "pristine, all settings";
        int right = 0;
        double information = 0, entropy = 0, largest = 0;
        var ownCalibration = new CalibrationError();
        Answer[] answers = Answers(networks, set, dropout);
        for (int row = 0; row < set.Count; row++)
        {
            double[] p = answers[row].Probabilities;
            int best = Array.IndexOf(p, p.Max());
            bool isRight = best == set.Labels[row];
            right += isRight ? 1 : 0;
            largest += p[best];
            information += answers[row].MutualInformation;
            entropy += answers[row].Entropy;
            if (set.Labels[row] == TrainingSet.NoClass)
                continue;
            ownCalibration.Add(p[best], isRight);
            if (dropout)
                calibration.Add(p[best], isRight);
            if (dropout && !isRight)
            {
                string pair = $"{set.ClassLabels[set.Labels[row]]} -> {set.ClassLabels[best]}";
                confusions[pair] = confusions.GetValueOrDefault(pair) + 1;
            }
        }

        double share = (double)right / set.Count;
        bool labeled = set.Labels.Any(l => l != TrainingSet.NoClass);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-30} {set.Count,6}  {(labeled ? 100 * share : double.NaN),7:F2} "
            + $"+- {100 * Math.Sqrt(share * (1 - share) / set.Count):F2}  MI {information / set.Count:F3}  "
            + $"H {entropy / set.Count:F2}  p_max {largest / set.Count:F3}  ECE {100 * ownCalibration.Value:F2} %"));
    }

    private static Answer[] Answers(BayesianNetwork[] networks, TrainingSet set, bool dropout)
    {
        int classes = set.ClassLabels.Length;
        var answers = new Answer[set.Count];
        for (int row = 0; row < set.Count; row++)
            answers[row] = new Answer(new double[classes]);
        foreach (BayesianNetwork network in networks)
        {
            if (!dropout)
            {
                ImmutableArray<float> plain = network.PredictWithoutDropout(set.Descriptors.AsMemory());
                for (int k = 0; k < plain.Length; k++)
                    answers[k / classes].Probabilities[k % classes] += plain[k] / networks.Length;
                continue;
            }

            ImmutableArray<Prediction> predictions =
                network.PredictMany(set.Descriptors.AsMemory(), new PredictionSettings { Passes = 100 });
            for (int row = 0; row < set.Count; row++)
            {
                Prediction one = predictions[row];
                for (int c = 0; c < classes; c++)
                    answers[row].Probabilities[c] += one.Probabilities[c] / networks.Length;
                answers[row].ExpectedEntropy +=
                    (one.Uncertainty.PredictiveEntropy - one.MutualInformation) / networks.Length;
            }
        }

        return answers;
    }

    private sealed class Answer(double[] probabilities)
    {
        public double[] Probabilities { get; } = probabilities;

        public double ExpectedEntropy { get; set; }

        public double Entropy => -Probabilities.Where(p => p > 0).Sum(p => p * Math.Log2(p));

        public double MutualInformation => Entropy - ExpectedEntropy;
    }
}
