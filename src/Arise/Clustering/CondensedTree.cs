namespace Arise.Clustering;

/// <summary>
/// The single-linkage tree without splits that only shed fewer than m points. Going down from the root at density
/// lambda = 1 / distance, a cluster either splits in two of at least m points each, or loses points, which leave it at
/// this lambda, and keeps its number. One row per child: a point that leaves, or a new cluster.
/// </summary>
/// <remarks>
/// Points are 0 .. n - 1, clusters n (the root), n + 1, ... in the order of breadth, left before right. Source:
/// R. J. G. B. Campello, D. Moulavi, J. Sander, doi:10.1007/978-3-642-37456-2_14 and doi:10.1145/2733381.
/// </remarks>
internal sealed class CondensedTree
{
    private readonly List<int> _parents = [];
    private readonly List<int> _children = [];
    private readonly List<double> _lambdas = [];
    private readonly List<int> _sizes = [];
    private readonly int[] _rowOfPoint;
    private readonly List<int> _rowOfCluster = [-1];

    private CondensedTree(int points)
    {
        PointCount = points;
        _rowOfPoint = new int[points];
    }

    /// <summary>Number of points n.</summary>
    public int PointCount { get; }

    /// <summary>Number of clusters, the root included.</summary>
    public int ClusterCount => _rowOfCluster.Count;

    /// <summary>Number of rows.</summary>
    public int Count => _parents.Count;

    /// <summary>The cluster that a child leaves, per row.</summary>
    public IReadOnlyList<int> Parents => _parents;

    /// <summary>The child: a point or a cluster.</summary>
    public IReadOnlyList<int> Children => _children;

    /// <summary>1 / distance at which it leaves; infinite at distance 0.</summary>
    public IReadOnlyList<double> Lambdas => _lambdas;

    /// <summary>Number of points of the child.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>Condenses a linkage tree.</summary>
    /// <param name="linkage">The tree of n points.</param>
    /// <param name="minClusterSize">Smallest number m of points of a cluster.</param>
    public static CondensedTree FromLinkage(LinkageTree linkage, int minClusterSize)
    {
        ArgumentNullException.ThrowIfNull(linkage);
        int points = linkage.Count + 1;
        var tree = new CondensedTree(points);
        if (linkage.Count == 0)
            return tree;
        var queue = new Queue<(int Node, int Cluster)>();
        queue.Enqueue((points + linkage.Count - 1, points));
        while (queue.TryDequeue(out (int Node, int Cluster) next))
        {
            if (next.Node < points)
                continue;
            int step = next.Node - points;
            double distance = linkage.Distances[step];
            double lambda = distance > 0 ? 1 / distance : double.PositiveInfinity;
            (int left, int right) = (linkage.Left[step], linkage.Right[step]);
            (int leftSize, int rightSize) = (SizeOf(left), SizeOf(right));
            bool splits = leftSize >= minClusterSize && rightSize >= minClusterSize;
            Follow(left, leftSize);
            Follow(right, rightSize);

            void Follow(int node, int size)
            {
                if (splits)
                    queue.Enqueue((node, tree.AddCluster(next.Cluster, lambda, size)));
                else if (size >= minClusterSize)
                    queue.Enqueue((node, next.Cluster));
                else
                    tree.AddPoints(linkage, node, next.Cluster, lambda);
            }
        }

        return tree;

        int SizeOf(int node) => node < points ? 1 : linkage.Sizes[node - points];
    }

    /// <summary>The cluster that a point leaves last.</summary>
    public int ClusterOf(int point) => Count == 0 ? PointCount : _parents[_rowOfPoint[point]];

    /// <summary>Where it leaves that cluster.</summary>
    public double LambdaOf(int point) => Count == 0 ? 0 : _lambdas[_rowOfPoint[point]];

    /// <summary>Where a cluster begins: 0 for the root.</summary>
    public double BirthOf(int cluster) => cluster == PointCount ? 0 : _lambdas[_rowOfCluster[cluster - PointCount]];

    /// <summary>The cluster that a cluster splits off from; -1 for the root.</summary>
    public int ParentOf(int cluster) => cluster == PointCount ? -1 : _parents[_rowOfCluster[cluster - PointCount]];

    /// <summary>Number of points of a cluster.</summary>
    public int SizeOf(int cluster) =>
        cluster == PointCount ? PointCount : _sizes[_rowOfCluster[cluster - PointCount]];

    /// <summary>
    /// Stability S(C) = sum over the rows of C of (lambda - birth of C) x size, which is the sum over its points of
    /// lambda(x) - lambda_start(C) (Campello et al., doi:10.1145/2733381; the root begins at 0). Index: cluster - n.
    /// </summary>
    public double[] Stabilities()
    {
        double[] stabilities = new double[ClusterCount];
        for (int row = 0; row < Count; row++)
            stabilities[_parents[row] - PointCount] += (_lambdas[row] - BirthOf(_parents[row])) * _sizes[row];
        return stabilities;
    }

    /// <summary>
    /// The largest lambda in the rows of each cluster, without those of clusters below. Index: cluster - n.
    /// </summary>
    public double[] LargestLambdas()
    {
        double[] largest = new double[ClusterCount];
        for (int row = 0; row < Count; row++)
            largest[_parents[row] - PointCount] = Math.Max(largest[_parents[row] - PointCount], _lambdas[row]);
        return largest;
    }

    private int AddCluster(int parent, double lambda, int size)
    {
        int cluster = PointCount + ClusterCount;
        _rowOfCluster.Add(Count);
        AddRow(parent, cluster, lambda, size);
        return cluster;
    }

    private void AddPoints(LinkageTree linkage, int node, int parent, double lambda)
    {
        var queue = new Queue<int>([node]);
        while (queue.TryDequeue(out int next))
        {
            if (next < PointCount)
            {
                _rowOfPoint[next] = Count;
                AddRow(parent, next, lambda, 1);
                continue;
            }

            queue.Enqueue(linkage.Left[next - PointCount]);
            queue.Enqueue(linkage.Right[next - PointCount]);
        }
    }

    private void AddRow(int parent, int child, double lambda, int size)
    {
        _parents.Add(parent);
        _children.Add(child);
        _lambdas.Add(lambda);
        _sizes.Add(size);
    }
}
