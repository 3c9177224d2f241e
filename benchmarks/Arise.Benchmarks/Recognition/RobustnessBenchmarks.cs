using System.Globalization;
using Arise.Networks;
using Arise.Networks.Training;

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
    /// molecular-dynamics snapshots or "-", model files.
    /// </summary>
    public static void Run(string[] arguments)
    {
        (string Name, TrainingSet Set)[] tests =
            [.. RobustnessTests.All(arguments[0], arguments[1] == "-" ? null : arguments[1])];
        foreach (string file in arguments[2..])
        {
            BayesianNetwork network = ModelFile.Read(file);
            Console.WriteLine($"{file}, T = 100 (all settings: without dropout)");
            var confusions = new Dictionary<string, int>();
            var calibration = new Calibration();
            foreach ((string name, TrainingSet set) in tests)
                Measure(network, name, set, confusions, calibration);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"expected calibration error, all defective rows: {100 * calibration.Error():F2} %"));
            foreach ((string pair, int count) in confusions.OrderByDescending(c => c.Value).Take(ConfusionsShown))
                Console.WriteLine($"{count,6}  {pair}");
        }
    }

    private static void Measure(
        BayesianNetwork network,
        string name,
        TrainingSet set,
        Dictionary<string, int> confusions,
        Calibration calibration)
    {
        bool dropout = name != "pristine, all settings";
        int right = 0;
        double information = 0, entropy = 0, largest = 0;
        var ownCalibration = new Calibration();
        var wrongOfClass = new int[set.ClassLabels.Length];
        float[]? plain = dropout ? null : network.PredictWithoutDropout(set.Descriptors, Environment.ProcessorCount);
        Prediction[]? predictions = dropout
            ? network.PredictMany(set.Descriptors, new PredictionSettings { Passes = 100 })
            : null;
        for (int row = 0; row < set.Count; row++)
        {
            double[] p = predictions?[row].Probabilities
                ?? [.. plain!.Skip(row * wrongOfClass.Length).Take(wrongOfClass.Length).Select(x => (double)x)];
            int best = Array.IndexOf(p, p.Max());
            bool isRight = best == set.Labels[row];
            right += isRight ? 1 : 0;
            largest += p[best];
            information += predictions?[row].MutualInformation ?? 0;
            entropy += predictions?[row].Uncertainty.PredictiveEntropy ?? 0;
            if (set.Labels[row] == TrainingSet.NoClass)
                continue;
            ownCalibration.Add(p[best], isRight);
            if (dropout)
                calibration.Add(p[best], isRight);
            if (isRight)
                continue;
            wrongOfClass[set.Labels[row]]++;
            if (dropout)
            {
                string pair = $"{set.ClassLabels[set.Labels[row]]} -> {set.ClassLabels[best]}";
                confusions[pair] = confusions.GetValueOrDefault(pair) + 1;
            }
        }

        double share = (double)right / set.Count;
        bool labelled = set.Labels.Any(l => l != TrainingSet.NoClass);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-30} {set.Count,6}  {(labelled ? 100 * share : double.NaN),7:F2} "
            + $"+- {100 * Math.Sqrt(share * (1 - share) / set.Count):F2}  MI {information / set.Count:F3}  "
            + $"H {entropy / set.Count:F2}  p_max {largest / set.Count:F3}  ECE {100 * ownCalibration.Error():F2} %"));
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
