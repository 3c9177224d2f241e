using System.Numerics;
using System.Runtime.CompilerServices;
using Arise.Microscopy.Pixels;
using Arise.Numerics;

namespace Arise.Microscopy.Lattices;

/// <summary>
/// The spacing of the lattice planes that an image shows first: the inverse of the lowest spatial frequency at which
/// the power spectrum has spots in two directions.
/// </summary>
/// <remarks>
/// Before, slow background is taken away, and the brightest and darkest places are cut, which otherwise hide the
/// lattice: a cluster of heavy atoms has more power than all of graphene. Contrast is made even. The spectrum is the
/// mean over Hann windows that overlap by half; <see cref="LatticeSpots"/> looks for the spots.
/// </remarks>
internal static class LatticePlanes
{
    private const int LargestWindow = 512;
    private const int SmallestWindow = 32;
    private const int MostWindows = 7;

    private const double CutShare = 0.03;
    private const float LeastVariance = 1e-3f;

    /// <summary>
    /// The spacing of the planes in pixels and how many times stronger than needed their spots are, or the inverse
    /// radius of a diffuse ring; null without either.
    /// </summary>
    /// <param name="values">Values [row, column], of any level.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (double? Spots, double Strength, double? Ring) Find(
        float[] values, int width, int height, int threads = 0, CancellationToken cancellation = default)
    {
        int extent = Math.Min(LargestWindow, Math.Min(width, height));
        if (extent < SmallestWindow)
            return default;
        int side = (int)BitOperations.RoundUpToPowerOf2((uint)extent);
        bool fallsOff = !PixelNoise.IsWhite(values, width, height);
        // Zeros around a window add slopes of its own to what falls off by many powers of ten.
        if (fallsOff && extent < side)
            extent = side /= 2;
        float[] leveled = Leveled(values, width, height, extent, threads);
        double[] power = Spectrum(leveled, width, height, extent, side, threads, cancellation);
        var spots = new LatticeSpots(
            Smoothed(power, side, (int)Math.Round((double)side / extent)), side, (double)side / extent, fallsOff);
        return spots.Lowest() is { } lowest
            ? (lowest.Planes, lowest.Strength, null)
            : (null, 0, fallsOff ? spots.Ring() : null);
    }

    /// <summary>The image without slow background, its brightest and darkest places cut.</summary>
    internal static float[] Leveled(float[] values, int width, int height, int side, int threads)
    {
        float[] smooth = GaussianBlur.Of(values, width, height, 2, threads);
        float[] sample = PixelSample.Sorted(smooth);
        float low = sample[(int)(CutShare * sample.Length)], high = sample[(int)((1 - CutShare) * sample.Length)];
        var leveled = new float[values.Length];
        for (int k = 0; k < values.Length; k++)
            leveled[k] = values[k] - Math.Max(0, smooth[k] - high) + Math.Max(0, low - smooth[k]);
        float[] slow = GaussianBlur.Slow(leveled, width, height, side / 12.0, threads);
        for (int k = 0; k < values.Length; k++)
            leveled[k] -= slow[k];
        // Contrast made even: an edge or a few bright places must not hide the rest.
        float[] squares = Array.ConvertAll(leveled, value => value * value);
        squares = GaussianBlur.Slow(squares, width, height, side / 12.0, threads);
        float least = LeastVariance * squares.Max();
        if (least > 0)
        {
            for (int k = 0; k < values.Length; k++)
                leveled[k] /= MathF.Sqrt(Math.Max(squares[k], least));
        }

        return leveled;
    }

    /// <summary>
    /// The power [frequency down, across], a mean over windows of some extent, with zeros up to the side of the
    /// transform, a power of two.
    /// </summary>
    internal static double[] Spectrum(
        float[] values, int width, int height, int extent, int side, int threads, CancellationToken cancellation)
    {
        float[] hann = [.. Enumerable.Range(0, extent)
            .Select(k => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (k + 0.5) / extent))))];
        int[] lefts = Origins(width, extent), tops = Origins(height, extent);
        var rows = new double[tops.Length][];
        Parallel.For(0, tops.Length, ThreadCount.Parallel(threads, cancellation), row =>
        {
            var fourier = new PlaneFourier(side);
            float[] real = new float[side * side], imaginary = new float[side * side];
            var power = rows[row] = new double[side * side];
            foreach (int left in lefts)
            {
                int start = (tops[row] * width) + left;
                double mean = 0, square = 0;
                for (int y = 0; y < extent; y++)
                {
                    foreach (float value in values.AsSpan(start + (y * width), extent))
                        (mean, square) = (mean + value, square + ((double)value * value));
                }

                mean /= (double)extent * extent;
                double variance = (square / ((double)extent * extent)) - (mean * mean);
                if (!(variance > 0))
                    continue;
                // Windows count alike, whatever their contrast.
                float scale = (float)(1 / Math.Sqrt(variance));
                Array.Clear(imaginary);
                Array.Clear(real);
                for (int y = 0; y < extent; y++)
                {
                    for (int x = 0; x < extent; x++)
                    {
                        float value = (float)(values[start + (y * width) + x] - mean) * scale;
                        real[(y * side) + x] = value * hann[x] * hann[y];
                    }
                }

                fourier.Forward(real, imaginary);
                for (int k = 0; k < real.Length; k++)
                    power[k] += (real[k] * real[k]) + (imaginary[k] * imaginary[k]);
            }
        });
        var sum = new double[side * side];
        foreach (double[] power in rows)
        {
            for (int k = 0; k < sum.Length; k++)
                sum[k] += power[k];
        }

        return sum;
    }

    /// <summary>Where windows begin along a side of the image.</summary>
    internal static int[] Origins(int length, int side)
    {
        int count = Math.Clamp((2 * length / side) - 1, 1, MostWindows);
        return count == 1
            ? [(length - side) / 2]
            : [.. Enumerable.Range(0, count).Select(k => (int)((long)k * (length - side) / (count - 1)))];
    }

    // A spot of a Hann window is three frequencies wide, of one with zeros around it five.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double[] Smoothed(double[] power, int side, int reach = 1)
    {
        var smoothed = new double[power.Length];
        for (int v = 0; v < side; v++)
        {
            for (int dv = -reach; dv <= reach; dv++)
            {
                // The side is a power of two.
                int row = ((v + dv) & (side - 1)) * side;
                for (int u = 0; u < side; u++)
                {
                    for (int du = -reach; du <= reach; du++)
                        smoothed[(v * side) + u] += power[row + ((u + du) & (side - 1))];
                }
            }
        }

        return smoothed;
    }
}
