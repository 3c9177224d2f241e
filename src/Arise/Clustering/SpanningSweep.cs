using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Clustering;

/// <summary>
/// Goes once through all pairs of points in different components of a spanning forest and finds the lightest edge
/// between any two components: these edges hold the rest of the minimum spanning tree. With very many components it
/// finds the lightest edge that leaves each, a step of Boruvka's algorithm.
/// </summary>
/// <remarks>
/// Points are sorted by component, so that whole tiles of pairs inside one component are left out. The others are
/// screened by <see cref="DistanceTiles"/> against the lightest edge so far; only pairs that may be lighter, or as
/// light, are computed in double precision. What is found does not depend on the order in which threads find it.
/// </remarks>
internal sealed unsafe class SpanningSweep
{
    /// <summary>Up to so many components the lightest edges between all pairs are kept: 42 MiB.</summary>
    public const int MostPairwise = 2048;

    private const int TilesPerBlock = 16;
    private readonly float[] _points;
    private readonly int _dimension;
    private readonly double[] _cores;
    private readonly DistanceTiles _tiles;
    private readonly int[] _order;
    private readonly int[] _components;
    private readonly int[] _componentOfPoint;
    private readonly bool _pairwise;
    private readonly SpanningEdge[] _lightest;
    private readonly float[] _limits;
    private readonly Lock[] _locks;

    /// <summary>Prepares a sweep.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components of a point.</param>
    /// <param name="cores">Core distance per point.</param>
    /// <param name="sets">The components of the forest.</param>
    /// <param name="mostPairwise">With more components the lightest edge out of each is found.</param>
    public SpanningSweep(
        float[] points, int dimension, double[] cores, DisjointSets sets, int mostPairwise = MostPairwise)
    {
        (_points, _dimension, _cores) = (points, dimension, cores);
        int count = cores.Length;
        _componentOfPoint = new int[count];
        var numbers = new Dictionary<int, int>();
        for (int point = 0; point < count; point++)
        {
            int root = sets.Find(point);
            if (!numbers.TryGetValue(root, out int number))
                numbers.Add(root, number = numbers.Count);
            _componentOfPoint[point] = number;
        }

        // Dense points first: light edges are found early, and the rest is ruled out by them.
        _order = [.. Enumerable.Range(0, count)
            .OrderBy(point => _componentOfPoint[point]).ThenBy(point => cores[point]).ThenBy(point => point)];
        _components = [.. _order.Select(point => _componentOfPoint[point])];
        _tiles = new DistanceTiles(points, _order, points, _order, dimension);
        int found = numbers.Count;
        _pairwise = found <= mostPairwise;
        _lightest = new SpanningEdge[_pairwise ? found * (found - 1) / 2 : found];
        Array.Fill(_lightest, SpanningEdge.None);
        _limits = new float[_lightest.Length];
        Array.Fill(_limits, float.MaxValue);
        _locks = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    }

    /// <summary>The edges found.</summary>
    /// <param name="neighbors">Pairs to begin with.</param>
    /// <param name="threads">Threads; the edges do not depend on it.</param>
    /// <param name="progress">Is told the number of panels of blocks done.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    public IEnumerable<SpanningEdge> Run(
        NearestNeighbors neighbors,
        int threads,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        for (int point = 0; point < neighbors.Count; point++)
        {
            ReadOnlySpan<int> indices = neighbors.IndicesOf(point);
            for (int i = 1; i < indices.Length; i++)
            {
                if (_componentOfPoint[indices[i]] != _componentOfPoint[point])
                    Offer(point, indices[i], neighbors.DistancesOf(point)[i]);
            }
        }

        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);
        int blocks = (_tiles.QueryTiles + TilesPerBlock - 1) / TilesPerBlock;
        var done = new StepCounter(progress, Enumerable.Range(0, blocks).Sum(PanelsOf));
        Parallel.For(
            0,
            blocks,
            options,
            () => new AlignedBuffer<float>(DistanceTiles.QueriesPerTile * DistanceTiles.PointsPerPanel),
            (block, _, values) =>
            {
                SweepBlock(block * TilesPerBlock, Math.Min(_tiles.QueryTiles, (block + 1) * TilesPerBlock), values);
                done.Add(PanelsOf(block));
                return values;
            },
            _ => { });
        return _lightest.Where(edge => edge.Second < int.MaxValue);

        int PanelsOf(int block) => _tiles.Panels - FirstPanel(block * TilesPerBlock);
    }

    private static int FirstPanel(int tile) => tile * DistanceTiles.QueriesPerTile / DistanceTiles.PointsPerPanel;

    // Each pair once: panels from that of the first query on.
    private void SweepBlock(int firstTile, int endTile, AlignedBuffer<float> values)
    {
        for (int panel = FirstPanel(firstTile); panel < _tiles.Panels; panel++)
        {
            int start = panel * DistanceTiles.PointsPerPanel;
            int end = Math.Min(_order.Length, start + DistanceTiles.PointsPerPanel);
            bool pure = _components[start] == _components[end - 1];
            for (int tile = firstTile; tile < endTile; tile++)
            {
                int query = tile * DistanceTiles.QueriesPerTile;
                int last = Math.Min(_order.Length, query + DistanceTiles.QueriesPerTile) - 1;
                bool inside =
                    _components[query] == _components[end - 1] && _components[start] == _components[last];
                if (end <= query || inside)
                    continue;
                _tiles.Compute(tile, panel, values.Pointer);
                for (int row = 0; row <= last - query; row++)
                {
                    float* distances = values.Pointer + (row * DistanceTiles.PointsPerPanel);
                    if (pure)
                        SweepPure(query + row, start, end, distances);
                    else
                        SweepMixed(query + row, start, end, distances);
                }
            }
        }
    }

    // All points of the panel belong to one component.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SweepPure(int query, int start, int end, float* values)
    {
        (int own, int other) = (_components[query], _components[start]);
        if (own == other)
            return;
        float* terms = _tiles.PointTerms(start / DistanceTiles.PointsPerPanel);
        (int a, int b) = SlotsOf(own, other);
        float limit = Math.Max(_limits[a], _limits[b]) + _tiles.QueryError(query);
        for (int lane = 0; lane < end - start; lane += Vector256<float>.Count)
        {
            Vector256<float> v = Vector256.Load(values + lane) + Vector256.Load(terms + lane);
            uint within = Vector256.LessThanOrEqual(v, Vector256.Create(limit)).ExtractMostSignificantBits();
            for (; within != 0; within &= within - 1)
                Compute(query, start + lane + BitOperations.TrailingZeroCount(within), a, b);
        }
    }

    private void SweepMixed(int query, int start, int end, float* values)
    {
        int own = _components[query];
        float* terms = _tiles.PointTerms(start / DistanceTiles.PointsPerPanel);
        float error = _tiles.QueryError(query);
        for (int point = start; point < end; point++)
        {
            int other = _components[point];
            if (own == other)
                continue;
            (int a, int b) = SlotsOf(own, other);
            if (values[point - start] + terms[point - start] <= Math.Max(_limits[a], _limits[b]) + error)
                Compute(query, point, a, b);
        }
    }

    private void Compute(int query, int point, int a, int b)
    {
        (query, point) = (_order[query], _order[point]);
        double largest = Math.Max(_lightest[a].Weight, _lightest[b].Weight);
        if (_cores[query] > largest || _cores[point] > largest)
            return;
        Offer(query, point, Math.Sqrt(EuclideanDistance.Squared(
            _points.AsSpan(query * _dimension, _dimension), _points.AsSpan(point * _dimension, _dimension))));
    }

    // Where the lightest edge between (or out of) two components is kept.
    private (int A, int B) SlotsOf(int component, int other)
    {
        if (!_pairwise)
            return (component, other);
        (int low, int high) = component < other ? (component, other) : (other, component);
        int slot = (high * (high - 1) / 2) + low;
        return (slot, slot);
    }

    private void Offer(int point, int other, double distance)
    {
        var edge = SpanningEdge.Between(point, other, Math.Max(distance, Math.Max(_cores[point], _cores[other])));
        (int a, int b) = SlotsOf(_componentOfPoint[point], _componentOfPoint[other]);
        Keep(a, edge);
        if (b != a)
            Keep(b, edge);
    }

    private void Keep(int slot, SpanningEdge edge)
    {
        lock (_locks[slot % _locks.Length])
        {
            if (edge.CompareTo(_lightest[slot]) >= 0)
                return;
            _lightest[slot] = edge;
            _limits[slot] = _tiles.Limit(edge.Weight);
        }
    }
}
