using System.Globalization;

namespace Arise.Reporting.Figures;

/// <summary>A color of the sRGB space (IEC 61966-2-1), eight bits per channel.</summary>
internal readonly record struct Color(byte R, byte G, byte B)
{
    /// <summary>Black.</summary>
    public static Color Black { get; } = new(0, 0, 0);

    /// <summary>White.</summary>
    public static Color White { get; } = new(255, 255, 255);

    /// <summary>The gray of frames, axes and lines that only guide the eye.</summary>
    public static Color Gray { get; } = new(110, 110, 110);

    /// <summary>The light gray of cells without a value.</summary>
    public static Color Missing { get; } = new(228, 228, 228);

    /// <summary>The notation of the web: "#56b4e9".</summary>
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    /// <summary>
    /// The color with these OKLab coordinates (B. Ottosson, 2020, https://bottosson.github.io/posts/oklab/):
    /// lightness from 0 to 1, a from green to red, b from blue to yellow. Channels outside sRGB are clamped.
    /// </summary>
    public static Color FromOklab(double lightness, double a, double b)
    {
        double l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        double m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        double s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return FromLinear(
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    /// <summary>OKLab coordinates: the distance between two colors is about proportional to what one sees.</summary>
    public (double Lightness, double A, double B) ToOklab()
    {
        (double r, double g, double b) = (Linear(R), Linear(G), Linear(B));
        double l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        double m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        double s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>Distance to another color in OKLab.</summary>
    public double DistanceTo(Color other)
    {
        (double l0, double a0, double b0) = ToOklab();
        (double l1, double a1, double b1) = other.ToOklab();
        return Math.Sqrt(((l1 - l0) * (l1 - l0)) + ((a1 - a0) * (a1 - a0)) + ((b1 - b0) * (b1 - b0)));
    }

    /// <summary>The color a share of the way to another one, along a straight line in OKLab.</summary>
    public Color Towards(Color other, double share)
    {
        (double l0, double a0, double b0) = ToOklab();
        (double l1, double a1, double b1) = other.ToOklab();
        return FromOklab(l0 + (share * (l1 - l0)), a0 + (share * (a1 - a0)), b0 + (share * (b1 - b0)));
    }

    /// <summary>The color with these linear-light channels, 0 to 1.</summary>
    internal static Color FromLinear(double r, double g, double b) => new(Gamma(r), Gamma(g), Gamma(b));

    /// <summary>Linear light of one channel, 0 to 1.</summary>
    internal static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Gamma(double linear)
    {
        double value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }
}
