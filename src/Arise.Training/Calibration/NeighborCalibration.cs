using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Calibration;

/// <summary>Finds the numbers of a <see cref="NearestRowsNovelty"/> for a trained network.</summary>
internal static class NeighborCalibration
{
    /// <summary>Reference rows that are kept of a class and member: 40 of 192 units are 7.7 MB for 250 classes.</summary>
    public const int RowsPerClass = 40;

    private const int PreferredLayer = 1;
    private const double EntropyWeight = 0.2;
    private const double ShareInside = 0.95;

    // A kind may be refused three times as often as all together; what "none" refuses is a tenth of what is doubtful.
    private const double WorstKind = 3;
    private const double NoneOfDoubtful = 0.1;
    private const double LeastLimit = 1.05;
    private const double MostLimit = 1.5;

    // Raising the threshold for one kind that the network cannot do would let too much else pass.
    private const double MostRaise = 1.15;

    private static readonly PredictionSettings Prediction = new() { Passes = 192 };

    /// <summary>Chooses reference rows, fits radii to their set, and threshold and limit to another set.</summary>
    /// <param name="network">A network with at least one hidden layer; its members have rows of their own.</param>
    /// <param name="reference">
    /// Rows of all classes as varied as those it was trained with; rows without a class or with two are left out.
    /// </param>
    /// <param name="known">
    /// Known crystals, the name of each its kind; every kind weighs as much as any other.
    /// </param>
    /// <param name="falseAlarmRate">Share of them that may be doubtful.</param>
    /// <param name="rowsPerClass">Reference rows to keep of a class.</param>
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
        NearestRowsNovelty Measure(double threshold, double limit) =>
            new(layer, members, EntropyWeight, threshold, limit, falseAlarmRate);

        (double[] sums, int[] classes) =
            Sums(network, Measure(1, MostLimit), known, options, WorkProgress.Of(progress, "known crystals"));
        (string Kind, int[] Rows)[] kinds = [.. Enumerable.Range(0, known.Count)
            .GroupBy(row => known.Names[row]).Select(group => (group.Key, group.ToArray()))];
        double[][] byKind = [.. kinds.Select(kind => kind.Rows.Select(row => sums[row]).Order().ToArray())];
        double threshold = Threshold(byKind, falseAlarmRate);
        double limit = Math.Clamp(
            QuantileOfAll(byKind, 1 - (NoneOfDoubtful * falseAlarmRate)) / threshold, LeastLimit, MostLimit);
        return new NeighborFit(
            Measure(threshold, limit),
            [.. kinds.Select((kind, k) => new KindAlarms(
                kind.Kind,
                kind.Rows.Length,
                kind.Rows.Average(row => classes[row] == known.Labels[row] ? 1.0 : 0),
                byKind[k].Average(sum => sum > threshold ? 1.0 : 0),
                byKind[k].Average(sum => sum > threshold * limit ? 1.0 : 0)))]);
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
        var chosen = new int[rowsOf.Length][];
        Parallel.For(0, rowsOf.Length, options, c =>
        {
            vectors[c] = [.. rowsOf[c].Select(
                row => NoveltyMeasure.Activations(member, layer, reference.Descriptor(row)))
                .Where(activations => ReferenceRows.Normalize(activations))];
            chosen[c] = FarthestRows.Choose(vectors[c], count);
        });
        ReferenceRows rows = ReferenceRows.Of([.. vectors.Select(
            (ofClass, c) => chosen[c].Select(row => ofClass[row]).ToArray())]);
        var radii = new double[rowsOf.Length];
        Parallel.For(0, rowsOf.Length, options, c => radii[c] = Quantile.Of(
            vectors[c].Select((vector, row) => rows.Distance([.. vector], c, Array.IndexOf(chosen[c], row))),
            ShareInside));
        double least = Quantile.Of(radii, 0.5) / 2;
        return rows.With(Array.ConvertAll(radii, radius => (float)Math.Max(radius, least)));
    }

    // Departure and entropy of every known crystal, and the class it was given.
    private static (double[] Sums, int[] Classes) Sums(
        BayesianNetwork network,
        NearestRowsNovelty measure,
        TrainingSet known,
        ParallelOptions options,
        IProgress<(int Done, int Total)>? progress)
    {
        var networks = new SpeciesNetworks(network);
        var sums = new double[known.Count];
        var classes = new int[known.Count];
        var counter = new StepCounter(progress, known.Count);
        Parallel.For(0, known.Count, options, row =>
        {
            ReadOnlySpan<float> descriptor = known.Descriptor(row);

            // The order of one species is zero; of more species it is not known how many.
            bool isAlike = !descriptor[(descriptor.Length / 2)..].ContainsAnyExcept(0f);
            Prediction prediction = networks.For(isAlike ? 1 : int.MaxValue).Predict(descriptor, Prediction);
            classes[row] = prediction.Class!.Value;
            sums[row] = measure.Departure(network, descriptor, classes[row])
                + (measure.EntropyWeight * prediction.Uncertainty.PredictiveEntropy);
            counter.Add();
        });
        return (sums, classes);
    }
}
