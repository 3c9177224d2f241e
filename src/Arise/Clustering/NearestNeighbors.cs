using Arise.Numerics;

namespace Arise.Clustering;

/// <summary>
/// The k nearest points of each point or query by the Euclidean distance, exact: no neighbor is missed, distances are
/// in double precision, and equal distances are in the order of the points. The result has the same bytes on any number
/// of threads.
/// </summary>
/// <remarks>
/// All pairs are screened by <see cref="DistanceTiles"/> (d multiplications each, in single precision); only those that
/// may be among the nearest are computed in double precision. Memory is that of the result and of three copies of the
/// points.
/// </remarks>
internal sealed class NearestNeighbors
{
    private const string Step = "neighbors";
    private const int TilesPerBlock = 16;
    private readonly int[] _indices;
    private readonly double[] _distances;

    private NearestNeighbors(int count, int neighbors)
    {
        (Count, Neighbors) = (count, neighbors);
        _indices = new int[checked(count * neighbors)];
        _distances = new double[_indices.Length];
    }

    internal NearestNeighbors(int[] indices, double[] distances, int neighbors)
    {
        (Count, Neighbors) = (indices.Length / neighbors, neighbors);
        (_indices, _distances) = (indices, distances);
    }

    /// <summary>Number of points or queries n.</summary>
    public int Count { get; }

    /// <summary>Number k of neighbors of each.</summary>
    public int Neighbors { get; }

    /// <summary>Numbers of the neighbors [n, k], the nearest first.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>Distances to them [n, k], ascending, in the unit of the points.</summary>
    public ReadOnlySpan<double> Distances => _distances;

    /// <summary>The neighbors of one point or query.</summary>
    public ReadOnlySpan<int> IndicesOf(int point) => _indices.AsSpan(point * Neighbors, Neighbors);

    /// <summary>The distances to them.</summary>
    public ReadOnlySpan<double> DistancesOf(int point) => _distances.AsSpan(point * Neighbors, Neighbors);

    /// <summary>
    /// The neighbors of every point among all. The point itself comes first with distance 0, also where others equal
    /// it.
    /// </summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components d.</param>
    /// <param name="neighbors">Number k of neighbors with the point itself: from 1 to the number of points.</param>
    /// <param name="threads">Threads, 0 for one per processor. The result does not depend on it.</param>
    /// <param name="progress">Is told the number of points done.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is not finite, or k is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static NearestNeighbors Find(
        ReadOnlySpan<float> points,
        int dimension,
        int neighbors,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        float[] own = points.ToArray();
        return Search(own, own, dimension, neighbors, threads, WorkProgress.Of(progress, Step), cancellation);
    }

    /// <summary>The neighbors of queries among the points.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="queries">[query, component], finite.</param>
    /// <param name="dimension">Number of components d.</param>
    /// <param name="neighbors">Number k of neighbors: from 1 to the number of points.</param>
    /// <param name="threads">Threads, 0 for one per processor. The result does not depend on it.</param>
    /// <param name="progress">Is told the number of queries done.</param>
    /// <param name="cancellation">Stops between blocks of queries.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is not finite, or k is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static NearestNeighbors Find(
        ReadOnlySpan<float> points,
        ReadOnlySpan<float> queries,
        int dimension,
        int neighbors,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) => Search(
            points.ToArray(),
            queries.ToArray(),
            dimension,
            neighbors,
            threads,
            WorkProgress.Of(progress, Step),
            cancellation);

    /// <summary>The neighbors of queries, or of the points themselves where both are one array; not copied.</summary>
    internal static NearestNeighbors Search(
        float[] points,
        float[] queries,
        int dimension,
        int neighbors,
        int threads,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        int count = CountOf(points, dimension);
        bool itself = ReferenceEquals(points, queries);
        int queryCount = itself ? count : CountOf(queries, dimension);
        if (neighbors < 1 || neighbors > count)
            throw new ArgumentException($"{neighbors} neighbors of {count} points: from 1 to {count} can be found.");

        var result = new NearestNeighbors(queryCount, neighbors);
        int[] order = [.. Enumerable.Range(0, count)];
        int[] queryOrder = itself ? order : [.. Enumerable.Range(0, queryCount)];
        var tiles = new DistanceTiles(queries, queryOrder, points, order, dimension);
        var done = new StepCounter(progress, queryCount);
        Parallel.For(
            0,
            (tiles.QueryTiles + TilesPerBlock - 1) / TilesPerBlock,
            ThreadCount.Parallel(threads, cancellation),
            () => new Worker(tiles, points, queries, dimension, result, itself),
            (block, _, worker) =>
            {
                done.Add(worker.Run(block * TilesPerBlock, Math.Min(tiles.QueryTiles, (block + 1) * TilesPerBlock)));
                return worker;
            },
            _ => { });
        return result;
    }

    private static int CountOf(float[] values, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} numbers are no whole points of {dimension} components.");
        if (!Array.TrueForAll(values, float.IsFinite))
            throw new ArgumentException("A component of a point is not a finite number.");
        return values.Length / dimension;
    }

    // One block of queries after another: the block stays in the cache while all points pass by.
    private sealed unsafe class Worker
    {
        private readonly DistanceTiles _tiles;
        private readonly float[] _points;
        private readonly float[] _queries;
        private readonly int _dimension;
        private readonly NearestNeighbors _result;
        private readonly bool _itself;
        private readonly NeighborCandidates[] _candidates;
        private readonly AlignedBuffer<float> _values =
            new(DistanceTiles.QueriesPerTile * DistanceTiles.PointsPerPanel);
        private double[] _squares = [];

        public Worker(
            DistanceTiles tiles, float[] points, float[] queries, int dimension, NearestNeighbors result, bool itself)
        {
            (_tiles, _points, _queries, _dimension) = (tiles, points, queries, dimension);
            (_result, _itself) = (result, itself);
            _candidates = new NeighborCandidates[TilesPerBlock * DistanceTiles.QueriesPerTile];
            for (int i = 0; i < _candidates.Length; i++)
                _candidates[i] = new NeighborCandidates(tiles, result.Neighbors);
        }

        // The number of queries in these tiles.
        public int Run(int firstTile, int endTile)
        {
            int first = firstTile * DistanceTiles.QueriesPerTile;
            int end = Math.Min(_result.Count, endTile * DistanceTiles.QueriesPerTile);
            for (int query = first; query < end; query++)
                _candidates[query - first].Begin(query);
            for (int panel = 0; panel < _tiles.Panels; panel++)
            {
                float* terms = _tiles.PointTerms(panel);
                for (int tile = firstTile; tile < endTile; tile++)
                {
                    _tiles.Compute(tile, panel, _values.Pointer);
                    int query = tile * DistanceTiles.QueriesPerTile;
                    int rows = Math.Min(DistanceTiles.QueriesPerTile, end - query);
                    for (int row = 0; row < rows; row++)
                    {
                        _candidates[query + row - first].Add(
                            _values.Pointer + (row * DistanceTiles.PointsPerPanel), terms, panel);
                    }
                }
            }

            for (int query = first; query < end; query++)
                Finish(query, _candidates[query - first].Finish());
            return end - first;
        }

        private void Finish(int query, Span<int> candidates)
        {
            if (_squares.Length < candidates.Length)
                _squares = new double[2 * candidates.Length];
            Span<double> squares = _squares.AsSpan(0, candidates.Length);
            ReadOnlySpan<float> x = _queries.AsSpan(query * _dimension, _dimension);
            for (int i = 0; i < candidates.Length; i++)
            {
                int point = candidates[i];
                squares[i] = _itself && point == query
                    ? double.NegativeInfinity
                    : EuclideanDistance.Squared(x, _points.AsSpan(point * _dimension, _dimension));
            }

            squares.Sort(candidates);
            for (int i = 0, next; i < candidates.Length; i = next)
            {
                for (next = i + 1; next < candidates.Length && squares[next] == squares[i];)
                    next++;
                candidates[i..next].Sort();
            }

            int neighbors = _result.Neighbors;
            candidates[..neighbors].CopyTo(_result._indices.AsSpan(query * neighbors));
            for (int i = 0; i < neighbors; i++)
                _result._distances[(query * neighbors) + i] = Math.Sqrt(Math.Max(0, squares[i]));
        }
    }
}
