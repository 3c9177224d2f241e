namespace Arise.Microscopy;

/// <summary>
/// An image of a microscope: intensities [row, column], the first row at the top, in arbitrary units. The center of a
/// pixel has whole coordinates: x = column, y = row.
/// </summary>
public sealed class MicroscopeImage
{
    /// <summary>Longest side, pixels: 30 000.</summary>
    public const int MostPixels = 30_000;

    private readonly float[] _intensities;

    /// <summary>Wraps intensities without copying.</summary>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="intensities">Row by row; numbers that are not finite are gaps.</param>
    /// <exception cref="ArgumentException">The sides are not between 1 and <see cref="MostPixels"/>, or do not fit the
    /// number of intensities.</exception>
    public MicroscopeImage(int width, int height, float[] intensities)
    {
        ArgumentNullException.ThrowIfNull(intensities);
        Setting.RequireCount(width, 1, MostPixels, nameof(width), "pixels per row");
        Setting.RequireCount(height, 1, MostPixels, nameof(height), "rows of pixels");
        Setting.Require(
            (long)width * height == intensities.Length, nameof(intensities),
            $"{intensities.Length} intensities do not fill {width} x {height} pixels.");
        (Width, Height, _intensities) = (width, height, intensities);
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The intensities, [row, column] in C order.</summary>
    public ReadOnlySpan<float> Intensities => _intensities;

    /// <summary>Side of a pixel in Angstrom; null when the file does not say it.</summary>
    public double? PixelSize { get; init; }

    /// <summary>
    /// The largest intensity that the file could hold, where counts are cut off; null if there is none.
    /// </summary>
    public double? Saturation { get; init; }

    /// <summary>Which page or data set of a file it is; null where a file has one.</summary>
    public string? Name { get; init; }

    /// <summary>One intensity; x from the left, y from the top.</summary>
    public float this[int x, int y] => _intensities[((long)y * Width) + x];
}
