namespace Arise.Numerics;

/// <summary>
/// Exponentially scaled modified spherical Bessel functions of the first kind, y_l(x) = exp(-x) i_l(x) with
/// i_0(x) = sinh(x)/x (Abramowitz and Stegun, chapter 10.2).
/// </summary>
internal static class ScaledSphericalBessel
{
    // Below, the upward recursion loses digits; the series has positive terms only and converges quickly.
    private const double SeriesLimit = 12;

    /// <summary>Fills <paramref name="values"/> with y_0(x), y_1(x), ... for x &gt;= 0.</summary>
    public static void Evaluate(double x, Span<double> values)
    {
        if (x < SeriesLimit)
        {
            for (int l = 0; l < values.Length; l++)
                values[l] = Series(x, l);
            return;
        }

        double tail = Math.Exp(-2 * x);
        double before = (1 + tail) / (2 * x);
        double current = (1 - tail) / (2 * x);
        for (int l = 0; l < values.Length; l++)
        {
            values[l] = current;
            (before, current) = (current, before - (((2 * l) + 1) / x * current));
        }
    }

    // i_l(x) = x^l/(2l+1)!! sum_k (x^2/2)^k / (k! (2l+3)(2l+5)...(2l+2k+1))
    private static double Series(double x, int l)
    {
        double term = Math.Exp(-x);
        for (int k = 1; k <= l; k++)
            term *= x / ((2 * k) + 1);
        double sum = term;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= x * x / (2.0 * k * ((2 * l) + (2 * k) + 1));
            sum += term;
        }

        return sum;
    }
}
