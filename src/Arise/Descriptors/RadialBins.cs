namespace Arise.Descriptors;

/// <summary>
/// The radial bins in which pairs are summed before the radial functions are applied: inside a bin every smooth
/// function of r is a cubic of the local coordinate t in [-1, 1], so four moments sum t^p (p = 0..3) carry it.
/// </summary>
/// <remarks>
/// With bins of 0.02 d_NN the cubic misses a Gaussian of width 0.1 by at most 2e-6 of its height. Cutoffs and the start
/// of the switching function should be multiples of the bin width, as the published ones are, because the switching
/// function has kinks in its second derivative there.
/// </remarks>
internal static class RadialBins
{
    /// <summary>Width of a bin, units of d_NN.</summary>
    public const double Width = 0.02;

    /// <summary>Moments per bin.</summary>
    public const int Moments = 4;

    /// <summary>Number of bins that cover distances below <paramref name="reach"/>.</summary>
    public static int Count(double reach) => (int)Math.Ceiling((reach / Width) - 1e-9);

    /// <summary>
    /// Coefficients p_0..p_3 of the cubic in t that interpolates <paramref name="values"/> given at the Chebyshev nodes
    /// <see cref="Node"/>(0..3).
    /// </summary>
    public static void FitCubic(ReadOnlySpan<double> values, Span<double> coefficients)
    {
        Span<double> chebyshev = stackalloc double[Moments];
        chebyshev.Clear();
        for (int k = 0; k < Moments; k++)
        {
            double t = Node(k);
            chebyshev[0] += values[k] / 4;
            chebyshev[1] += values[k] / 2 * t;
            chebyshev[2] += values[k] / 2 * ((2 * t * t) - 1);
            chebyshev[3] += values[k] / 2 * ((4 * t * t * t) - (3 * t));
        }

        coefficients[0] = chebyshev[0] - chebyshev[2];
        coefficients[1] = chebyshev[1] - (3 * chebyshev[3]);
        coefficients[2] = 2 * chebyshev[2];
        coefficients[3] = 4 * chebyshev[3];
    }

    /// <summary>Chebyshev node k of four: cos(pi (2k + 1)/8).</summary>
    public static double Node(int k) => Math.Cos(Math.PI * ((2 * k) + 1) / 8);
}
