using System.Runtime.CompilerServices;

namespace Arise.Microscopy;

/// <summary>
/// Tells bright atoms from dark ones. The noise of counted electrons grows with the intensity: where single pixels
/// scatter more in the bright places, bright is many electrons. Without noise it is the shape: atoms are peaks on a
/// flat ground.
/// </summary>
internal static class ContrastSign
{
    private const double Significance = 5;
    private const double LeastSignificance = 2;

    // Variance of the noise over that of the signal, above which the shape is that of the noise.
    private const double MostNoise = 0.1;
    private const double LeastSkewness = 0.25;

    /// <summary>Whether atoms are dark.</summary>
    /// <param name="values">Intensities [row, column].</param>
    /// <param name="level">Slow background of them.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="planes">Spacing of lattice planes, pixels.</param>
    /// <param name="threads">Threads.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsInverted(
        float[] values, float[] level, int width, int height, double planes, int threads)
    {
        float[] smooth = GaussianBlur.Of(values, width, height, Math.Max(1, 0.15 * planes), threads);
        double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, cubes = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                double signal = smooth[(y * width) + x] - level[(y * width) + x];
                double noise = PixelNoise.Squared(values, width, x, y);
                (n, sx, sy, sxx) = (n + 1, sx + signal, sy + noise, sxx + (signal * signal));
                (syy, sxy, cubes) = (syy + (noise * noise), sxy + (signal * noise), cubes + (signal * signal * signal));
            }
        }

        double vx = (sxx / n) - (sx / n * (sx / n)), vy = (syy / n) - (sy / n * (sy / n));
        if (!(vx > 0))
            return false;
        double correlation = vy > 0 ? ((sxy / n) - (sx / n * (sy / n))) / Math.Sqrt(vx * vy) : 0;
        // Neighboring responses of the mask share pixels: about one in nine is independent.
        double significance = correlation * Math.Sqrt(n / 9);
        if (Math.Abs(significance) > Significance)
            return significance < 0;
        if (sy / n > MostNoise * vx)
            return significance < -LeastSignificance;
        double mean = sx / n;
        double skewness = ((cubes / n) - (3 * mean * (sxx / n)) + (2 * mean * mean * mean)) / Math.Pow(vx, 1.5);
        return skewness < -LeastSkewness;
    }
}
