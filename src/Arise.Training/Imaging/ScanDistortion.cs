using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// How a scanned image differs from the sample: drift and fly-back move what later rows see, vibrations jitter single
/// rows.
/// </summary>
internal sealed class ScanDistortion
{
    private readonly double _height;
    private readonly double _shearX;
    private readonly double _shearY;
    private readonly double _bend;
    private readonly double _wave;
    private readonly double _waves;
    private readonly double _phase;
    private readonly double _flyBack;
    private readonly double _flyBackLength;
    private readonly double[] _jitter;

    /// <summary>Draws a distortion.</summary>
    /// <param name="height">Number of rows.</param>
    /// <param name="spacing">Nearest distance, pixels.</param>
    /// <param name="draws">Random numbers.</param>
    public ScanDistortion(int height, double spacing, Draws draws)
    {
        _height = height;
        (_shearX, _shearY) = (0.02 * draws.Normal(), 0.02 * draws.Normal());
        _bend = 0.01 * draws.Normal();
        _wave = draws.Chance(0.3) ? spacing * draws.Uniform(0, 0.08) : 0;
        (_waves, _phase) = (draws.Uniform(1, 8) * 2 * Math.PI / height, draws.Uniform(0, 2 * Math.PI));
        _flyBack = draws.Chance(0.3) ? spacing * draws.Uniform(0, 0.6) : 0;
        _flyBackLength = spacing * draws.Uniform(0.5, 3);
        double jitter = draws.Chance(0.6) ? spacing * draws.Uniform(0, 0.06) : 0;
        _jitter = new double[height];
        for (int row = 0; row < height; row++)
            _jitter[row] = jitter * draws.Normal();
    }

    /// <summary>Where a point of the sample lies in the image, apart from the jitter.</summary>
    public (double X, double Y) Move(double x, double y)
    {
        double t = y / _height;
        return (
            x + (_shearX * y) + (_bend * y * t) + (_wave * Math.Sin((_waves * y) + _phase))
                + (_flyBack * Math.Exp(-Math.Max(x, 0) / _flyBackLength)),
            y + (_shearY * y));
    }

    /// <summary>Shift of a row along it, pixels.</summary>
    public double Jitter(int row) => _jitter[row];
}
