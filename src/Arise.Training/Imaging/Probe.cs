using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// Image of one column: a Gaussian that may be elliptic (astigmatism), and a weak round one of three times its width
/// (the tails of the probe).
/// </summary>
internal sealed class Probe
{
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
        (_xx, _yy) = ((a * cos * cos) + (b * sin * sin), (a * sin * sin) + (b * cos * cos));
        _xy = 2 * (a - b) * sin * cos;
        _reach = 4 * width * Math.Sqrt(ratio);
        (_tail, _tailWidth) = (draws.Chance(0.7) ? draws.Uniform(0, 0.08) : 0, 3 * width);
    }

    /// <summary>Adds the images of atoms, of height <see cref="PlaneSite.Weight"/> each.</summary>
    public void Render(
        IEnumerable<PlaneSite> atoms, ScanDistortion distortion, float[] image, int width, int height)
    {
        var tails = new CoarseRaster(width, height);
        foreach (PlaneSite atom in atoms)
        {
            Add(atom, distortion, image, width, height);
            if (_tail > 0)
                tails.AddGaussian(atom.X, atom.Y, _tailWidth, _tail * atom.Weight);
        }

        if (_tail > 0)
            tails.AddTo(image, width, height);
    }

    private void Add(PlaneSite atom, ScanDistortion distortion, float[] image, int width, int height)
    {
        int first = Math.Max(0, (int)(atom.Y - _reach)), last = Math.Min(height - 1, (int)(atom.Y + _reach) + 1);
        double fall = Math.Exp(-2 * _xx);
        for (int row = first; row <= last; row++)
        {
            double y = row - atom.Y, center = atom.X + distortion.Jitter(row);
            int left = Math.Max(0, (int)(center - _reach)), right = Math.Min(width - 1, (int)(center + _reach) + 1);

            // From pixel to pixel a Gaussian changes by a ratio that itself falls by a constant one.
            double x = left - center, value = atom.Weight * Math.Exp(-(_xx * x * x) - (_xy * x * y) - (_yy * y * y));
            double ratio = Math.Exp(-(_xx * ((2 * x) + 1)) - (_xy * y));
            for (int column = left; column <= right; column++)
            {
                image[(row * width) + column] += (float)value;
                value *= ratio;
                ratio *= fall;
            }
        }
    }
}
