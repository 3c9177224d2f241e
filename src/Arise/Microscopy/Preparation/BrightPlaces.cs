using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Preparation;

/// <summary>
/// Brings heavy atoms and clusters nearer to the others, so that the atoms beside them are not lost in their
/// shine: what is higher than c above the wide background becomes <c>c (1 + ln(h / c))</c>. Peaks stay peaks.
/// </summary>
internal static class BrightPlaces
{
    private const double AtomShare = 0.95;
    private const double Headroom = 1.5;

    /// <summary>The image with bright places compressed.</summary>
    /// <param name="values">Values [row, column], atoms bright.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="planes">Spacing of lattice planes, pixels.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public static float[] Compress(float[] values, int width, int height, double planes, int threads)
    {
        float[] wide = GaussianBlur.Slow(values, width, height, 3 * planes, threads);
        float[] smooth = GaussianBlur.Of(values, width, height, Math.Max(0.7, 0.12 * planes), threads);
        for (int k = 0; k < smooth.Length; k++)
            smooth[k] -= wide[k];
        float[] sample = PixelSample.Sorted(smooth);
        double cap = Headroom * (sample[(int)(AtomShare * sample.Length)] - sample[sample.Length / 2]);
        float[] compressed = [.. values];
        if (!(cap > 0))
            return compressed;
        for (int k = 0; k < smooth.Length; k++)
        {
            if (smooth[k] > cap)
                compressed[k] -= (float)(smooth[k] - (cap * (1 + Math.Log(smooth[k] / cap))));
        }

        return compressed;
    }
}
