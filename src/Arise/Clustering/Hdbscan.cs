namespace Arise.Clustering;

/// <summary>
/// HDBSCAN*: clusters of any shape and density, and outliers, by the persistence of dense regions as the density
/// threshold lambda = 1 / distance grows. R. J. G. B. Campello, D. Moulavi, A. Zimek, J. Sander, ACM Trans. Knowl.
/// Discov. Data 10, 5 (2015), doi:10.1145/2733381; L. McInnes, J. Healy, S. Astels, doi:10.21105/joss.00205.
/// </summary>
/// <remarks>
/// Core distances, minimum spanning tree (single linkage), condensed tree, selection.
/// Everything is exact, and the same bytes on any number of threads.
/// </remarks>
public static class Hdbscan
{
    // Lists of neighbors a little longer than needed join more points before all pairs are looked at.
    private const int FewestNeighbors = 16;

    /// <summary>Clusters points by the Euclidean distance.</summary>
    /// <param name="points">[point, component]; a point with a component that is not finite is an outlier.</param>
    /// <param name="dimension">Number of components.</param>
    /// <param name="settings">The defaults when omitted.</param>
    /// <param name="progress">Is told how far neighbors and spanning tree have come.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the length does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static HdbscanResult Cluster(
        ReadOnlySpan<float> points,
        int dimension,
        HdbscanSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        settings ??= new HdbscanSettings();
        settings.Validate();
        if (points.Length % dimension != 0)
            throw new ArgumentException($"{points.Length} numbers are no whole points of {dimension} components.");

        int count = points.Length / dimension;
        int[] rows = FiniteRows(points, dimension);
        float[] finite = new float[rows.Length * dimension];
        for (int i = 0; i < rows.Length; i++)
            points.Slice(rows[i] * dimension, dimension).CopyTo(finite.AsSpan(i * dimension));

        int samples = settings.EffectiveMinSamples(rows.Length);
        (double[] cores, SpanningEdge[] edges) =
            Connect(finite, dimension, samples, settings.Threads, progress, cancellation);
        LinkageTree linkage = LinkageTree.FromEdges(edges);
        CondensedTree tree = CondensedTree.FromLinkage(linkage, settings.EffectiveMinClusterSize);
        var extraction = new ClusterExtraction(tree, settings);
        var membership = new ClusterMembership(finite, dimension, samples, extraction);
        return new HdbscanResult(settings, count, rows, cores, linkage, extraction, membership);
    }

    /// <summary>Core distances and spanning tree.</summary>
    internal static (double[] Cores, SpanningEdge[] Edges) Connect(
        float[] points,
        int dimension,
        int samples,
        int threads,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        int count = points.Length / dimension;
        if (count < 2)
            return (new double[count], []);
        int listed = Math.Min(count, Math.Max(samples + 1, FewestNeighbors));
        NearestNeighbors neighbors = NearestNeighbors.Search(
            points, points, dimension, listed, threads, WorkProgress.Of(progress, "neighbors"), cancellation);
        double[] cores = [.. Enumerable.Range(0, count).Select(point => neighbors.DistancesOf(point)[samples])];
        SpanningEdge[] edges = SpanningTree.Build(
            points,
            dimension,
            cores,
            neighbors,
            threads,
            progress: WorkProgress.Of(progress, "spanning tree"),
            cancellation: cancellation);
        return (cores, edges);
    }

    // The points of which every component is a finite number.
    private static int[] FiniteRows(ReadOnlySpan<float> points, int dimension)
    {
        var rows = new List<int>(points.Length / dimension);
        for (int row = 0; row < points.Length / dimension; row++)
        {
            bool isFinite = true;
            foreach (float value in points.Slice(row * dimension, dimension))
                isFinite &= float.IsFinite(value);
            if (isFinite)
                rows.Add(row);
        }

        return [.. rows];
    }
}
