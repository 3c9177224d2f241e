namespace Arise.Microscopy;

/// <summary>
/// The highest spatial frequency that an image still shows: spots of its power spectrum are compared with the medians
/// of the frequencies around them, and of the row and the column that they are in, which are noise and streaks.
/// </summary>
internal static class InformationLimit
{
    private const int LargestWindow = 256, SmallestWindow = 32;
    private const double FewestPeriods = 4;

    // Of noise alone the strongest spot of one window is at most about 6 times the median; windows are averaged.
    private const double RatioOfOne = 8;

    /// <summary>The frequency, 1/pixel; 0 if no spot stands out.</summary>
    /// <param name="values">Intensities [row, column], all finite.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double Of(float[] values, int width, int height, int threads, CancellationToken cancellation)
    {
        int side = 1 << Math.Min((int)Math.Log2(LargestWindow), (int)Math.Log2(Math.Min(width, height)));
        if (side < SmallestWindow)
            return 0;
        float[] slow = GaussianBlur.Slow(values, width, height, side / 12.0, threads);
        float[] flat = new float[values.Length];
        for (int k = 0; k < flat.Length; k++)
            flat[k] = values[k] - slow[k];
        double[] power = LatticePlanes.Smoothed(
            LatticePlanes.Spectrum(flat, width, height, side, threads, cancellation), side);
        int windows = LatticePlanes.Origins(width, side).Length * LatticePlanes.Origins(height, side).Length;
        double least = 1 + ((RatioOfOne - 1) / Math.Sqrt(windows));

        // Displaced rows make streaks down, displaced columns streaks across.
        double[] across = Medians(power, side, isDown: false), down = Medians(power, side, isDown: true);
        var rings = new List<double>[(side / 2) + 1];
        var peaks = new List<(double Power, double Streak)>[rings.Length];
        for (int ring = 0; ring < rings.Length; ring++)
            (rings[ring], peaks[ring]) = ([], []);
        for (int v = 0; v < side; v++)
        {
            int y = v <= side / 2 ? v : v - side;

            // On the axes there are lines of the scan and edges of the image.
            for (int u = 2; u <= side / 2; u++)
            {
                int ring = (int)Math.Round(Math.Sqrt((u * u) + (y * y)));
                if (Math.Abs(y) < 2 || ring > side / 2)
                    continue;
                rings[ring].Add(power[(v * side) + u]);
                if (IsPeak(power, side, u, v))
                    peaks[ring].Add((power[(v * side) + u], Math.Max(across[v], down[u])));
            }
        }

        for (int ring = side / 2; ring >= FewestPeriods; ring--)
        {
            if (peaks[ring].Count == 0)
                continue;

            // Near the lowest frequencies spots fill a ring: the level is that of wider surroundings.
            int low = (int)(0.6 * ring), high = Math.Min(side / 2, (int)(1.6 * ring) + 1);
            double[] around = [.. Enumerable.Range(low, high - low + 1).SelectMany(near => rings[near])];
            Array.Sort(around);
            double median = around[around.Length / 2];
            if (peaks[ring].Exists(spot => spot.Power >= least * Math.Max(median, spot.Streak)))
                return (double)ring / side;
        }

        return 0;
    }

    private static bool IsPeak(double[] power, int side, int u, int v)
    {
        double here = power[(v * side) + u];
        for (int dv = -1; dv <= 1; dv++)
        {
            for (int du = -1; du <= 1; du++)
            {
                if (power[((v + dv + side) % side * side) + ((u + du + side) % side)] > here)
                    return false;
            }
        }

        return true;
    }

    // The median of each row, or column, of a spectrum.
    private static double[] Medians(double[] power, int side, bool isDown)
    {
        double[] line = new double[side], medians = new double[side];
        for (int k = 0; k < side; k++)
        {
            for (int i = 0; i < side; i++)
                line[i] = isDown ? power[(i * side) + k] : power[(k * side) + i];
            Array.Sort(line);
            medians[k] = line[side / 2];
        }

        return medians;
    }
}
