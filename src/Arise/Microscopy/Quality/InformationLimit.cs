using Arise.Microscopy.Lattices;

namespace Arise.Microscopy.Quality;

/// <summary>
/// The highest spatial frequency that an image still shows: spots of its power spectrum are compared with the medians
/// of the frequencies around them, and of the row and the column that they are in, which are noise and streaks. A
/// lattice has spots in two directions; lines of the scan and the mains have one.
/// </summary>
internal static class InformationLimit
{
    private const int LargestWindow = 256, SmallestWindow = 32;
    private const double FewestPeriods = 4;
    private const double Reach = 0.08;
    private const double LeastAngle = 25 * Math.PI / 180;

    // Of noise alone the strongest spot of one window is about 3 to 4 times the median; windows are averaged.
    private const double RatioOfOne = 5;

    /// <summary>The frequency, 1/pixel; 0 if no spot stands out.</summary>
    /// <param name="values">Intensities [row, column], all finite.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="block">Pixels per side of blocks that become one pixel: higher frequencies do not count.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double Of(
        float[] values, int width, int height, int block, int threads, CancellationToken cancellation)
    {
        if (block > 1)
        {
            float[] means = Means(values, width, width / block, height / block, block);
            return Of(means, width / block, height / block, 1, threads, cancellation) / block;
        }

        if (Math.Min(width, height) < SmallestWindow)
            return 0;
        int side = 1 << Math.Min((int)Math.Log2(LargestWindow), (int)Math.Log2(Math.Min(width, height)));
        float[] flat = LatticePlanes.Leveled(values, width, height, side, threads);
        double[] power = LatticePlanes.Smoothed(
            LatticePlanes.Spectrum(flat, width, height, side, side, threads, cancellation), side);
        int windows = LatticePlanes.Origins(width, side).Length * LatticePlanes.Origins(height, side).Length;
        double least = 1 + ((RatioOfOne - 1) / Math.Sqrt(windows));

        // Displaced rows make streaks down, displaced columns streaks across.
        double[] across = Medians(power, side, isDown: false), down = Medians(power, side, isDown: true);
        var rings = new List<double>[(side / 2) + 1];
        var peaks = new List<(double Power, double Streak, double Angle)>[rings.Length];
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
                    peaks[ring].Add((power[(v * side) + u], Math.Max(across[v], down[u]), Math.Atan2(y, u)));
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
            double[] angles = [.. Enumerable.Range(0, side / 2)
                .Where(near => Math.Abs(near - ring) <= Math.Max(1, Reach * ring))
                .SelectMany(near => peaks[near])
                .Where(spot => spot.Power >= least * Math.Max(median, spot.Streak))
                .Select(spot => spot.Angle)];
            if (peaks[ring].Exists(spot => spot.Power >= least * Math.Max(median, spot.Streak)
                && angles.Any(angle => Apart(angle, spot.Angle) > LeastAngle)))
                return (double)ring / side;
        }

        return 0;
    }

    // Angle between two lines.
    private static double Apart(double a, double b)
    {
        double turn = Math.Abs(a - b) % Math.PI;
        return Math.Min(turn, Math.PI - turn);
    }

    private static float[] Means(float[] values, int stride, int width, int height, int block)
    {
        float[] means = new float[width * height];
        for (int y = 0; y < height * block; y++)
        {
            for (int x = 0; x < width * block; x++)
                means[(y / block * width) + (x / block)] += values[(y * stride) + x] / (block * block);
        }

        return means;
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
