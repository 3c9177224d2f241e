using System.Numerics.Tensors;

namespace Arise.Screening;

/// <summary>
/// Groups vectors around leaders: each vector belongs to the nearest leader within a distance, or becomes one itself.
/// </summary>
/// <remarks>
/// A leader can be near only if its distances from a few pivots are: |d(x, p) - d(y, p)| &lt;= d(x, y) for every p (the
/// triangle inequality), so that nothing is missed. Leaders are kept in bins of the distance from the first pivot as
/// wide as the distance that is asked for; those of three bins are looked at.
/// </remarks>
internal sealed class NearDuplicates
{
    private const int MostPivots = 8;

    // What single precision may add to a difference of two distances near 1.
    private const float Rounding = 1e-5f;

    private readonly float[] _vectors;
    private readonly int _dimension;
    private readonly float _distance;
    private readonly float[] _toPivots;
    private readonly int _pivots;
    private readonly Dictionary<int, List<int>> _bins = [];

    private NearDuplicates(float[] vectors, int dimension, float distance)
    {
        (_vectors, _dimension, _distance) = (vectors, dimension, distance);
        int count = vectors.Length / dimension;
        _pivots = Math.Min(MostPivots, count);
        _toPivots = new float[count * _pivots];
        ChoosePivots(count);
    }

    /// <summary>The leader of each vector, itself where it is one, and the distance from it.</summary>
    /// <param name="vectors">[vector, component].</param>
    /// <param name="dimension">Number of components.</param>
    /// <param name="distance">Largest Euclidean distance of a vector from its leader.</param>
    /// <param name="cancellation">Stops between vectors.</param>
    public static (int Leader, float Distance)[] Find(
        float[] vectors, int dimension, double distance, CancellationToken cancellation = default)
    {
        var groups = new (int Leader, float Distance)[vectors.Length / dimension];
        if (groups.Length == 0)
            return groups;
        var search = new NearDuplicates(vectors, dimension, (float)distance);
        for (int k = 0; k < groups.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            groups[k] = search.LeaderOf(k);
        }

        return groups;
    }

    private ReadOnlySpan<float> Vector(int k) => _vectors.AsSpan(k * _dimension, _dimension);

    private ReadOnlySpan<float> ToPivots(int k) => _toPivots.AsSpan(k * _pivots, _pivots);

    // The first vector, then in turn the one that is farthest from all before.
    private void ChoosePivots(int count)
    {
        float[] nearest = new float[count];
        Array.Fill(nearest, float.PositiveInfinity);
        int pivot = 0;
        for (int p = 0; p < _pivots; p++)
        {
            int farthest = 0;
            for (int k = 0; k < count; k++)
            {
                float distance = TensorPrimitives.Distance(Vector(k), Vector(pivot));
                _toPivots[(k * _pivots) + p] = distance;
                nearest[k] = Math.Min(nearest[k], distance);
                farthest = nearest[k] > nearest[farthest] ? k : farthest;
            }

            pivot = farthest;
        }
    }

    private (int Leader, float Distance) LeaderOf(int k)
    {
        float reach = _distance + Rounding;
        int bin = (int)MathF.Floor(ToPivots(k)[0] / reach);
        (int leader, float least) = (-1, float.PositiveInfinity);
        for (int near = bin - 1; near <= bin + 1; near++)
        {
            if (!_bins.TryGetValue(near, out List<int>? leaders))
                continue;
            foreach (int other in leaders)
            {
                if (!CanBeNear(k, other, reach))
                    continue;
                float distance = TensorPrimitives.Distance(Vector(k), Vector(other));
                if (distance <= _distance && (distance < least || (distance == least && other < leader)))
                    (leader, least) = (other, distance);
            }
        }

        if (leader >= 0)
            return (leader, least);
        if (!_bins.TryGetValue(bin, out List<int>? own))
            _bins.Add(bin, own = []);
        own.Add(k);
        return (k, 0);
    }

    private bool CanBeNear(int k, int other, float reach)
    {
        ReadOnlySpan<float> one = ToPivots(k), two = ToPivots(other);
        for (int p = 0; p < one.Length; p++)
        {
            if (MathF.Abs(one[p] - two[p]) > reach)
                return false;
        }

        return true;
    }
}
