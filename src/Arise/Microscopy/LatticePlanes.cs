using System.Runtime.CompilerServices;
using Arise.Numerics;

namespace Arise.Microscopy;

/// <summary>
/// The spacing of the lattice planes that an image shows first: the inverse of the lowest spatial frequency at which
/// the power spectrum has spots in two directions.
/// </summary>
/// <remarks>
/// Before, slow background is taken away, and the brightest and darkest places are cut, which otherwise hide the
/// lattice: a cluster of heavy atoms has more power than all of graphene. The spectrum is the mean over Hann windows
/// that overlap by half. A spot counts by how far it is above the median of the frequencies around its radius, and
/// a radius by the weaker of the two best spots that are not in one line, so that neither scan lines nor one set of
/// planes pass for a lattice.
/// </remarks>
internal static class LatticePlanes
{
    private const int LargestWindow = 512;
    private const int SmallestWindow = 32;
    private const int MostWindows = 7;

    // A lattice has to repeat itself in a window.
    private const double FewestPeriods = 4;

    // Planes of fewer pixels cannot be seen.
    private const double LeastPixels = 2.4;

    // Of noise alone the second best spot is at most about five times the median.
    private const double LeastRatio = 8;
    private const double LeastShare = 0.35;
    private const double LeastAngle = 25 * Math.PI / 180;
    private const int LevelSample = 1000;
    private const double CutShare = 0.03;
    private const float LeastVariance = 1e-3f;

    /// <summary>The spacing of the planes in pixels; null without spots.</summary>
    /// <param name="values">Values [row, column], of any level.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double? Find(
        float[] values, int width, int height, int threads = 0, CancellationToken cancellation = default)
    {
        int side = 1 << Math.Min((int)Math.Log2(LargestWindow), (int)Math.Log2(Math.Min(width, height)));
        if (side < SmallestWindow)
            return null;
        float[] leveled = Leveled(values, width, height, side, threads);
        double[] power = Spectrum(leveled, width, height, side, threads, cancellation);
        return new Spots(Smoothed(power, side), side).Lowest();
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

    /// <summary>The power [frequency down, across], a mean over windows of some side.</summary>
    internal static double[] Spectrum(
        float[] values, int width, int height, int side, int threads, CancellationToken cancellation)
    {
        float[] hann = [.. Enumerable.Range(0, side)
            .Select(k => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (k + 0.5) / side))))];
        int[] lefts = Origins(width, side), tops = Origins(height, side);
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
                for (int y = 0; y < side; y++)
                {
                    foreach (float value in values.AsSpan(start + (y * width), side))
                        (mean, square) = (mean + value, square + ((double)value * value));
                }

                mean /= (double)side * side;
                double variance = (square / ((double)side * side)) - (mean * mean);
                if (!(variance > 0))
                    continue;
                // Windows count alike, whatever their contrast.
                float scale = (float)(1 / Math.Sqrt(variance));
                Array.Clear(imaginary);
                for (int k = 0; k < real.Length; k++)
                {
                    (int y, int x) = Math.DivRem(k, side);
                    float value = (float)(values[start + (y * width) + x] - mean) * scale;
                    real[k] = value * hann[x] * hann[y];
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

    // A spot of a Hann window is three frequencies wide.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double[] Smoothed(double[] power, int side)
    {
        var smoothed = new double[power.Length];
        for (int v = 0; v < side; v++)
        {
            for (int dv = -1; dv <= 1; dv++)
            {
                // The side is a power of two.
                int row = ((v + dv) & (side - 1)) * side;
                for (int u = 0; u < side; u++)
                {
                    smoothed[(v * side) + u] +=
                        power[row + ((u - 1) & (side - 1))] + power[row + u] + power[row + ((u + 1) & (side - 1))];
                }
            }
        }

        return smoothed;
    }

    private sealed class Spots
    {
        private readonly double[] _power;
        // Half of the frequencies, the lowest first: the squared radius in the upper bits, then the index.
        private readonly long[] _half;
        private readonly int _side;

        public Spots(double[] power, int side)
        {
            (_power, _side) = (power, side);
            _half = new long[(side * ((side / 2) + 1)) - (side / 2)];
            int count = 0;
            for (int v = 0; v < side; v++)
            {
                for (int u = 0; u <= side / 2; u++)
                {
                    int fy = v <= side / 2 ? v : v - side;
                    if (u > 0 || fy > 0)
                        _half[count++] = ((long)((u * u) + (fy * fy)) << 32) | (uint)((v * side) + u);
                }
            }

            Array.Sort(_half);
        }

        private double Radius(int k) => Math.Sqrt(_half[k] >> 32);

        private double Power(int k) => _power[(int)_half[k]];

        private double Angle(int k)
        {
            (int v, int u) = Math.DivRem((int)_half[k], _side);
            return Math.Atan2(v <= _side / 2 ? v : v - _side, u);
        }

        public double? Lowest()
        {
            var radii = new List<(double Score, double Ratio, double Spot)>();
            var at = new List<double>();
            for (double radius = FewestPeriods; radius < _side / LeastPixels; radius += Math.Max(0.5, 0.03 * radius))
            {
                at.Add(radius);
                radii.Add(At(radius));
            }

            double greatest = radii.Where(found => found.Ratio >= LeastRatio).Select(found => found.Score)
                .DefaultIfEmpty(0).Max();
            int first = radii.FindIndex(found => found.Ratio >= LeastRatio && found.Score >= LeastShare * greatest);
            if (first < 0 || greatest <= 0)
                return null;
            // The flank of a spot comes before its top.
            (double Score, double Ratio, double Spot) top = radii
                .Skip(first)
                .TakeWhile((_, k) => at[first + k] <= 1.25 * at[first])
                .MaxBy(found => found.Score);
            return _side / top.Spot;
        }

        private (double Score, double Ratio, double Spot) At(double radius)
        {
            double reach = Math.Max(0.08 * radius, 0.8);
            (int first, int end) = Between(radius - reach, radius + reach);
            if (end - first < 3)
                return default;
            int best = Highest(first, end, null);
            int second = Highest(first, end, best);
            double level = Level(radius);
            if (second < 0 || !(level > 0))
                return default;
            double power = Power(second);
            return (power - level, power / level, 0.5 * (Center(best) + Center(second)));
        }

        // The point of highest power, away from the direction of another one; -1 where there is none.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Highest(int first, int end, int? other)
        {
            int best = -1;
            for (int k = first; k < end; k++)
            {
                if ((best < 0 || Power(k) > Power(best))
                    && (other is not { } from || Turn(Angle(k), Angle(from)) > LeastAngle))
                {
                    best = k;
                }
            }

            return best;
        }

        // The median around a radius.
        private double Level(double radius)
        {
            (int first, int end) = Between(0.6 * radius, 1.6 * radius);
            int step = Math.Max(1, (end - first) / LevelSample);
            double[] around = new double[(end - first) / step];
            for (int k = 0; k < around.Length; k++)
                around[k] = Power(first + (k * step));
            Array.Sort(around);
            return around.Length == 0 ? 0 : around[around.Length / 2];
        }

        // The radius of a spot between the frequencies of the transform.
        private double Center(int index)
        {
            double sum = 0, moment = 0, radius = Radius(index);
            (int first, int end) = Between(radius - 1.5, radius + 1.5);
            for (int k = first; k < end; k++)
            {
                if (Turn(Angle(k), Angle(index)) * radius > 1.5)
                    continue;
                sum += Power(k);
                moment += Power(k) * Radius(k);
            }

            return moment / sum;
        }

        private (int First, int End) Between(double low, double high) => (First(low), First(Math.BitIncrement(high)));

        // The first point of at least some radius.
        private int First(double radius)
        {
            (int low, int high) = (0, _half.Length);
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = Radius(middle) < radius ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        // Angle between two lines, 0 to 90 degrees.
        private static double Turn(double a, double b)
        {
            double turn = Math.Abs(a - b) % Math.PI;
            return Math.Min(turn, Math.PI - turn);
        }
    }
}
