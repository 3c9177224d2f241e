namespace Arise.Clustering;

/// <summary>
/// The minimum spanning tree of all points under the mutual reachability distance
/// <c>max(core(x), core(y), |x - y|)</c>, exact.
/// </summary>
/// <remarks>
/// <para>Boruvka's algorithm in two parts. First each component takes its lightest edge among those of the nearest
/// neighbors, as long as no pair outside the lists can be lighter: a pair that is in no list is at least as far as the
/// last neighbor in the list of either point. In one round this joins most points, because most edges of the tree
/// weigh as much as the core distance of one of their points. What is left (dense spots, clusters far apart) is joined
/// by <see cref="SpanningSweep"/>, which goes through all pairs in different components.</para>
/// <para>Among edges of equal weight the one with the smaller numbers is taken, so that the tree is the same on any
/// number of threads.</para>
/// </remarks>
internal static class SpanningTree
{
    /// <summary>The n - 1 edges of the tree in ascending order.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components.</param>
    /// <param name="cores">Core distance per point.</param>
    /// <param name="neighbors">Neighbors of all points, at least as many as the core distances need.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="mostPairwise">Passed on to <see cref="SpanningSweep"/>.</param>
    /// <param name="progress">Is told how much of a sweep is done.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    public static SpanningEdge[] Build(
        float[] points,
        int dimension,
        double[] cores,
        NearestNeighbors neighbors,
        int threads,
        int mostPairwise = SpanningSweep.MostPairwise,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        var sets = new DisjointSets(cores.Length);
        var edges = new List<SpanningEdge>(Math.Max(0, cores.Length - 1));
        while (edges.Count < cores.Length - 1 && JoinNeighbors(cores, neighbors, sets, edges))
            cancellation.ThrowIfCancellationRequested();
        while (edges.Count < cores.Length - 1)
        {
            var sweep = new SpanningSweep(points, dimension, cores, sets, mostPairwise);
            Join(sweep.Run(neighbors, threads, progress, cancellation), sets, edges);
        }

        edges.Sort();
        return [.. edges];
    }

    // One round: the edges that the lists prove to be the lightest of a component. False when there are none.
    private static bool JoinNeighbors(
        double[] cores, NearestNeighbors neighbors, DisjointSets sets, List<SpanningEdge> edges)
    {
        int count = cores.Length;
        var lightest = new SpanningEdge[count];
        Array.Fill(lightest, SpanningEdge.None);
        double[] unseen = new double[count];
        Array.Fill(unseen, double.PositiveInfinity);
        for (int point = 0; point < count; point++)
        {
            int own = sets.Find(point);
            ReadOnlySpan<int> indices = neighbors.IndicesOf(point);
            ReadOnlySpan<double> distances = neighbors.DistancesOf(point);
            if (indices.Length < count)
                unseen[own] = Math.Min(unseen[own], distances[^1]);
            for (int i = 1; i < indices.Length; i++)
            {
                int other = sets.Find(indices[i]);
                if (other == own)
                    continue;
                var edge = SpanningEdge.Between(
                    point, indices[i], Math.Max(distances[i], Math.Max(cores[point], cores[indices[i]])));
                if (edge.CompareTo(lightest[own]) < 0)
                    lightest[own] = edge;
                if (edge.CompareTo(lightest[other]) < 0)
                    lightest[other] = edge;
            }
        }

        int before = edges.Count;
        Join(lightest.Where((edge, root) => edge.Weight <= unseen[root] && edge.Second < count), sets, edges);
        return edges.Count > before;
    }

    private static void Join(IEnumerable<SpanningEdge> candidates, DisjointSets sets, List<SpanningEdge> edges)
    {
        foreach (SpanningEdge edge in candidates.Order())
        {
            if (sets.Unite(edge.First, edge.Second))
                edges.Add(edge);
        }
    }
}
