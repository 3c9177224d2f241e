namespace Arise.Reporting.Figures;

/// <summary>
/// Colors of a quantity from low (dark violet) to high (light yellow). Generated here: a smooth curve in OKLab whose
/// hue turns from 305 to 100 degrees through blue and green while the lightness grows from 0.22 to 0.95, cut into 256
/// steps of equal OKLab distance. Lightness grows with every step, so that it reads in gray and without color vision.
/// </summary>
internal static class SequentialColors
{
    private const int Count = 256;
    private const int Fine = 4096;

    private static readonly Color[] Table = Generate();

    /// <summary>The color at <paramref name="share"/> of the range, clamped to 0..1; not-a-number has none.</summary>
    public static Color At(double share) => double.IsNaN(share)
        ? Color.Missing
        : Table[(int)Math.Round(Math.Clamp(share, 0, 1) * (Count - 1))];

    private static Color[] Generate()
    {
        var length = new double[Fine + 1];
        for (int k = 1; k <= Fine; k++)
        {
            (double l0, double a0, double b0) = Curve((k - 1.0) / Fine);
            (double l1, double a1, double b1) = Curve((double)k / Fine);
            double step = Math.Sqrt(((l1 - l0) * (l1 - l0)) + ((a1 - a0) * (a1 - a0)) + ((b1 - b0) * (b1 - b0)));
            length[k] = length[k - 1] + step;
        }

        var table = new Color[Count];
        int at = 0;
        for (int k = 0; k < Count; k++)
        {
            double wanted = length[Fine] * k / (Count - 1);
            while (at < Fine && length[at] < wanted)
                at++;
            (double l, double a, double b) = Curve((double)at / Fine);
            table[k] = Color.FromOklab(l, a, b);
        }

        return table;
    }

    // The chroma is about the largest inside sRGB: 0.09 on the way from violet to teal, more around green.
    private static (double L, double A, double B) Curve(double t)
    {
        double hue = (305 - (205 * t)) * Math.PI / 180;
        double bump = Math.Sin(2 * Math.PI * Math.Max(t - 0.5, 0));
        double chroma = 0.09 + (0.065 * bump * bump);
        return (0.22 + (0.73 * t), chroma * Math.Cos(hue), chroma * Math.Sin(hue));
    }
}
