using System.Runtime.CompilerServices;

namespace Arise.Microscopy.Pixels;

/// <summary>
/// The noise of single pixels: what is left of an image by the mask (1, -2, 1) times (1, -2, 1), which passes neither
/// slopes nor what is several pixels wide (Immerkær, Comput. Vis. Image Underst. 64, 300 (1996)).
/// </summary>
internal static class PixelNoise
{
    /// <summary>Variance of the mask's response to white noise of unit variance.</summary>
    private const double MaskVariance = 36;

    // Of white noise neighboring responses have the correlation -2/3, after a Gaussian of half a pixel -0.43.
    private const double LeastWhite = -0.5;

    /// <summary>
    /// Whether neighboring pixels have noise of their own, as counted electrons have. Software that smooths or enlarges
    /// an image leaves none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsWhite(float[] values, int width, int height)
    {
        double squares = 0, products = 0;
        for (int y = 1; y < height - 2; y++)
        {
            for (int x = 1; x < width - 2; x++)
            {
                double here = Response(values, width, x, y);
                squares += here * here;
                products += 0.5 * here * (Response(values, width, x + 1, y) + Response(values, width, x, y + 1));
            }
        }

        return products < LeastWhite * squares;
    }

    /// <summary>Squared response at a pixel inside the image, over the mask's variance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squared(float[] values, int width, int x, int y)
    {
        double response = Response(values, width, x, y);
        return response * response / MaskVariance;
    }

    private static double Response(float[] values, int width, int x, int y)
    {
        int above = (y - 1) * width, here = y * width, below = (y + 1) * width;
        return values[above + x - 1] - (2 * values[above + x]) + values[above + x + 1]
            - (2 * (values[here + x - 1] - (2 * values[here + x]) + values[here + x + 1]))
            + values[below + x - 1] - (2 * values[below + x]) + values[below + x + 1];
    }

    /// <summary>Standard deviation of the noise of a pixel: of the median row of the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(float[] values, int width, int height)
    {
        var rows = new double[Math.Max(1, height - 2)];
        for (int y = 1; y < height - 1; y++)
        {
            double sum = 0;
            for (int x = 1; x < width - 1; x++)
                sum += Squared(values, width, x, y);
            rows[y - 1] = sum / Math.Max(1, width - 2);
        }

        Array.Sort(rows);
        return Math.Sqrt(rows[rows.Length / 2]);
    }
}
