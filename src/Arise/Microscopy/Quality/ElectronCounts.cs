using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Quality;

/// <summary>How many electrons a pixel counted, told by the noise: that of counts grows with their number.</summary>
/// <remarks>
/// The line through noise against intensity, as of a photon transfer curve: J. R. Janesick, "Photon Transfer" (SPIE
/// Press, 2007).
/// </remarks>
internal static class ElectronCounts
{
    // Standard errors by which the slope is above zero.
    private const double Significance = 6;

    /// <summary>Electrons per pixel on average; null where the noise does not grow with the intensity.</summary>
    /// <param name="values">Intensities [row, column], all finite.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="spacing">Distance of nearest atoms, pixels.</param>
    /// <param name="threads">Threads.</param>
    public static double? PerPixel(float[] values, int width, int height, double spacing, int threads)
    {
        double blur = Math.Max(1, 0.15 * spacing);
        float[] squares = new float[values.Length];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
                squares[(y * width) + x] = (float)PixelNoise.Squared(values, width, x, y);
        }

        // Both are blurred alike, so that their ratio stays.
        float[] levels = GaussianBlur.Of(values, width, height, blur, threads);
        float[] noises = GaussianBlur.Of(squares, width, height, blur, threads);
        int edge = Math.Min((int)(3.5 * blur) + 1, Math.Min(width, height) / 4);
        double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
        for (int y = edge; y < height - edge; y++)
        {
            for (int x = edge; x < width - edge; x++)
            {
                double level = levels[(y * width) + x], noise = noises[(y * width) + x];
                (n, sx, sy) = (n + 1, sx + level, sy + noise);
                (sxx, syy, sxy) = (sxx + (level * level), syy + (noise * noise), sxy + (level * noise));
            }
        }

        double covariance = (sxy / n) - (sx / n * (sy / n)), mean = sy / n;
        double area = 4 * Math.PI * blur * blur, varianceOfNoise = (syy / n) - (mean * mean);

        // The blurred level has noise of its own.
        double varianceOfLevel = (sxx / n) - (sx / n * (sx / n)) - (mean / area);
        if (!(varianceOfLevel > 0) || !(varianceOfNoise > 0))
            return null;
        double gain = covariance / varianceOfLevel;
        double correlation = covariance / Math.Sqrt(varianceOfLevel * varianceOfNoise);
        return correlation * Math.Sqrt(n / area) > Significance ? mean / (gain * gain) : null;
    }
}
