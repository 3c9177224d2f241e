namespace Arise.Descriptors;

/// <summary>
/// The weight of a neighbor near the cutoff R: 1 up to R - w, (1 + cos(pi (r - R + w)/w))/2 beyond, 0 from R on.
/// </summary>
internal static class SwitchingFunction
{
    /// <summary>The weight at distance <paramref name="r"/> (units of d_NN).</summary>
    public static double Evaluate(double r, double cutoff, double width)
    {
        if (r >= cutoff)
            return 0;
        double inside = r - (cutoff - width);
        return inside <= 0 ? 1 : (1 + Math.Cos(Math.PI * inside / width)) / 2;
    }
}
