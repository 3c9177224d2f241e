using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Arise.Clustering;

/// <summary>
/// Soft clustering: how much a point belongs to each selected cluster, by its distance to the exemplars of the cluster
/// and by where they meet in the tree. There is no paper; the formulas follow the documentation of the Python package
/// hdbscan and its results.
/// </summary>
/// <remarks>
/// <para>For a point that leaves cluster P at lambda, and a selected cluster C: M_P and M_C are the largest lambda in
/// the rows of P and C, and the height h is lambda where one of P and C holds the other, else the lambda at which the
/// branches of P and C part. Points of the tree: share of the distances 1 / d(x, nearest exemplar of C), scaled to sum
/// 1, times softmax of exp(-(M_P + 1e-8) / h), scaled to sum 1, times h / max(M_C, lambda) of the C with the largest h.
/// </para>
/// <para>New points hang on the neighbor whose mutual reachability distance is least, with lambda at most the
/// neighbor's: (share of the distances)^(1/2) x (softmax of M_P / (M_P - h))^2.</para>
/// </remarks>
internal sealed class ClusterMembership
{
    /// <summary>What the shares are called where progress is told.</summary>
    public const string Step = "shares in clusters";

    private const double Epsilon = 1e-8;
    private readonly float[] _points;
    private readonly int _dimension;
    private readonly int _samples;
    private readonly ClusterExtraction _extraction;
    private readonly CondensedTree _tree;

    /// <summary>Collects the exemplars.</summary>
    /// <param name="points">[point, component] of the tree.</param>
    /// <param name="dimension">Number of components.</param>
    /// <param name="samples">Number s of the core distance.</param>
    /// <param name="extraction">The selected clusters.</param>
    public ClusterMembership(float[] points, int dimension, int samples, ClusterExtraction extraction)
    {
        (_points, _dimension, _samples, _extraction) = (points, dimension, samples, extraction);
        _tree = extraction.Tree;
        bool[] splits = new bool[_tree.ClusterCount];
        for (int cluster = 1; cluster < splits.Length; cluster++)
            splits[_tree.ParentOf(_tree.PointCount + cluster) - _tree.PointCount] = true;
        var exemplars = Array.ConvertAll(extraction.Selected, _ => new List<int>());
        for (int point = 0; point < _tree.PointCount; point++)
        {
            int cluster = _tree.ClusterOf(point) - _tree.PointCount;
            int label = extraction.SelectedAbove[cluster];
            if (label >= 0 && !splits[cluster] && _tree.LambdaOf(point) == extraction.LargestLambdas[cluster])
                exemplars[label].Add(point);
        }

        Exemplars = Array.ConvertAll(exemplars, list => list.ToArray());
    }

    /// <summary>The exemplars of each selected cluster, ascending.</summary>
    public int[][] Exemplars { get; }

    private int Clusters => Exemplars.Length;

    /// <summary>Shares of the points of the tree [point, cluster].</summary>
    public double[] OfPoints(
        int threads, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        double[] shares = DistanceShares(_points, threads, progress, cancellation);
        Span<double> heights = new double[Clusters], scores = new double[Clusters];
        for (int point = 0; point < _tree.PointCount && Clusters > 0; point++)
        {
            double lambda = _tree.LambdaOf(point);
            Heights(_tree.ClusterOf(point), lambda, heights);
            double most = LargestOf(_tree.ClusterOf(point));
            for (int c = 0; c < Clusters; c++)
                scores[c] = Math.Exp(-Ratio(most + Epsilon, heights[c]));
            Softmax(scores);
            Span<double> row = shares.AsSpan(point * Clusters, Clusters);
            TensorPrimitives.Multiply(row, scores, row);
            Normalize(row);
            TensorPrimitives.Multiply(row, InAnyCluster(heights, lambda, 0), row);
        }

        return shares;
    }

    /// <summary>Labels, probabilities and shares of new points.</summary>
    public HdbscanPrediction OfNewPoints(
        float[] points, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        int count = points.Length / _dimension;
        int[] labels = new int[count];
        double[] probabilities = new double[count];
        double[] shares = DistanceShares(points, threads, WorkProgress.Of(progress, Step), cancellation);
        (int[] neighbors, double[] lambdas) = Attach(
            points, threads, WorkProgress.Of(progress, "neighbors"), cancellation);
        Span<double> heights = new double[Clusters], scores = new double[Clusters];
        for (int point = 0; point < count; point++)
        {
            (int neighbor, double lambda) = (neighbors[point], lambdas[point]);
            (labels[point], probabilities[point]) = Predict(neighbor, lambda);
            if (Clusters == 0)
                continue;
            lambda = Math.Min(lambda, _tree.LambdaOf(neighbor));
            Heights(_tree.ClusterOf(neighbor), lambda, heights);
            double most = LargestOf(_tree.ClusterOf(neighbor));
            for (int c = 0; c < Clusters; c++)
            {
                // In single precision lambda passes into the score of the widespread implementation. Where that lifts
                // it above M_P it is M_P: the cluster holds all of the point.
                double height = heights[c] == lambda ? (float)lambda : heights[c];
                scores[c] = height >= most ? double.PositiveInfinity
                    : double.IsInfinity(most) ? 1
                    : most / (most - height);
            }

            Softmax(scores);
            Span<double> row = shares.AsSpan(point * Clusters, Clusters);
            for (int c = 0; c < Clusters; c++)
                row[c] = Math.Sqrt(row[c]) * scores[c] * scores[c];
            Normalize(row);
            TensorPrimitives.Multiply(row, InAnyCluster(heights, lambda, Epsilon), row);
        }

        return new HdbscanPrediction(
            ImmutableCollectionsMarshal.AsImmutableArray(labels),
            ImmutableCollectionsMarshal.AsImmutableArray(probabilities),
            ImmutableCollectionsMarshal.AsImmutableArray(shares));
    }

    // The neighbor of the least mutual reachability distance among the 2 s nearest, and 1 / that distance. Here core
    // distances count the point itself, so that they are to the neighbor before.
    private (int[] Neighbors, double[] Lambdas) Attach(
        float[] points, int threads, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        int looked = Math.Min(2 * _samples, _tree.PointCount);
        var nearest = NearestNeighbors.Search(_points, points, _dimension, looked, threads, progress, cancellation);
        int[] all = [.. nearest.Indices];
        int[] used = [.. all.Distinct().Order()];
        float[] usedPoints = new float[used.Length * _dimension];
        for (int i = 0; i < used.Length; i++)
            _points.AsSpan(used[i] * _dimension, _dimension).CopyTo(usedPoints.AsSpan(i * _dimension));
        int own = Math.Min(_samples, _tree.PointCount);
        var around = NearestNeighbors.Search(_points, usedPoints, _dimension, own, threads, null, cancellation);

        int[] neighbors = new int[nearest.Count];
        double[] lambdas = new double[nearest.Count];
        for (int point = 0; point < neighbors.Length; point++)
        {
            ReadOnlySpan<int> indices = nearest.IndicesOf(point);
            ReadOnlySpan<double> distances = nearest.DistancesOf(point);
            double core = distances[Math.Min(_samples, looked - 1)];
            double least = double.PositiveInfinity;
            for (int i = 0; i < looked; i++)
            {
                double other = around.DistancesOf(Array.BinarySearch(used, indices[i]))[^1];
                double distance = Math.Max(core, Math.Max(distances[i], other));
                if (distance < least)
                    (least, neighbors[point]) = (distance, indices[i]);
            }

            lambdas[point] = least > 0 ? 1 / least : double.PositiveInfinity;
        }

        return (neighbors, lambdas);
    }

    private (int Label, double Probability) Predict(int neighbor, double lambda)
    {
        int cluster = _tree.ClusterOf(neighbor);
        if (_tree.LambdaOf(neighbor) > lambda)
        {
            while (cluster > _tree.PointCount && _tree.BirthOf(cluster) >= lambda)
                cluster = _tree.ParentOf(cluster);
        }

        int label = _extraction.SelectedAbove[cluster - _tree.PointCount];
        return label < 0
            ? (-1, 0)
            : (label, ClusterExtraction.Share(lambda, LargestOf(_extraction.Selected[label])));
    }

    // 1 / distance to the nearest exemplar of each cluster, scaled to sum 1.
    private double[] DistanceShares(
        float[] points, int threads, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        int count = points.Length / _dimension;
        var done = new StepCounter(progress, Clusters);
        double[] shares = new double[count * Clusters];
        for (int c = 0; c < Clusters; c++)
        {
            int[] exemplars = Exemplars[c];
            float[] chosen = new float[exemplars.Length * _dimension];
            for (int i = 0; i < exemplars.Length; i++)
                _points.AsSpan(exemplars[i] * _dimension, _dimension).CopyTo(chosen.AsSpan(i * _dimension));
            var nearest = NearestNeighbors.Search(chosen, points, _dimension, 1, threads, null, cancellation);
            for (int point = 0; point < count; point++)
            {
                double distance = nearest.Distances[point];
                shares[(point * Clusters) + c] = distance > 0 ? 1 / distance : double.MaxValue / Clusters;
            }

            done.Add();
        }

        for (int point = 0; point < count; point++)
            Normalize(shares.AsSpan(point * Clusters, Clusters));
        return shares;
    }

    private void Heights(int cluster, double lambda, Span<double> heights)
    {
        for (int c = 0; c < Clusters; c++)
        {
            // Numbers grow downwards, so that the larger of two that differ cannot hold the smaller.
            (int a, int b) = (cluster, _extraction.Selected[c]);
            (int lastA, int lastB) = (-1, -1);
            while (a != b)
            {
                if (a > b)
                    (lastA, a) = (a, _tree.ParentOf(a));
                else
                    (lastB, b) = (b, _tree.ParentOf(b));
            }

            heights[c] = lastA < 0 || lastB < 0 ? lambda : _tree.BirthOf(lastA);
        }
    }

    private double InAnyCluster(ReadOnlySpan<double> heights, double lambda, double added)
    {
        int highest = TensorPrimitives.IndexOfMax(heights);
        return Ratio(heights[highest], Math.Max(LargestOf(_extraction.Selected[highest]), lambda) + added);
    }

    private double LargestOf(int cluster) => _extraction.LargestLambdas[cluster - _tree.PointCount];

    // Two infinite densities are alike.
    private static double Ratio(double a, double b) => double.IsInfinity(a) && double.IsInfinity(b) ? 1 : a / b;

    private static void Softmax(Span<double> scores)
    {
        double largest = TensorPrimitives.Max<double>(scores);
        for (int c = 0; c < scores.Length; c++)
            scores[c] = Math.Exp(double.IsInfinity(largest) && scores[c] == largest ? 0 : scores[c] - largest);
        Normalize(scores);
    }

    private static void Normalize(Span<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        TensorPrimitives.Divide(values, sum, values);
    }
}
