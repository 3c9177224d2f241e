using System.Runtime.CompilerServices;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Preparation;

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

    // Sharp triangular lattices of dark atoms have -0.76 and less; bright graphene under a wide probe has -0.72,
    // for the hollows of its honeycomb are such a lattice.
    private const double LeastSkewness = 0.74;
    private const float LeastShare = 1e-4f;
    private const double Most = 3;
    private const float MostCut = 0.002f;
    private const double LeastUncut = 0.15;

    /// <summary>Whether atoms are dark.</summary>
    /// <param name="values">Intensities [row, column].</param>
    /// <param name="level">Slow background of them.</param>
    /// <param name="bad">Share of each pixel that is a gap or as bright as it can be; there noise is cut.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="planes">Spacing of lattice planes, pixels.</param>
    /// <param name="threads">Threads.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsInverted(
        float[] values, float[] level, float[] bad, int width, int height, double planes, int threads)
    {
        float[] smooth = GaussianBlur.Of(values, width, height, Math.Max(1, 0.15 * planes), threads);
        // Both as parts of what is usual around them: in what lies upon the sample both are large.
        var signals = new float[values.Length];
        var noises = new float[values.Length];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                signals[at] = smooth[at] - level[at];
                noises[at] = (float)PixelNoise.Squared(values, width, x, y);
            }
        }

        double wide = 2 * planes;
        float[] power = GaussianBlur.Slow(
            Array.ConvertAll(signals, value => value * value), width, height, wide, threads);
        float[] usual = GaussianBlur.Slow(noises, width, height, wide, threads);
        float[] cut = GaussianBlur.Slow(bad, width, height, planes, threads);
        float leastPower = LeastShare * power.Max(), leastNoise = LeastShare * usual.Max();
        // Where nearly all is cut somewhat, as in pictures of stretched contrast, all of it counts.
        float most = cut.Count(share => share <= MostCut) < LeastUncut * cut.Length ? 1 : MostCut;
        double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, cubes = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                if (cut[at] > most)
                    continue;
                double signal = power[at] > leastPower ? signals[at] / Math.Sqrt(power[at]) : 0;
                signal = Math.Clamp(signal, -Most, Most);
                double noise = usual[at] > leastNoise ? noises[at] / usual[at] : 0;
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
        float[] ratios = new float[power.Length];
        for (int k = 0; k < ratios.Length; k++)
            ratios[k] = power[k] > leastPower ? usual[k] / power[k] : float.PositiveInfinity;
        ratios = PixelSample.Sorted(ratios);
        if (ratios[ratios.Length / 2] > MostNoise)
            return significance < -LeastSignificance;
        double mean = sx / n;
        double skewness = ((cubes / n) - (3 * mean * (sxx / n)) + (2 * mean * mean * mean)) / Math.Pow(vx, 1.5);
        return skewness < -LeastSkewness && significance < LeastSignificance;
    }
}
