using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// Image of one column: a Gaussian that may be elliptic (astigmatism), and a weak round one of three times its width
/// (the tails of the probe).
/// </summary>
internal sealed class Probe
{
    // The tails are slow: they are summed on a coarse raster.
    private const int Coarse = 4;
    private readonly double _xx;
    private readonly double _xy;
    private readonly double _yy;
    private readonly double _tail;
    private readonly double _tailWidth;
    private readonly double _reach;

    /// <summary>Draws a probe.</summary>
    /// <param name="width">Deviation of the Gaussian, pixels.</param>
    /// <param name="draws">Random numbers.</param>
    public Probe(double width, Draws draws)
    {
        double ratio = draws.Chance(0.4) ? draws.Uniform(1, 1.3) : 1;
        (double sin, double cos) = Math.SinCos(draws.Uniform(0, Math.PI));
        double a = 1 / (2 * width * width * ratio), b = ratio / (2 * width * width);
        (_xx, _xy, _yy) = ((a * cos * cos) + (b * sin * sin), 2 * (a - b) * sin * cos, (a * sin * sin) + (b * cos * cos));
        _reach = 4 * width * Math.Sqrt(ratio);
        (_tail, _tailWidth) = (draws.Chance(0.7) ? draws.Uniform(0, 0.08) : 0, 3 * width);
    }

    /// <summary>Adds the images of atoms, of height <see cref="PlaneSite.Weight"/> each.</summary>
    public void Render(
        IEnumerable<PlaneSite> atoms, ScanDistortion distortion, float[] image, int width, int height)
    {
        int columns = (width / Coarse) + 2, rows = (height / Coarse) + 2;
        float[] tails = new float[columns * rows];
        foreach (PlaneSite atom in atoms)
        {
            Add(atom, distortion, image, width, height);
            if (_tail > 0)
                AddTail(atom, tails, columns, rows);
        }

        if (_tail > 0)
            Spread(tails, columns, image, width, height);
    }

    private void Add(PlaneSite atom, ScanDistortion distortion, float[] image, int width, int height)
    {
        int first = Math.Max(0, (int)(atom.Y - _reach)), last = Math.Min(height - 1, (int)(atom.Y + _reach) + 1);
        for (int row = first; row <= last; row++)
        {
            double y = row - atom.Y, center = atom.X + distortion.Jitter(row);
            int left = Math.Max(0, (int)(center - _reach)), right = Math.Min(width - 1, (int)(center + _reach) + 1);
            for (int column = left; column <= right; column++)
            {
                double x = column - center;
                image[(row * width) + column] +=
                    (float)(atom.Weight * Math.Exp(-(_xx * x * x) - (_xy * x * y) - (_yy * y * y)));
            }
        }
    }

    private void AddTail(PlaneSite atom, float[] tails, int columns, int rows)
    {
        double x = atom.X / Coarse, y = atom.Y / Coarse, width = _tailWidth / Coarse, reach = 3 * width;
        double factor = 1 / (2 * width * width);
        for (int row = Math.Max(0, (int)(y - reach)); row <= Math.Min(rows - 1, (int)(y + reach) + 1); row++)
        {
            double across = Math.Exp(-factor * (row - y) * (row - y)) * _tail * atom.Weight;
            int right = Math.Min(columns - 1, (int)(x + reach) + 1);
            for (int column = Math.Max(0, (int)(x - reach)); column <= right; column++)
                tails[(row * columns) + column] += (float)(across * Math.Exp(-factor * (column - x) * (column - x)));
        }
    }

    // Bilinear between the points of the coarse raster.
    private static void Spread(float[] tails, int columns, float[] image, int width, int height)
    {
        for (int row = 0; row < height; row++)
        {
            int i = row / Coarse;
            float t = row % Coarse / (float)Coarse;
            for (int column = 0; column < width; column++)
            {
                int j = (i * columns) + (column / Coarse);
                float s = column % Coarse / (float)Coarse;
                float upper = tails[j] + (s * (tails[j + 1] - tails[j]));
                float lower = tails[j + columns] + (s * (tails[j + columns + 1] - tails[j + columns]));
                image[(row * width) + column] += upper + (t * (lower - upper));
            }
        }
    }
}
