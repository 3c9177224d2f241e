using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Clustering;
using Arise.Numerics;

namespace Arise.Embedding;

/// <summary>
/// Uniform manifold approximation and projection: an embedding in two or three dimensions in which the neighbors of a
/// point are those that it has among the data. Source: L. McInnes, J. Healy, J. Melville, arXiv:1802.03426; defaults
/// and traits as those of umap-learn 0.5. Euclidean distances.
/// </summary>
public static class Umap
{
    // Index, distance and weight of a neighbor, and the edges of the graph both ways.
    private const double BytesPerNeighbor = 64;

    private const int FewPoints = 10_000;
    private const double StartSize = 10;
    private const double StartNoise = 1e-4;

    /// <summary>Embeds points; the same bytes on any number of threads.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components of a point.</param>
    /// <param name="settings">Settings; the defaults when null.</param>
    /// <param name="threads">Threads, 0 for one per processor.</param>
    /// <param name="progress">Is told how far neighbors and epochs have come.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    /// <returns>
    /// Coordinates [point, component of the embedding]; their unit is <see cref="UmapSettings.Spread"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, lengths do not fit, a value is not finite, or there are fewer than two points.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImmutableArray<float> Embed(
        ReadOnlySpan<float> points,
        int dimension,
        UmapSettings? settings = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        settings ??= new UmapSettings();
        settings.Validate();
        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);
        FuzzyGraph graph = Graph(
            points.ToArray(), dimension, settings, options, WorkProgress.Of(progress, "neighbors for the embedding"));
        return ImmutableCollectionsMarshal.AsImmutableArray(
            Embed(graph, settings, options, WorkProgress.Of(progress, "epochs of the embedding")));
    }

    /// <summary>Embeds the points of a graph.</summary>
    internal static float[] Embed(
        FuzzyGraph graph,
        UmapSettings settings,
        ParallelOptions options,
        IProgress<(int Done, int Total)>? progress = null)
    {
        int epochs = settings.Epochs ?? (graph.Count <= FewPoints ? 500 : 200);
        progress?.Report((0, epochs));
        float[] start = Start(graph, settings, options);
        var optimizer = new UmapOptimizer(
            graph, start, UmapCurve.Fit(settings.Spread, settings.MinDistance), settings, epochs);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            optimizer.Run(epoch, options);
            progress?.Report((epoch + 1, epochs));
        }

        return optimizer.Coordinates();
    }

    // The neighbors of the points, which are then embedded; very many are found in rounds.
    private static FuzzyGraph Graph(
        float[] points,
        int dimension,
        UmapSettings settings,
        ParallelOptions options,
        IProgress<(int Done, int Total)>? progress)
    {
        (int threads, CancellationToken cancellation) = (options.MaxDegreeOfParallelism, options.CancellationToken);
        int count = points.Length / dimension;
        if (count < 2)
            throw new ArgumentException($"{count} points: at least two can be embedded.");
        int k = Math.Min(settings.Neighbors, count);
        MemoryBudget.Require(
            BytesPerNeighbor * k * count,
            $"An embedding of {count} points with {k} neighbors each",
            "keep fewer neighbors",
            nameof(UmapSettings.Neighbors));
        NearestNeighbors neighbors = count <= settings.ExactNeighbors
            ? NearestNeighbors.Search(points, points, dimension, k, threads, progress, cancellation)
            : NeighborDescent.Find(points, dimension, k, settings.Seed, threads, progress, cancellation);
        return FuzzyGraph.Create([.. neighbors.Indices], [.. neighbors.Distances], k, threads, cancellation);
    }

    // The spectral layout with a little noise, each component from 0 to 10.
    private static float[] Start(FuzzyGraph graph, UmapSettings settings, ParallelOptions options)
    {
        int dimension = settings.Components;
        double[] layout = SpectralLayout.Create(graph, dimension, settings.Seed, options);
        double largest = layout.Max(Math.Abs);
        RandomNumbers random = RandomStreams.Of(RandomStreams.UmapStart, settings.Seed);
        for (int k = 0; k < layout.Length; k++)
            layout[k] = (largest > 0 ? StartSize * layout[k] / largest : 0) + (StartNoise * random.Normal((ulong)k));
        var start = new float[layout.Length];
        for (int c = 0; c < dimension; c++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int k = c; k < layout.Length; k += dimension)
                (low, high) = (Math.Min(low, layout[k]), Math.Max(high, layout[k]));
            for (int k = c; k < layout.Length; k += dimension)
                start[k] = (float)(StartSize * (layout[k] - low) / (high - low));
        }

        return start;
    }
}
