using System.Collections.Immutable;
using System.Numerics.Tensors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Calibration;

/// <summary>Finds the numbers of a <see cref="MahalanobisNovelty"/> for a trained network.</summary>
internal static class NoveltyCalibration
{
    // The second layer told unknown crystals from hot and defective known ones better than the first and the third.
    private const int PreferredLayer = 1;
    private const double EntropyWeight = 0.2;
    private const double ShareInside = 0.95;
    private const double Regularization = 1e-3;

    /// <summary>Fits means, covariance and radii to one set, and the threshold to another.</summary>
    /// <param name="network">A network with at least one hidden layer.</param>
    /// <param name="defective">
    /// Rows of all classes, as defective as the network should still recognize; rows without a class are left out.
    /// </param>
    /// <param name="mild">Rows of pristine and mildly defective structures, of which few may be refused.</param>
    /// <param name="falseAlarmRate">How few.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">
    /// The network has no hidden layer, a class has fewer than two rows, or the rate is not between 0 and 1.
    /// </exception>
    public static MahalanobisNovelty Fit(
        BayesianNetwork network,
        TrainingSet defective,
        TrainingSet mild,
        double falseAlarmRate = 0.01,
        int threads = 0,
        CancellationToken cancellation = default)
    {
        if (!(falseAlarmRate is > 0 and < 1))
            throw new ArgumentException($"The false-alarm rate {falseAlarmRate} is not between 0 and 1.");
        if (network.Architecture.HiddenSizes.IsEmpty)
            throw new ArgumentException("A network without hidden layers cannot tell what is new.");
        int layer = Math.Min(PreferredLayer, network.Architecture.HiddenSizes.Length - 1);
        int units = network.Architecture.HiddenSizes[layer], classes = network.Architecture.ClassCount;
        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);

        int[] rows = [.. Enumerable.Range(0, defective.Count).Where(row => defective.Labels[row] >= 0)];
        var activations = new float[rows.Length][];
        Parallel.For(0, rows.Length, options, k =>
            activations[k] = NoveltyMeasure.Activations(network, layer, defective.Descriptor(rows[k])));
        int[] labels = [.. rows.Select(row => defective.Labels[row])];
        double[][] means = Means(activations, labels, classes, units, defective.ClassLabels);
        Matrix<double> inverse = Covariance(activations, labels, means, options).Cholesky().Factor.Inverse();

        var whitening = new float[units * units];
        for (int row = 0; row < units; row++)
        {
            for (int column = 0; column <= row; column++)
                whitening[(row * units) + column] = (float)inverse[row, column];
        }

        float[] whiteMeans = [.. means.SelectMany(
            mean => (inverse * Vector<double>.Build.DenseOfArray(mean)).Select(value => (float)value))];
        float[] ones = new float[classes];
        Array.Fill(ones, 1f);
        var plain = new MahalanobisNovelty(layer, whitening, whiteMeans, ones, EntropyWeight, 1, falseAlarmRate);
        var distances = new double[rows.Length];
        Parallel.For(0, rows.Length, options, k => distances[k] = plain.Distance(activations[k], labels[k]));
        float[] radii = [.. Enumerable.Range(0, classes).Select(c => (float)Quantile.Of(
            Enumerable.Range(0, rows.Length).Where(k => labels[k] == c).Select(k => distances[k]), ShareInside))];

        var scaled = new MahalanobisNovelty(layer, whitening, whiteMeans, radii, EntropyWeight, 1, falseAlarmRate);
        double threshold = Quantile.Of(Measure(network, scaled, mild, threads, cancellation), 1 - falseAlarmRate);
        return new MahalanobisNovelty(layer, whitening, whiteMeans, radii, EntropyWeight, threshold, falseAlarmRate);
    }

    /// <summary>The novelty of every row of a set.</summary>
    public static double[] Measure(
        BayesianNetwork network,
        NoveltyMeasure measure,
        TrainingSet set,
        int threads = 0,
        CancellationToken cancellation = default)
    {
        var settings = new PredictionSettings { Threads = threads };
        ImmutableArray<Prediction> predictions =
            network.PredictMany(set.Descriptors.AsMemory(), settings, cancellation: cancellation);
        var novelties = new double[set.Count];
        Parallel.For(0, set.Count, ThreadCount.Parallel(threads, cancellation), row =>
            novelties[row] = measure.Of(network, set.Descriptor(row), predictions[row]));
        return novelties;
    }

    private static double[][] Means(
        float[][] activations, int[] labels, int classes, int units, IReadOnlyList<string> names)
    {
        double[][] means = [.. Enumerable.Range(0, classes).Select(_ => new double[units])];
        int[] counts = new int[classes];
        for (int k = 0; k < labels.Length; k++)
        {
            counts[labels[k]]++;
            for (int unit = 0; unit < units; unit++)
                means[labels[k]][unit] += activations[k][unit];
        }

        for (int c = 0; c < classes; c++)
        {
            if (counts[c] < 2)
                throw new ArgumentException($"The class '{names[c]}' has {counts[c]} rows; at least two are needed.");
            TensorPrimitives.Divide<double>(means[c], counts[c], means[c]);
        }

        return means;
    }

    // Sum over rows of (z - m)(z - m)^T / n, and a little of the mean variance on the diagonal. One row of the matrix
    // is one task, with its sum in the order of the rows: the same bytes on any number of threads.
    private static Matrix<double> Covariance(
        float[][] activations, int[] labels, double[][] means, ParallelOptions options)
    {
        int units = means[0].Length;
        double[][] centered = [.. activations.Select((z, k) =>
        {
            double[] difference = Array.ConvertAll(z, value => (double)value);
            TensorPrimitives.Subtract<double>(difference, means[labels[k]], difference);
            return difference;
        })];
        Matrix<double> covariance = Matrix<double>.Build.Dense(units, units);
        double[][] sums = new double[units][];
        Parallel.For(0, units, options, unit =>
        {
            double[] sum = new double[unit + 1];
            foreach (double[] z in centered)
            {
                if (z[unit] != 0)
                    TensorPrimitives.MultiplyAdd(z.AsSpan(0, unit + 1), z[unit], sum, sum);
            }

            sums[unit] = sum;
        });
        double trace = 0;
        for (int unit = 0; unit < units; unit++)
            trace += sums[unit][unit] / centered.Length;
        for (int row = 0; row < units; row++)
        {
            for (int column = 0; column <= row; column++)
                covariance[row, column] = covariance[column, row] = sums[row][column] / centered.Length;
            covariance[row, row] += Math.Max(Regularization * trace / units, double.Epsilon);
        }

        return covariance;
    }
}
