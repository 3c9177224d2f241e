namespace Arise.Microscopy.Formats;

/// <summary>The side of a pixel, out of what files say.</summary>
internal static class PixelScale
{
    /// <summary>Longest side that a resolution of print cannot mean, Angstrom: 1 micrometer.</summary>
    private const double Print = 1e4;

    private const double LargestRatio = 1.01;

    /// <summary>Angstrom of a unit of length; null for any other word.</summary>
    public static double? AngstromOf(string unit) => unit.Trim().Trim('[', ']').Trim() switch
    {
        "A" or "Å" or "\u212b" or "Angstrom" or "angstrom" or "Ångström" or "ang" => 1,
        "pm" => 0.01,
        "nm" or "n_m" or "nanometer" or "nanometers" => 10,
        "um" or "µm" or "\u03bcm" or "u_m" or "micron" or "microns" or "micrometer" or "\\u00B5m" => 1e4,
        "mm" or "m_m" => 1e7,
        "cm" or "c_m" => 1e8,
        "m" or "_m" or "meter" => 1e10,
        _ => null,
    };

    /// <summary>The side of a pixel; null, with a note, where there is none that tells a length.</summary>
    /// <param name="source">The file.</param>
    /// <param name="x">Width of a pixel.</param>
    /// <param name="y">Height of a pixel; as the width where the file does not say it.</param>
    /// <param name="unit">Their unit.</param>
    /// <exception cref="ImageFormatException">The pixels are not square.</exception>
    public static double? Of(ImageSource source, double? x, double? y, string? unit)
    {
        if (x is not { } width || string.IsNullOrWhiteSpace(unit) || unit.Trim() is "pixel" or "pixels" or "px")
            return null;
        if (AngstromOf(unit) is not { } angstrom)
        {
            source.Note(unit.Contains("1/", StringComparison.Ordinal) || unit.Contains("-1", StringComparison.Ordinal)
                ? $"the pixels are measured in {VisibleText.Of(unit.Trim())}, as in a diffraction pattern or Fourier "
                    + "transform; they have no size in space."
                : $"the unit of the pixels, '{VisibleText.Of(unit.Trim())}', is no length; their size is left out.");
            return null;
        }

        return Of(source, width * angstrom, (y ?? width) * angstrom);
    }

    /// <summary>The side of a pixel out of its width and height, both in Angstrom.</summary>
    /// <inheritdoc cref="Of(ImageSource, double?, double?, string?)"/>
    public static double? Of(ImageSource source, double width, double height)
    {
        (width, height) = (Math.Abs(width), Math.Abs(height));
        if (!(width is > 1e-6 and < 1e12) || !(height is > 1e-6 and < 1e12))
        {
            source.Note("the size of the pixels in the file is no possible length; it is left out.");
            return null;
        }

        if (Math.Max(width, height) > LargestRatio * Math.Min(width, height))
        {
            throw source.Error(FormattableString.Invariant(
                $"its pixels are {width:G4} x {height:G4} Angstrom; resample the image to square pixels."));
        }

        return Math.Sqrt(width * height);
    }

    /// <summary>
    /// The side of a pixel out of a resolution that may be one for printing: that counts only where it means less than
    /// a micrometer.
    /// </summary>
    public static double? OfResolution(ImageSource source, double width, double height) =>
        width is > 1e-6 and < Print && height is > 1e-6 and < Print ? Of(source, width, height) : null;
}
