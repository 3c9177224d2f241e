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
    private const int FewPoints = 10_000;
    private const double StartSize = 10;
    private const double StartNoise = 1e-4;

    /// <summary>Embeds points; the same bytes on any number of threads.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components of a point.</param>
    /// <param name="settings">Settings; the defaults when null.</param>
    /// <param name="threads">Threads; all cores when zero.</param>
    /// <param name="progress">Receives the number of epochs done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>
    /// Coordinates [point, component of the embedding]; their unit is <see cref="UmapSettings.Spread"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, lengths do not fit, a value is not finite, or there are fewer than two points.
    /// </exception>
    public static float[] Embed(
        float[] points,
        int dimension,
        UmapSettings? settings = null,
        int threads = 0,
        IProgress<(int Done, int Epochs)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        settings ??= new UmapSettings();
        settings.Validate();
        FuzzyGraph graph = Graph(points, dimension, settings, threads, null, cancellation);
        return Embed(graph, settings, threads, progress, cancellation);
    }

    /// <summary>The graph of the neighbors of points, which is then embedded.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components of a point.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="threads">Threads; all cores when zero.</param>
    /// <param name="progress">Is told the number of points done; of very many points, of rounds.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    /// <exception cref="ArgumentException">A value is not finite, or there are fewer than two points.</exception>
    internal static FuzzyGraph Graph(
        float[] points,
        int dimension,
        UmapSettings settings,
        int threads,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        threads = threads > 0 ? threads : Environment.ProcessorCount;
        int count = points.Length / dimension;
        if (count < 2)
            throw new ArgumentException($"{count} points: at least two can be embedded.");
        int k = Math.Min(settings.Neighbors, count);
        NearestNeighbors neighbors = count <= settings.ExactNeighbors
            ? NearestNeighbors.Find(points, dimension, k, threads, progress, cancellation)
            : NeighborDescent.Find(points, dimension, k, settings.Seed, threads, progress, cancellation);
        return FuzzyGraph.Create([.. neighbors.Indices], [.. neighbors.Distances], k, threads);
    }

    /// <summary>Embeds the points of a graph.</summary>
    public static float[] Embed(
        FuzzyGraph graph,
        UmapSettings settings,
        int threads = 0,
        IProgress<(int Done, int Epochs)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        int epochs = settings.Epochs ?? (graph.Count <= FewPoints ? 500 : 200);
        progress?.Report((0, epochs));
        float[] start = Start(graph, settings, options.MaxDegreeOfParallelism);
        var optimizer = new UmapOptimizer(
            graph, start, UmapCurve.Fit(settings.Spread, settings.MinDistance), settings, epochs);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            optimizer.Run(epoch, options);
            progress?.Report((epoch + 1, epochs));
        }

        return optimizer.Coordinates();
    }

    // The spectral layout with a little noise, each component from 0 to 10.
    private static float[] Start(FuzzyGraph graph, UmapSettings settings, int threads)
    {
        int dimension = settings.Components;
        double[] layout = SpectralLayout.Create(graph, dimension, settings.Seed, threads);
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
