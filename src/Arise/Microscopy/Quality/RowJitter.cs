using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Quality;

/// <summary>
/// How much the rows of a scan are displaced against each other, beyond what noise lets them appear to be.
/// </summary>
/// <remarks>
/// A row R lies between two others of mean T. Its displacement is about d = sum T'(R - T) / sum T'^2 along the row.
/// Displacements of deviation j and noise of deviation s give d the variance 1.5 j^2 + 1.5 s^2 sum (k * T')^2 /
/// (sum T'^2)^2, where k is the Gaussian that all rows are blurred with.
/// </remarks>
internal static class RowJitter
{
    // Rows in which noise makes most of the slopes tell nothing.
    private const double LeastSignal = 0.3;
    private const double Blur = 0.1;

    // Variance of a normal distribution over the median of the squares.
    private const double OfMedian = 1 / 0.4549;

    /// <summary>The standard deviation of a row, pixels; null where the noise hides it.</summary>
    /// <param name="values">Intensities [row, column], all finite.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="spacing">Distance of nearest atoms, pixels.</param>
    public static double? Of(float[] values, int width, int height, double spacing)
    {
        double[] kernel = Kernel(Math.Max(0.7, Blur * spacing));
        int reach = kernel.Length / 2;
        if (width < 4 * kernel.Length || height < 16)
            return null;
        double noise = PixelNoise.Of(values, width, height);
        double slopeOfKernel = 0;
        for (int k = -1; k <= kernel.Length; k++)
        {
            double slope = (At(kernel, k + 1) - At(kernel, k - 1)) / 2;
            slopeOfKernel += slope * slope;
        }

        var squares = new List<double>();
        var variances = new List<double>();
        double[] row = new double[width], between = new double[width], slopes = new double[width];
        double[] smooth = new double[width], spread = new double[width];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 0; x < width; x++)
            {
                row[x] = values[(y * width) + x];
                between[x] = 0.5 * (values[((y - 1) * width) + x] + values[((y + 1) * width) + x]);
                row[x] -= between[x];
            }

            Convolve(between, kernel, smooth);
            Array.Clear(slopes);
            for (int x = reach + 1; x < width - reach - 1; x++)
                slopes[x] = (smooth[x + 1] - smooth[x - 1]) / 2;
            Convolve(row, kernel, smooth);
            Convolve(slopes, kernel, spread);
            double all = 0, dot = 0, filtered = 0;
            for (int x = reach + 1; x < width - reach - 1; x++)
            {
                all += slopes[x] * slopes[x];
                dot += slopes[x] * smooth[x];
                filtered += spread[x] * spread[x];
            }

            double signal = all - ((width - (2 * reach) - 2) * noise * noise / 2 * slopeOfKernel);
            if (!(signal > LeastSignal * all) || !(all > 0))
                continue;
            squares.Add(dot / signal * (dot / signal));
            variances.Add(1.5 * noise * noise * filtered / (signal * signal));
        }

        if (squares.Count < height / 4)
            return null;
        squares.Sort();
        double variance = (OfMedian * squares[squares.Count / 2]) - variances.Average();
        return Math.Sqrt(Math.Max(0, variance) / 1.5);
    }

    private static double[] Kernel(double deviation)
    {
        int reach = (int)Math.Ceiling(3 * deviation);
        double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1)
            .Select(k => Math.Exp(-k * k / (2 * deviation * deviation)))];
        double sum = kernel.Sum();
        return [.. kernel.Select(value => value / sum)];
    }

    private static double At(double[] kernel, int k) => k >= 0 && k < kernel.Length ? kernel[k] : 0;

    private static void Convolve(double[] row, double[] kernel, double[] result)
    {
        int reach = kernel.Length / 2;
        Array.Clear(result);
        for (int x = reach; x < row.Length - reach; x++)
        {
            double sum = 0;
            for (int k = 0; k < kernel.Length; k++)
                sum += kernel[k] * row[x + k - reach];
            result[x] = sum;
        }
    }
}
