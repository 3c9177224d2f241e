namespace Arise.Imaging;

/// <summary>
/// Sums slow things on every fourth pixel of an image and fills the pixels between them bilinearly.
/// </summary>
internal sealed class CoarseRaster
{
    private const int Step = 4;
    private const double Reach = 3.2;
    private readonly int _columns;
    private readonly int _rows;
    private readonly float[] _values;

    /// <summary>A raster of zeros.</summary>
    public CoarseRaster(int width, int height)
    {
        (_columns, _rows) = ((width / Step) + 2, (height / Step) + 2);
        _values = new float[_columns * _rows];
    }

    /// <summary>Adds a round Gaussian.</summary>
    /// <param name="x">Column of its center.</param>
    /// <param name="y">Row of its center.</param>
    /// <param name="deviation">Deviation, pixels.</param>
    /// <param name="height">Its value at the center.</param>
    public void AddGaussian(double x, double y, double deviation, double height)
    {
        (x, y, double width) = (x / Step, y / Step, deviation / Step);
        double reach = Reach * width, factor = 1 / (2 * width * width);
        int left = Math.Max(0, (int)(x - reach)), right = Math.Min(_columns - 1, (int)(x + reach) + 1);
        for (int row = Math.Max(0, (int)(y - reach)); row <= Math.Min(_rows - 1, (int)(y + reach) + 1); row++)
        {
            // exp(-f (c + 1 - x)^2) is exp(-f (c - x)^2) times a ratio that itself falls by a constant one.
            double value = height * Math.Exp(-factor * (((row - y) * (row - y)) + ((left - x) * (left - x))));
            double ratio = Math.Exp(-factor * ((2 * (left - x)) + 1)), fall = Math.Exp(-2 * factor);
            for (int column = left; column <= right; column++)
            {
                _values[(row * _columns) + column] += (float)value;
                value *= ratio;
                ratio *= fall;
            }
        }
    }

    /// <summary>Adds the raster to an image [row, column].</summary>
    public void AddTo(float[] image, int width, int height)
    {
        for (int row = 0; row < height; row++)
        {
            int i = row / Step * _columns;
            float t = row % Step / (float)Step;
            for (int column = 0; column < width; column++)
            {
                int j = i + (column / Step);
                float s = column % Step / (float)Step;
                float upper = _values[j] + (s * (_values[j + 1] - _values[j]));
                float lower = _values[j + _columns] + (s * (_values[j + _columns + 1] - _values[j + _columns]));
                image[(row * width) + column] += upper + (t * (lower - upper));
            }
        }
    }
}
