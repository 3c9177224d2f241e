namespace Arise.Clustering;

/// <summary>
/// The single-linkage tree: step k = 0 .. n - 2 joins two nodes into node n + k; nodes 0 .. n - 1 are the points. The
/// form of <c>scipy.cluster.hierarchy.linkage</c>.
/// </summary>
internal sealed class LinkageTree
{
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _distances;
    private readonly int[] _sizes;

    /// <summary>Takes the arrays, which are not copied.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public LinkageTree(int[] left, int[] right, double[] distances, int[] sizes)
    {
        if (right.Length != left.Length || distances.Length != left.Length || sizes.Length != left.Length)
            throw new ArgumentException("The four columns of a linkage tree differ in length.");
        (_left, _right, _distances, _sizes) = (left, right, distances, sizes);
    }

    /// <summary>Number of steps n - 1.</summary>
    public int Count => _left.Length;

    /// <summary>First node joined in each step.</summary>
    public ReadOnlySpan<int> Left => _left;

    /// <summary>Second node joined.</summary>
    public ReadOnlySpan<int> Right => _right;

    /// <summary>Mutual reachability distance at which they join, ascending.</summary>
    public ReadOnlySpan<double> Distances => _distances;

    /// <summary>Number of points in the new node.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Joins the points along the edges of a spanning tree.</summary>
    /// <param name="edges">The n - 1 edges in ascending order.</param>
    public static LinkageTree FromEdges(ReadOnlySpan<SpanningEdge> edges)
    {
        int steps = edges.Length;
        var tree = new LinkageTree(new int[steps], new int[steps], new double[steps], new int[steps]);
        var sets = new DisjointSets(steps + 1);
        int[] nodes = [.. Enumerable.Range(0, steps + 1)];
        for (int k = 0; k < steps; k++)
        {
            (int a, int b) = (sets.Find(edges[k].First), sets.Find(edges[k].Second));
            (tree._left[k], tree._right[k], tree._distances[k]) = (nodes[a], nodes[b], edges[k].Weight);
            sets.Unite(a, b);
            int root = sets.Find(a);
            nodes[root] = steps + 1 + k;
            tree._sizes[k] = sets.SizeOf(root);
        }

        return tree;
    }
}
