using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Arise.Numerics;

namespace Arise.Microscopy.Pixels;

/// <summary>
/// Removes noise from images of lattices: in overlapping windows of about twenty spacings every Fourier coefficient F
/// is multiplied by <c>max(0, 1 - k N / |F|^2)</c>, where N is the power of the noise, and by zero outside the band
/// where atoms are. So what repeats itself within a window stays, and single pixels go. (A Wiener filter of local
/// spectra.)
/// </summary>
/// <remarks>
/// Windows are Hann windows; they overlap by three quarters, and each adds its result times the window. The noise is
/// white; beyond the edges the image is zero; N is the mean power beyond 2.2 / spacing. It is never taken for less than
/// what the caller measured, because an image that was smoothed before has no noise there.
/// </remarks>
internal static class LocalFourierFilter
{
    private const double Suppression = 3;
    private const double LowestFrequency = 0.35;
    private const double HighestFrequency = 2;
    private const double NoiseFrequency = 2.2;
    private const int Overlap = 4;

    /// <summary>Side of the windows: the power of two nearest to twenty spacings, at most 256.</summary>
    public static int WindowOf(double spacing) =>
        1 << Math.Clamp((int)Math.Round(Math.Log2(20 * spacing)), 5, 8);

    /// <summary>Filters an image of mean 0.</summary>
    /// <param name="values">Values [row, column].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="spacing">Distance of nearest atoms, pixels.</param>
    /// <param name="noiseVariance">Least variance of the noise of a pixel.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="progress">Is told of every row of windows.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The filtered image, and the share of the noise's variance that is left in it.</returns>
    public static (float[] Values, double NoiseLeft) Apply(
        float[] values,
        int width,
        int height,
        double spacing,
        double noiseVariance,
        int threads = 0,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        int window = WindowOf(spacing), step = window / Overlap;
        float[] hann = [.. Enumerable.Range(0, window)
            .Select(k => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (k + 0.5) / window))))];
        int rows = Count(height, window, step), columns = Count(width, window, step);
        var sums = new float[values.Length];
        double left = 0;
        int done = 0;
        // Rows of windows that do not overlap are worked on at a time; each pixel is added to in a fixed order.
        for (int phase = 0; phase < Overlap; phase++)
        {
            int first = phase;
            int count = (rows - first + Overlap - 1) / Overlap;
            if (count <= 0)
                continue;
            var shares = new double[count];
            Parallel.For(
                0, count, ThreadCount.Parallel(threads, cancellation),
                () => new Window(window, spacing, hann, noiseVariance),
                (k, _, worker) =>
                {
                    int y = (step * (first + (k * Overlap))) - window + step;
                    for (int column = 0; column < columns; column++)
                    {
                        worker.Load(values, width, height, (step * column) - window + step, y);
                        shares[k] += worker.Filter();
                        worker.Add(sums, width, height, (step * column) - window + step, y);
                    }

                    progress?.Report((Interlocked.Increment(ref done), rows));
                    return worker;
                },
                _ => { });
            left += shares.Sum();
        }

        // The sum of the squared windows is the same at every pixel.
        float norm = 0;
        for (int k = 0; k < window; k += step)
            norm += hann[k] * hann[k];
        Parallel.For(0, height, ThreadCount.Parallel(threads, cancellation), y =>
        {
            for (int x = 0; x < width; x++)
                sums[(y * width) + x] /= norm * norm;
        });
        return (sums, left / ((double)rows * columns));
    }

    private static int Count(int length, int window, int step) => ((length + window - step - 1) / step) + 1;

    private sealed class Window
    {
        private readonly int _side;
        private readonly float[] _hann;
        private readonly float[] _real, _imaginary, _line;
        private readonly PlaneFourier _fourier;
        private readonly byte[] _kind; // 1: band of the atoms, 2: noise
        private readonly double _leastNoise;
        private readonly double _windowPower;

        public Window(int side, double spacing, float[] hann, double noiseVariance)
        {
            (_side, _hann) = (side, hann);
            (_real, _imaginary, _line) = (new float[side * side], new float[side * side], new float[side]);
            _fourier = new PlaneFourier(side);
            _kind = new byte[side * side];
            double power = hann.Sum(weight => (double)weight * weight);
            _windowPower = power * power;
            _leastNoise = noiseVariance * _windowPower;
            for (int v = 0; v < side; v++)
            {
                for (int u = 0; u < side; u++)
                {
                    double fx = Frequency(u), fy = Frequency(v);
                    double frequency = Math.Sqrt((fx * fx) + (fy * fy));
                    double perSpacing = frequency * spacing;
                    if (perSpacing is > LowestFrequency and < HighestFrequency)
                        _kind[(v * side) + u] = 1;
                    else if (perSpacing > NoiseFrequency && frequency < 0.5)
                        _kind[(v * side) + u] = 2;
                }
            }
        }

        private double Power(int k) => (_real[k] * _real[k]) + (_imaginary[k] * _imaginary[k]);

        private double Frequency(int index) => (index < _side / 2 ? index : index - _side) / (double)_side;

        // The window without its mean; beyond the edges are zeros.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Load(float[] values, int width, int height, int left, int top)
        {
            int first = Math.Max(0, -left), count = Math.Min(_side, width - left) - first;
            double mean = 0;
            for (int y = 0; y < _side; y++)
            {
                Span<float> row = _real.AsSpan(y * _side, _side);
                row.Clear();
                if (top + y < 0 || top + y >= height || count <= 0)
                    continue;
                Span<float> inside = row.Slice(first, count);
                ReadOnlySpan<float> given = values.AsSpan(((top + y) * width) + left + first, count);
                TensorPrimitives.Multiply(given, _hann.AsSpan(first, count), inside);
                TensorPrimitives.Multiply(inside, _hann[y], inside);
                foreach (float value in inside)
                    mean += value;
            }

            double sum = _hann.Sum(weight => (double)weight);
            float level = (float)(mean / (sum * sum));
            for (int y = 0; y < _side; y++)
            {
                Span<float> row = _real.AsSpan(y * _side, _side);
                TensorPrimitives.Multiply(_hann, -level * _hann[y], _line);
                TensorPrimitives.Add(row, _line, row);
            }

            Array.Clear(_imaginary);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Filter()
        {
            _fourier.Forward(_real, _imaginary);
            double noise = 0;
            int noisy = 0, inBand = 0;
            for (int k = 0; k < _real.Length; k++)
            {
                if (_kind[k] == 2)
                    (noise, noisy) = (noise + Power(k), noisy + 1);
            }

            noise = Math.Max(noisy == 0 ? 0 : noise / noisy, _leastNoise);
            double left = 0;
            float scale = 1f / _real.Length;
            for (int k = 0; k < _real.Length; k++)
            {
                double power = Power(k);
                double gain = _kind[k] == 1 && power > 0 ? Math.Max(0, 1 - (Suppression * noise / power)) : 0;
                inBand += _kind[k] == 1 ? 1 : 0;
                left += gain * gain;
                _real[k] *= (float)gain * scale;
                _imaginary[k] *= (float)gain * scale;
            }

            _fourier.Inverse(_real, _imaginary);
            return left / Math.Max(1, inBand);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(float[] sums, int width, int height, int left, int top)
        {
            for (int y = Math.Max(0, -top); y < Math.Min(_side, height - top); y++)
            {
                int row = (top + y) * width;
                for (int x = Math.Max(0, -left); x < Math.Min(_side, width - left); x++)
                    sums[row + left + x] += _real[(y * _side) + x] * _hann[x] * _hann[y];
            }
        }
    }
}
