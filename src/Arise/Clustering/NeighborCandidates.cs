using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Clustering;

/// <summary>
/// The points that may be among the k nearest of one query, by the bounds of <see cref="DistanceTiles"/>: those whose
/// lower bound is not above the k-th smallest upper bound. Points are offered in ascending order.
/// </summary>
internal sealed unsafe class NeighborCandidates
{
    private readonly DistanceTiles _tiles;
    private readonly int _neighbors;
    private float[] _values;
    private float[] _upper;
    private int[] _points;
    private int _count;
    private int _query;
    private float _limit;

    /// <summary>Room for candidates of one query at a time.</summary>
    public NeighborCandidates(DistanceTiles tiles, int neighbors)
    {
        (_tiles, _neighbors) = (tiles, neighbors);
        int capacity = Math.Max(4 * neighbors, neighbors + 128);
        (_values, _upper, _points) = (new float[capacity], new float[capacity], new int[capacity]);
    }

    /// <summary>Begins a query.</summary>
    public void Begin(int query) => (_query, _count, _limit) = (query, 0, float.MaxValue);

    /// <summary>Takes the points of a panel whose v is within the limit.</summary>
    /// <param name="values">h_x - x y of the 32 points.</param>
    /// <param name="terms">What is to be added for v.</param>
    /// <param name="panel">Number of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(float* values, float* terms, int panel)
    {
        Vector256<float> limit = Vector256.Create(_limit);
        for (int lane = 0; lane < DistanceTiles.PointsPerPanel; lane += Vector256<float>.Count)
        {
            Vector256<float> v = Vector256.Load(values + lane) + Vector256.Load(terms + lane);
            uint within = Vector256.LessThanOrEqual(v, limit).ExtractMostSignificantBits();
            if (within != 0)
                Add(v, within, (panel * DistanceTiles.PointsPerPanel) + lane);
        }
    }

    /// <summary>The candidates left in the end, at least k.</summary>
    public Span<int> Finish()
    {
        Tighten();
        return _points.AsSpan(0, _count);
    }

    private void Add(Vector256<float> v, uint within, int point)
    {
        if (_count + Vector256<float>.Count > _values.Length)
        {
            Tighten();
            // Hardly any room won: so many points are equally far that the bounds cannot tell them apart.
            if (_count > _values.Length - (_values.Length / 4))
            {
                Array.Resize(ref _values, 2 * _values.Length);
                Array.Resize(ref _points, _values.Length);
                _upper = new float[_values.Length];
            }
        }

        for (; within != 0; within &= within - 1)
        {
            int lane = BitOperations.TrailingZeroCount(within);
            _values[_count] = v[lane];
            _points[_count++] = point + lane;
        }
    }

    // With U the k-th smallest of v + spread, t of the k-th nearest is at most U + error; a point with v - error above
    // that is none of them.
    private void Tighten()
    {
        if (_count < _neighbors)
            return;
        for (int i = 0; i < _count; i++)
            _upper[i] = _values[i] + _tiles.PointSpread(_points[i]);
        float smallest = Smallest(_upper.AsSpan(0, _count), _neighbors - 1);
        _limit = Math.Min(_limit, MathF.BitIncrement(smallest + (2 * _tiles.QueryError(_query))));
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_values[i] > _limit)
                continue;
            (_values[kept], _points[kept]) = (_values[i], _points[i]);
            kept++;
        }

        _count = kept;
    }

    // The element that would be at this rank if the values were sorted (C. A. R. Hoare, Commun. ACM 4, 321 (1961)).
    private static float Smallest(Span<float> values, int rank)
    {
        (int low, int high) = (0, values.Length - 1);
        while (low < high)
        {
            float pivot = values[(low + high) >>> 1];
            (int i, int j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j)
                high = j;
            else if (rank >= i)
                low = i;
            else
                break;
        }

        return values[rank];
    }
}
