namespace Arise.Clustering;

/// <summary>
/// An edge between two points, in the total order of weight and then numbers, so that a choice among equal weights is
/// always the same.
/// </summary>
/// <param name="Weight">Mutual reachability distance.</param>
/// <param name="First">The point with the smaller number.</param>
/// <param name="Second">The point with the larger number.</param>
internal readonly record struct SpanningEdge(double Weight, int First, int Second) : IComparable<SpanningEdge>
{
    /// <summary>Behind every edge.</summary>
    public static SpanningEdge None => new(double.PositiveInfinity, int.MaxValue, int.MaxValue);

    /// <summary>The edge between two points in any order.</summary>
    public static SpanningEdge Between(int a, int b, double weight) => new(weight, Math.Min(a, b), Math.Max(a, b));

    /// <inheritdoc/>
    public int CompareTo(SpanningEdge other)
    {
        int order = Weight.CompareTo(other.Weight);
        if (order == 0)
            order = First.CompareTo(other.First);
        return order != 0 ? order : Second.CompareTo(other.Second);
    }
}
