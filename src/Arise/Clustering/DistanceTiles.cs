using System.Diagnostics;
using System.Runtime.CompilerServices;
using Arise.Numerics;

namespace Arise.Clustering;

/// <summary>
/// Bounds of the distances of queries to points at the speed of a matrix product, 8 queries by 32 points at a time.
/// What a caller cannot rule out by them it computes with <see cref="EuclideanDistance"/>: the results are exact, and
/// most pairs cost d multiplications in single precision.
/// </summary>
/// <remarks>
/// <para>Both sets are centered and scaled by a power of two to x, y with components up to 1. With h = |x|^2 / 2, half
/// the square of the distance is t = h_x + h_y - x y. <see cref="Compute"/> gives v = (h_x - x y) + (1 - g) h_y in
/// single precision, and |(h_x - x y) + h_y - t| is at most g (h_x + h_y) + tiny: a sum of d products by fused
/// multiply-adds that begins at h_x is off by at most d u (2 h_x + h_y) with u = 2^-24 and small corrections
/// (N. Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), and rounding of x, y, h and v adds a few
/// u. Hence <c>v - g h_x - tiny &lt;= t &lt;= v + 2 g h_y + g h_x + tiny</c>, g = (2.1 d + 32) u.</para>
/// <para>The bounds are proportional to the norms of the two points at hand: one outlier does not spoil the others.
/// </para>
/// </remarks>
internal sealed unsafe class DistanceTiles
{
    /// <summary>Queries per tile.</summary>
    public const int QueriesPerTile = TileKernel.Units;

    /// <summary>Points per panel.</summary>
    public const int PointsPerPanel = TileKernel.Lanes;

    // Far above the denormal numbers in which products of tiny components end.
    private const float Tiny = 1e-30f;
    private readonly int _dimension;
    private readonly double _halfSquare;
    private readonly AlignedBuffer<float> _queries;
    private readonly AlignedBuffer<float> _queryNorms;
    private readonly AlignedBuffer<float> _points;
    private readonly AlignedBuffer<float> _pointTerms;
    private readonly AlignedBuffer<float> _pointSpreads;
    private readonly AlignedBuffer<float> _queryErrors;
    private readonly AlignedBuffer<int> _rows;

    /// <summary>Packs both sets.</summary>
    /// <param name="queries">[query, component], finite.</param>
    /// <param name="queryOrder">The rows to take, in this order.</param>
    /// <param name="points">[point, component], finite; may be the same array.</param>
    /// <param name="pointOrder">The rows to take, in this order.</param>
    /// <param name="dimension">Number of components.</param>
    public DistanceTiles(
        float[] queries, ReadOnlySpan<int> queryOrder, float[] points, ReadOnlySpan<int> pointOrder, int dimension)
    {
        _dimension = dimension;
        QueryTiles = (queryOrder.Length + QueriesPerTile - 1) / QueriesPerTile;
        Panels = (pointOrder.Length + PointsPerPanel - 1) / PointsPerPanel;
        double[] center = Center(points, pointOrder);
        double largest = Math.Max(
            LargestComponent(queries, queryOrder, center), LargestComponent(points, pointOrder, center));
        double factor = largest > 0 ? Math.ScaleB(1, -Math.ILogB(largest) - 1) : 1;
        _halfSquare = factor * factor / 2;
        float error = (float)((2.1 * dimension) + 32) * 5.9604645e-8f;

        _queries = new AlignedBuffer<float>(checked(QueryTiles * QueriesPerTile * dimension));
        _queryNorms = new AlignedBuffer<float>(QueryTiles * QueriesPerTile);
        _queryErrors = new AlignedBuffer<float>(QueryTiles * QueriesPerTile);
        for (int slot = 0; slot < queryOrder.Length; slot++)
        {
            float* target = _queries.Pointer + ((nint)(slot / QueriesPerTile) * QueriesPerTile * dimension)
                + (slot % QueriesPerTile);
            float half = Pack(queries, queryOrder[slot], center, -factor, target, QueriesPerTile);
            _queryNorms.Pointer[slot] = half;
            _queryErrors.Pointer[slot] = (error * half) + Tiny;
        }

        _points = new AlignedBuffer<float>(checked(Panels * PointsPerPanel * dimension));
        _pointTerms = new AlignedBuffer<float>(Panels * PointsPerPanel);
        _pointSpreads = new AlignedBuffer<float>(Panels * PointsPerPanel);
        _pointTerms.Span.Fill(float.PositiveInfinity);
        for (int slot = 0; slot < pointOrder.Length; slot++)
        {
            float* target = _points.Pointer + ((nint)(slot / PointsPerPanel) * PointsPerPanel * dimension)
                + (slot % PointsPerPanel);
            float half = Pack(points, pointOrder[slot], center, factor, target, PointsPerPanel);
            _pointTerms.Pointer[slot] = (1 - error) * half;
            _pointSpreads.Pointer[slot] = 2 * error * half;
        }

        _rows = new AlignedBuffer<int>(dimension);
        for (int k = 0; k < dimension; k++)
            _rows.Pointer[k] = k;
    }

    /// <summary>Number of tiles of 8 queries.</summary>
    public int QueryTiles { get; }

    /// <summary>Number of panels of 32 points.</summary>
    public int Panels { get; }

    /// <summary>
    /// h_x - x y for a tile of queries and a panel of points; with <see cref="PointTerms"/> of the panel added it is v.
    /// </summary>
    /// <param name="tile">Number of the tile of queries.</param>
    /// <param name="panel">Number of the panel of points.</param>
    /// <param name="output">Receives [query, point], 8 x 32, aligned to 64 bytes.</param>
    public void Compute(int tile, int panel, float* output)
    {
        TileKernel.Multiply(new TileOperands
        {
            Weights = _queries.Pointer + ((nint)tile * QueriesPerTile * _dimension),
            Bias = _queryNorms.Pointer + (tile * QueriesPerTile),
            Inputs = _points.Pointer + ((nint)panel * PointsPerPanel * _dimension),
            InputStride = PointsPerPanel,
            InputRows = _rows.Pointer,
            Depth = _dimension,
            Output = output,
            OutputStride = PointsPerPanel,
        });
    }

    /// <summary>(1 - g) h_y of the 32 points of a panel; infinite beyond the last point.</summary>
    public float* PointTerms(int panel) => _pointTerms.Pointer + (panel * PointsPerPanel);

    /// <summary>v + <see cref="PointSpread"/> + <see cref="QueryError"/> is an upper bound of t.</summary>
    public float PointSpread(int point) => _pointSpreads.Pointer[point];

    /// <summary>v - this is a lower bound of t.</summary>
    public float QueryError(int query) => _queryErrors.Pointer[query];

    /// <summary>
    /// This + <see cref="QueryError"/> is not below v of a pair whose distance is at most <paramref name="distance"/>.
    /// </summary>
    public float Limit(double distance) => (float)(distance * distance * _halfSquare * (1 + 1e-6));

    private static double LargestComponent(float[] values, ReadOnlySpan<int> order, double[] center)
    {
        double largest = 0;
        foreach (int row in order)
        {
            ReadOnlySpan<float> x = values.AsSpan(row * center.Length, center.Length);
            for (int k = 0; k < x.Length; k++)
                largest = Math.Max(largest, Math.Abs(x[k] - center[k]));
        }

        return largest;
    }

    private double[] Center(float[] points, ReadOnlySpan<int> order)
    {
        double[] center = new double[_dimension];
        foreach (int row in order)
        {
            ReadOnlySpan<float> x = points.AsSpan(row * _dimension, _dimension);
            for (int k = 0; k < x.Length; k++)
                center[k] += x[k];
        }

        for (int k = 0; k < center.Length; k++)
            center[k] /= Math.Max(1, order.Length);
        return center;
    }

    // Half the square of the norm of what was written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Pack(float[] values, int row, double[] center, double factor, float* target, int stride)
    {
        ReadOnlySpan<float> x = values.AsSpan(row * center.Length, center.Length);
        double square = 0;
        for (int k = 0; k < x.Length; k++)
        {
            float component = (float)((x[k] - center[k]) * factor);
            square += (double)component * component;
            target[k * stride] = component;
        }

        Debug.Assert(double.IsFinite(square), "Points are finite.");
        return (float)(square / 2);
    }
}
