using System.Globalization;
using System.Text.RegularExpressions;

namespace Arise.Microscopy.Formats;

/// <summary>
/// The side of a pixel as programs and microscopes write it into TIFF files: DigitalMicrograph (tags 65003, 65009),
/// FEI and Thermo (34680, 34682), Zeiss (34118), ImageJ and OME (description), else the resolution where it is none for
/// printing.
/// </summary>
internal static partial class TiffPixelSize
{
    private const int Description = 270, ResolutionX = 282, ResolutionY = 283, ResolutionUnit = 296;
    private const double Inch = 2.54e8, Centimeter = 1e8;

    /// <summary>The side in Angstrom; null if none is told.</summary>
    /// <exception cref="ImageFormatException">The pixels are not square.</exception>
    public static double? Of(ImageSource source, TiffDirectory page)
    {
        if (page.Real(65009) is { } scale && page.Text(65003) is { } scaleUnit)
            return PixelScale.Of(source, scale, page.Real(65010), scaleUnit);
        string fei = page.Text(34682) ?? page.Text(34680) ?? "";
        if (Number(Line(fei, "PixelWidth")) is { } width)
            return PixelScale.Of(source, width, Number(Line(fei, "PixelHeight")), "m");
        if (Zeiss().Match(page.Text(34118) ?? "") is { Success: true } zeiss)
            return PixelScale.Of(source, Number(zeiss.Groups[1].Value), null, zeiss.Groups[2].Value);

        string text = page.Text(Description) ?? "";
        if (Ome().Match(text) is { Success: true } ome)
        {
            Match y = OmeY().Match(text), unit = OmeUnit().Match(text);
            return PixelScale.Of(
                source, Number(ome.Groups[1].Value), y.Success ? Number(y.Groups[1].Value) : null,
                unit.Success ? unit.Groups[1].Value : "µm");
        }

        if (page.Real(ResolutionX) is not { } perX || page.Real(ResolutionY) is not { } perY)
            return null;
        if (text.StartsWith("ImageJ=", StringComparison.Ordinal))
            return PixelScale.Of(source, 1 / perX, 1 / perY, Line(text, "unit"));
        return page.Integer(ResolutionUnit, 2) switch
        {
            2 => PixelScale.OfResolution(source, Inch / perX, Inch / perY),
            3 => PixelScale.OfResolution(source, Centimeter / perX, Centimeter / perY),
            _ => null,
        };
    }

    /// <summary>What stands behind "key=" on a line of its own, or null.</summary>
    public static string? Line(string text, string key)
    {
        foreach (string line in text.Split('\n'))
        {
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && line.AsSpan(0, sign).Trim().SequenceEqual(key))
                return line[(sign + 1)..].Trim();
        }

        return null;
    }

    private static double? Number(string? text) => double.TryParse(
        text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    [GeneratedRegex(@"(?<!Image )Pixel Size = ([0-9.eE+-]+) *(\S+)")]
    private static partial Regex Zeiss();

    [GeneratedRegex("PhysicalSizeX=\"([0-9.eE+-]+)\"")]
    private static partial Regex Ome();

    [GeneratedRegex("PhysicalSizeY=\"([0-9.eE+-]+)\"")]
    private static partial Regex OmeY();

    [GeneratedRegex("PhysicalSizeXUnit=\"([^\"]+)\"")]
    private static partial Regex OmeUnit();
}
