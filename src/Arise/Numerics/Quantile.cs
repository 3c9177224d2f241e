namespace Arise.Numerics;

/// <summary>Quantiles of numbers, linear between neighboring values.</summary>
internal static class Quantile
{
    /// <summary>
    /// The value at place p (n - 1) of n ascending values, from 0: the lowest for p = 0, the median for p = 1/2, the
    /// highest for p = 1.
    /// </summary>
    /// <param name="ascending">At least one value.</param>
    /// <param name="share">p, from 0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> ascending, double share)
    {
        double place = share * (ascending.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((place - below) * (ascending[above] - ascending[below]));
    }

    /// <summary>The same of values in any order.</summary>
    public static double Of(IEnumerable<double> values, double share) => OfSorted([.. values.Order()], share);
}
