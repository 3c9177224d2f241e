using Arise.Microscopy;

namespace Arise.Tests.Microscopy;

/// <summary>An image of graphene with one fault each, to judge: electrons are counted pixel by pixel.</summary>
internal sealed record SimpleGraphene
{
    /// <summary>Pixels per side.</summary>
    public int Side { get; init; } = 144;

    /// <summary>Length of a bond, pixels.</summary>
    public double Bond { get; init; } = 12;

    /// <summary>Electrons per pixel between the atoms, and as many again at the top of an atom.</summary>
    public double Electrons { get; init; } = 40;

    /// <summary>Standard deviation of an atom, pixels.</summary>
    public double Blur { get; init; } = 2.6;

    /// <summary>Pixels that the sample moves to the right from one row to the next.</summary>
    public double Drift { get; init; }

    /// <summary>Standard deviation of the displacement of each row, pixels.</summary>
    public double Jitter { get; init; }

    /// <summary>Intensity of one electron, and of none.</summary>
    public (double Gain, double Offset) Scale { get; init; } = (3, 100);

    /// <summary>The image; the same for the same numbers.</summary>
    public MicroscopeImage Draw()
    {
        var random = new Random(7);
        double[] sums = new double[Side * Side];
        double[] shifts = [.. Enumerable.Range(0, Side).Select(y => (Drift * y) + (Jitter * Normal(random)))];
        foreach ((double atomX, double atomY) in Atoms())
        {
            int reach = (int)(4 * Blur);
            for (int y = Math.Max(0, (int)atomY - reach); y <= Math.Min(Side - 1, (int)atomY + reach); y++)
            {
                double center = atomX + shifts[y];
                for (int x = Math.Max(0, (int)center - reach); x <= Math.Min(Side - 1, (int)center + reach); x++)
                {
                    double squared = ((x - center) * (x - center)) + ((y - atomY) * (y - atomY));

                    // As many electrons for an atom, however blurred it is.
                    sums[(y * Side) + x] += 2.6 * 2.6 / (Blur * Blur) * Math.Exp(-squared / (2 * Blur * Blur));
                }
            }
        }

        float[] values = new float[sums.Length];
        for (int k = 0; k < values.Length; k++)
        {
            double mean = Electrons * (1 + sums[k]);
            double counts = Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
            values[k] = (float)((Scale.Gain * counts) + Scale.Offset);
        }

        return new MicroscopeImage(Side, Side, values) { PixelSize = 1.42 / Bond };
    }

    // Rotated by 7 degrees, so that no row of atoms is a row of pixels.
    private IEnumerable<(double X, double Y)> Atoms()
    {
        (double sin, double cos) = Math.SinCos(7 * Math.PI / 180);
        int most = (int)(3 * Side / Bond);
        for (int i = -most; i < most; i++)
        {
            for (int j = -most; j < most; j++)
            {
                for (int basis = 0; basis < 2; basis++)
                {
                    double u = Bond * Math.Sqrt(3) * (i + (0.5 * j)), v = Bond * ((1.5 * j) + basis);
                    double x = (cos * u) - (sin * v) + 5, y = (sin * u) + (cos * v) + 3;
                    if (x > -Side && x < 2 * Side && y > -20 && y < Side + 20)
                        yield return (x, y);
                }
            }
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
