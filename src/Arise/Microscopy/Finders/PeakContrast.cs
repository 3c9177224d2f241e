using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Finders;

/// <summary>
/// How far a place stands above its surroundings, in deviations of what noise alone gives: the sum over a Gaussian of
/// 0.25 spacings without the mean of its window of 0.75 spacings. The noise is measured around the place.
/// </summary>
internal sealed class PeakContrast
{
    private const double Width = 0.25;
    private const double Reach = 0.75;

    private readonly FlatImage _image;
    private readonly int _half;
    private readonly double[] _weights;
    private readonly double _norm;

    /// <summary>Prepares an image.</summary>
    public PeakContrast(FlatImage image)
    {
        _image = image;
        _half = Math.Max(1, (int)Math.Round(Reach * image.Spacing));
        int side = (2 * _half) + 1;
        double width = Math.Max(0.6, Width * image.Spacing);
        _weights = new double[side * side];
        for (int k = 0; k < _weights.Length; k++)
        {
            int x = (k % side) - _half, y = (k / side) - _half;
            _weights[k] = Math.Exp(-((x * x) + (y * y)) / (2 * width * width));
        }

        double mean = _weights.Average();
        for (int k = 0; k < _weights.Length; k++)
            _weights[k] -= mean;
        _norm = Math.Sqrt(_weights.Sum(weight => weight * weight));
    }

    /// <summary>The height of a place in deviations; infinite where there is no noise.</summary>
    public double At(double x, double y)
    {
        int width = _image.Width, height = _image.Height, side = (2 * _half) + 1;
        int column = Math.Clamp((int)Math.Round(x), 0, width - 1), row = Math.Clamp((int)Math.Round(y), 0, height - 1);
        float[] values = _image.Intensities;
        double sum = 0, noise = 0;
        int count = 0;
        for (int i = -_half; i <= _half; i++)
        {
            // Beyond the edges the image is reflected.
            int v = Inside(row + i, height);
            for (int j = -_half; j <= _half; j++)
            {
                int u = Inside(column + j, width);
                sum += _weights[((i + _half) * side) + j + _half] * values[(v * width) + u];
                if (u > 0 && v > 0 && u < width - 1 && v < height - 1)
                {
                    noise += PixelNoise.Squared(values, width, u, v);
                    count++;
                }
            }
        }

        double deviation = count > 0 ? _norm * Math.Sqrt(noise / count) : 0;
        return deviation > 0 ? sum / deviation : double.PositiveInfinity;
    }

    private static int Inside(int position, int length)
    {
        if (length == 1)
            return 0;
        int folded = Math.Abs(position) % (2 * (length - 1));
        return folded < length ? folded : (2 * (length - 1)) - folded;
    }
}
