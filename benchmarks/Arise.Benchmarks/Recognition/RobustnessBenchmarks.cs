using System.Globalization;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Benchmarks.Recognition;

/// <summary>
/// Models side by side on defective, small and hot structures: accuracy with its binomial error, calibration, the
/// confusions that are left.
/// </summary>
internal static class RobustnessBenchmarks
{
    private const int Bins = 15;
    private const int ConfusionsShown = 12;

    /// <summary>
    /// Tries models. <paramref name="arguments"/>: folder for the described test structures, folder of the
    /// molecular-dynamics snapshots or "-", model files; files joined by + are an ensemble, of which the mean counts.
    /// </summary>
    public static void Run(string[] arguments)
    {
        (string Name, TrainingSet Set)[] tests =
            [.. RobustnessTests.All(arguments[0], arguments[1] == "-" ? null : arguments[1])];
        foreach (string file in arguments[2..])
        {
            BayesianNetwork[] networks = [.. file.Split('+').Select(ModelFile.Read)];
            Console.WriteLine($"{file}, T = 100 (all settings: without dropout)");
            var confusions = new Dictionary<string, int>();
            var calibration = new Calibration();
            foreach ((string name, TrainingSet set) in tests)
                Measure(networks, name, set, confusions, calibration);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"expected calibration error, all defective rows: {100 * calibration.Error():F2} %"));
            foreach ((string pair, int count) in confusions.OrderByDescending(c => c.Value).Take(ConfusionsShown))
                Console.WriteLine($"{count,6}  {pair}");
        }
    }

    private static void Measure(
        BayesianNetwork[] networks,
        string name,
        TrainingSet set,
        Dictionary<string, int> confusions,
        Calibration calibration)
    {
        bool dropout = name != "pristine, all settings";
        int right = 0;
        double information = 0, entropy = 0, largest = 0;
        var ownCalibration = new Calibration();
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
            + $"H {entropy / set.Count:F2}  p_max {largest / set.Count:F3}  ECE {100 * ownCalibration.Error():F2} %"));
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
                float[] plain = network.PredictWithoutDropout(set.Descriptors, Environment.ProcessorCount);
                for (int k = 0; k < plain.Length; k++)
                    answers[k / classes].Probabilities[k % classes] += plain[k] / networks.Length;
                continue;
            }

            Prediction[] predictions = network.PredictMany(set.Descriptors, new PredictionSettings { Passes = 100 });
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

    /// <summary>
    /// Expected calibration error (C. Guo et al., ICML 2017): mean over bins of the largest probability of
    /// |accuracy - mean probability|, weighted by their rows.
    /// </summary>
    private sealed class Calibration
    {
        private readonly double[] _probability = new double[Bins];
        private readonly int[] _right = new int[Bins];
        private int _count;

        public void Add(double probability, bool right)
        {
            int bin = Math.Min((int)(probability * Bins), Bins - 1);
            _probability[bin] += probability;
            _right[bin] += right ? 1 : 0;
            _count++;
        }

        public double Error() =>
            Enumerable.Range(0, Bins).Sum(bin => Math.Abs(_probability[bin] - _right[bin])) / _count;
    }
}
