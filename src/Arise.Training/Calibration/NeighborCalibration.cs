using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Calibration;

/// <summary>Finds the numbers of a <see cref="NearestRowsNovelty"/> for a trained network.</summary>
internal static class NeighborCalibration
{
    /// <summary>
    /// Centers that are kept of a class and member: 32 of 192 units are 6 MB for 247 classes and 4 members. On a model
    /// of two members 40 refused 93, 20 refused 89, 10 refused 87 % of crystals that are no class; all 108 examples of
    /// a class 92, 40 of them chosen far apart 90, 40 of them at random fewer.
    /// </summary>
    public const int RowsPerClass = 32;

    // The third hidden layer does as well as the second at half of its size, and better with liquids.
    private const int PreferredLayer = 2;

    // 0, 0.05, 0.1, 0.2 and 0.4 refused 94, 94, 93, 91 and 86 %; what the layer cannot place is seen by H alone.
    private const double EntropyWeight = 0.1;
    private const double ShareInside = 0.95;

    // No kind is to be refused more than three times as often as all together, on other crystals too; but raising the
    // threshold for one that the network cannot do lets other things pass: by 5 % one in a hundred of them, by 10 % two
    // or three, by 20 % six.
    private const double WorstKind = 2.5;
    private const double MostRaise = 1.1;

    // Where "none" begins: a wider band of doubt would hold much of what is none.
    private const double Limit = 1.05;

    private static readonly PredictionSettings Prediction = new() { Passes = 192 };

    /// <summary>Finds centers and radii of a reference set, and the threshold on another set.</summary>
    /// <param name="network">A network with at least one hidden layer; its members have rows of their own.</param>
    /// <param name="reference">
    /// Rows of all classes as varied as those it was trained with; rows without a class or with two are left out.
    /// </param>
    /// <param name="known">
    /// Known crystals, the name of each its kind; every kind weighs as much as any other. Those whose class is not
    /// named do not count: to refuse a wrong answer is no false alarm.
    /// </param>
    /// <param name="falseAlarmRate">Share of them that may be doubtful.</param>
    /// <param name="rowsPerClass">Centers to keep of a class.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="progress">Is told the number of known crystals done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">
    /// The network has no hidden layer, a class has too few rows, or the rate is not between 0 and 1.
    /// </exception>
    public static NeighborFit Fit(
        BayesianNetwork network,
        TrainingSet reference,
        TrainingSet known,
        double falseAlarmRate = 0.01,
        int rowsPerClass = RowsPerClass,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (!(falseAlarmRate is > 0 and < 1))
            throw new ArgumentException($"The false-alarm rate {falseAlarmRate} is not between 0 and 1.");
        if (network.Architecture.HiddenSizes.IsEmpty)
            throw new ArgumentException("A network without hidden layers cannot tell what is new.");
        int layer = Math.Min(PreferredLayer, network.Architecture.HiddenSizes.Length - 1);
        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);
        int[][] rowsOf = RowsByClass(network, reference);
        ReferenceRows[] members =
            [.. network.Members.Select(member => Rows(member, layer, reference, rowsOf, rowsPerClass, options))];
        NearestRowsNovelty Measure(double threshold) =>
            new(layer, members, EntropyWeight, threshold, Limit, falseAlarmRate);

        (double[] sums, bool[] isRight) =
            Sums(network, Measure(1), known, options, WorkProgress.Of(progress, "known crystals"));
        (string Kind, int[] Rows)[] kinds = [.. Enumerable.Range(0, known.Count)
            .GroupBy(row => known.Names[row]).Select(group => (group.Key, group.ToArray()))];
        double[][] byKind = [.. kinds.Select(
            kind => kind.Rows.Where(row => isRight[row]).Select(row => sums[row]).Order().ToArray())];
        if (byKind.FirstOrDefault(ofKind => ofKind.Length == 0) is not null)
            throw new ArgumentException("Of some kind of crystals the network names no class right.");
        double threshold = Threshold(byKind, falseAlarmRate);
        return new NeighborFit(
            Measure(threshold),
            [.. kinds.Select((kind, k) => new KindAlarms(
                kind.Kind,
                kind.Rows.Length,
                (double)byKind[k].Length / kind.Rows.Length,
                byKind[k].Average(sum => sum > threshold ? 1.0 : 0),
                byKind[k].Average(sum => sum > threshold * Limit ? 1.0 : 0)))]);
    }

    // The threshold of all kinds together, or higher where a kind is refused too often.
    private static double Threshold(double[][] byKind, double rate)
    {
        double ofAll = QuantileOfAll(byKind, 1 - rate);
        double ofWorst = byKind.Max(sums => Quantile.OfSorted(sums, 1 - Math.Min(WorstKind * rate, 1)));
        return Math.Clamp(ofWorst, ofAll, MostRaise * ofAll);
    }

    // The value that the share of the mixture in which every kind weighs the same stays below.
    private static double QuantileOfAll(double[][] byKind, double share)
    {
        (double Value, double Weight)[] all =
            [.. byKind.SelectMany(sums => sums.Select(sum => (sum, 1.0 / sums.Length / byKind.Length))).Order()];
        double reached = 0;
        foreach ((double value, double weight) in all)
        {
            reached += weight;
            if (reached >= share)
                return value;
        }

        return all[^1].Value;
    }

    private static int[][] RowsByClass(BayesianNetwork network, TrainingSet reference)
    {
        int[][] rowsOf = [.. Enumerable.Range(0, network.Architecture.ClassCount).Select(_ => Array.Empty<int>())];
        foreach (IGrouping<int, int> ofClass in Enumerable.Range(0, reference.Count)
            .Where(row => reference.Labels[row] != TrainingSet.NoClass
                && (reference.SecondLabels.IsEmpty || reference.SecondLabels[row] == TrainingSet.NoClass))
            .GroupBy(row => reference.Labels[row]))
        {
            rowsOf[ofClass.Key] = [.. ofClass];
        }

        for (int c = 0; c < rowsOf.Length; c++)
        {
            if (rowsOf[c].Length <= ReferenceRows.Neighbors + 1)
            {
                throw new ArgumentException(
                    $"The class '{network.Metadata.ClassLabels[c]}' has {rowsOf[c].Length} rows; at least "
                    + $"{ReferenceRows.Neighbors + 2} are needed.");
            }
        }

        return rowsOf;
    }

    private static ReferenceRows Rows(
        BayesianNetwork member, int layer, TrainingSet reference, int[][] rowsOf, int count, ParallelOptions options)
    {
        var vectors = new float[rowsOf.Length][][];
        var centers = new float[rowsOf.Length][][];
        Parallel.For(0, rowsOf.Length, options, c =>
        {
            vectors[c] = [.. rowsOf[c].Select(
                row => NoveltyMeasure.Activations(member, layer, reference.Descriptor(row)))
                .Where(activations => ReferenceRows.Normalize(activations))];
            centers[c] = ClassCenters.Of(vectors[c], count);
        });
        ReferenceRows rows = ReferenceRows.Of(centers);
        var radii = new double[rowsOf.Length];
        Parallel.For(0, rowsOf.Length, options, c => radii[c] = Quantile.Of(
            vectors[c].Select(vector => rows.Distance([.. vector], c)), ShareInside));
        double least = Quantile.Of(radii, 0.5) / 2;
        return rows.With(Array.ConvertAll(radii, radius => (float)Math.Max(radius, least)));
    }

    // Departure and entropy of every known crystal, and whether its class was named.
    private static (double[] Sums, bool[] IsRight) Sums(
        BayesianNetwork network,
        NearestRowsNovelty measure,
        TrainingSet known,
        ParallelOptions options,
        IProgress<(int Done, int Total)>? progress)
    {
        var networks = new SpeciesNetworks(network);
        var sums = new double[known.Count];
        var isRight = new bool[known.Count];
        var counter = new StepCounter(progress, known.Count);
        Parallel.For(0, known.Count, options, row =>
        {
            ReadOnlySpan<float> descriptor = known.Descriptor(row);

            // The order of one species is zero; of more species it is not known how many.
            bool isAlike = !descriptor[(descriptor.Length / 2)..].ContainsAnyExcept(0f);
            Prediction prediction = networks.For(isAlike ? 1 : int.MaxValue).Predict(descriptor, Prediction);
            isRight[row] = prediction.Class == known.Labels[row];
            sums[row] = measure.Departure(network, descriptor, prediction.Class!.Value)
                + (measure.EntropyWeight * prediction.Uncertainty.PredictiveEntropy);
            counter.Add();
        });
        return (sums, isRight);
    }
}
