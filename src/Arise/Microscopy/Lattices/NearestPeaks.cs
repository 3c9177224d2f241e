using System.Runtime.CompilerServices;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Lattices;

/// <summary>Peaks of an image, and how far the nearest ones are apart.</summary>
internal static class NearestPeaks
{
    private const double ClearHeight = 12;
    private const double NoiseHeight = 6;
    private const double LeastHeight = 0.12;
    private const double MostHeight = 0.4;

    // Width of the blobs in spacings of planes.
    private static readonly double[] Sizes = [0.12, 0.15, 0.19];

    /// <summary>Mean distance of a peak from those next to it, pixels; null with fewer than four peaks.</summary>
    /// <param name="values">Image in which atoms are peaks.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="planes">Spacing of lattice planes, pixels.</param>
    /// <param name="usable">Which pixels count.</param>
    /// <param name="noise">Standard deviation of the noise of a pixel of the image.</param>
    /// <param name="threads">Threads.</param>
    public static double? Distance(
        float[] values, int width, int height, double planes, bool[] usable, double noise, int threads)
    {
        (List<(int X, int Y, float Value)> peaks, double least) = Clear(values, width, height, planes, noise, threads);
        if (peaks.Count == 0)
            return null;
        List<(int X, int Y, float Value)> atoms = [.. peaks.Where(
            peak => peak.Value > least && usable[(peak.Y * width) + peak.X])];
        if (atoms.Count < 4)
            return null;
        var grid = new PointGrid(2 * planes, width, height);
        foreach ((int x, int y, _) in atoms)
            grid.Add(x, y);
        double[] distances = [.. atoms.Select(peak => grid.Nearest(peak.X, peak.Y, 2 * planes)).Order()];
        double start = distances[distances.Length / 2];
        return double.IsFinite(start)
            ? Shell([.. atoms.Select(peak => ((double)peak.X, (double)peak.Y))], start, width, height)
            : null;
    }

    /// <summary>The mean distance in the first shell of atoms, pixels.</summary>
    /// <param name="points">The atoms.</param>
    /// <param name="estimate">What it was taken for before they were found; where most nearest ones are far from it,
    /// these count.</param>
    /// <param name="image">The image that they are in.</param>
    public static double Shell((double X, double Y)[] points, double estimate, MicroscopeImage image)
    {
        double reach = 3 * estimate;
        var grid = new PointGrid(reach, image.Width, image.Height);
        foreach ((double x, double y) in points)
            grid.Add(x, y);
        double[] nearest = [.. points.Select(point => grid.Nearest(point.X, point.Y, reach)).Order()];
        double median = nearest.Length > 0 ? nearest[nearest.Length / 2] : double.PositiveInfinity;
        bool isOther = double.IsFinite(median) && Math.Abs(Math.Log(median / estimate)) > Math.Log(1.3);
        return Shell(points, isOther ? median : estimate, image.Width, image.Height);
    }

    /// <summary>
    /// The mean distance in the first shell of points, pixels: that of the nearest point alone is too short, the more
    /// the noise is.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="radius">About what it is.</param>
    /// <param name="width">Points have x from 0 to this.</param>
    /// <param name="height">Points have y from 0 to this.</param>
    public static double Shell((double X, double Y)[] points, double radius, int width, int height)
    {
        var grid = new PointGrid(1.5 * radius, width, height);
        foreach ((double x, double y) in points)
            grid.Add(x, y);
        for (int turn = 0; turn < 4; turn++)
        {
            double sum = 0;
            int count = 0;
            foreach ((double x, double y) in points)
            {
                foreach (double distance in grid.Within(x, y, 1.3 * radius))
                {
                    if (distance > 0.75 * radius)
                        (sum, count) = (sum + distance, count + 1);
                }
            }

            radius = count > 0 ? sum / count : radius;
        }

        return radius;
    }

    // Blobs as small as the noise allows, so that pairs of atoms are not taken for one, and the height above which they
    // are atoms: a part of the typical height of the bright ones, the less the clearer the image is, so that a second
    // kind of atoms counts. There is at least an atom for every square of planes; the higher half of so many are atoms.
    private static (List<(int X, int Y, float Value)> Peaks, double Least) Clear(
        float[] values, int width, int height, double planes, double noise, int threads)
    {
        List<(int X, int Y, float Value)> peaks = [];
        double least = 0;
        foreach (double share in Sizes)
        {
            double sigma = Math.Max(1, share * planes);
            float[] blobs = GaussianBlur.BlobResponse(values, width, height, sigma, threads);
            peaks = Of(blobs, width, height, 2 * share * planes);
            if (peaks.Count == 0)
                continue;
            int cells = Math.Clamp((int)(width * height / (2 * planes * planes)), 1, peaks.Count);
            double typical = peaks[cells / 2].Value, noisy = noise * GaussianBlur.BlobNoise(sigma);
            least = Math.Clamp(NoiseHeight * noisy, LeastHeight * typical, MostHeight * typical);
            if (typical > ClearHeight * noisy)
                break;
        }

        return (peaks, least);
    }

    /// <summary>
    /// Local maxima above zero, the highest first; of two closer than a distance the lower one is left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<(int X, int Y, float Value)> Of(float[] values, int width, int height, double distance)
    {
        var maxima = new List<(int X, int Y, float Value)>();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float value = values[(y * width) + x];
                if (value > 0 && IsMaximum(values, width, height, x, y, value))
                    maxima.Add((x, y, value));
            }
        }

        maxima.Sort((a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value)
            : a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.X.CompareTo(b.X));
        var grid = new PointGrid(Math.Max(1, distance), width, height);
        var kept = new List<(int X, int Y, float Value)>();
        foreach ((int X, int Y, float Value) peak in maxima)
        {
            if (grid.Nearest(peak.X, peak.Y, distance) < distance)
                continue;
            grid.Add(peak.X, peak.Y);
            kept.Add(peak);
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsMaximum(float[] values, int width, int height, int x, int y, float value)
    {
        for (int v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
        {
            for (int u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
            {
                // Of equal neighbors the first counts.
                bool isBefore = v < y || (v == y && u < x);
                if (isBefore ? values[(v * width) + u] >= value : values[(v * width) + u] > value)
                    return false;
            }
        }

        return true;
    }
}
