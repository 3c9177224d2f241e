namespace Arise.Microscopy;

/// <summary>
/// An image made ready for finding atoms: slow background removed, atoms bright, gaps filled, scaled to mean 0 and
/// unit standard deviation everywhere. Its pixels may be blocks of pixels of the image it is made of.
/// </summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Values">The values [row, column] in C order.</param>
/// <param name="Spacing">Estimated distance of nearest atoms, pixels: 6 to 20.</param>
/// <param name="Usable">
/// Which pixels tell of atoms, [row, column]: not those in gaps, saturated or thickly covered areas; null for all.
/// </param>
public sealed record FlatImage(int Width, int Height, float[] Values, double Spacing, bool[]? Usable = null)
{
    /// <summary>
    /// The values after a local Fourier filter: what repeats itself within some spacings stays, noise goes.
    /// </summary>
    public float[] Denoised { get; init; } = Values;

    /// <summary>The values before their contrast was made even, in any unit.</summary>
    public float[] Intensities { get; init; } = Values;

    /// <summary>Standard deviation of the noise of a pixel of <see cref="Values"/>.</summary>
    public double Noise { get; init; }

    /// <summary>Share of the variance of the noise that is left in <see cref="Denoised"/>, 0 to 1.</summary>
    public double NoiseLeft { get; init; } = 1;

    /// <summary>
    /// Whether the spectrum of the image has spots so strong that it cannot be noise alone, however faint the atoms
    /// are.
    /// </summary>
    public bool HasClearLattice { get; init; }

    /// <summary>A part of the image.</summary>
    internal FlatImage Window(int left, int top, int width, int height)
    {
        return this with
        {
            Width = width,
            Height = height,
            Values = Part(Values),
            Usable = Usable is null ? null : Part(Usable),
            Denoised = Part(Denoised),
            Intensities = Part(Intensities),
        };

        T[] Part<T>(T[] values)
        {
            var part = new T[width * height];
            for (int y = 0; y < height; y++)
                values.AsSpan(((top + y) * Width) + left, width).CopyTo(part.AsSpan(y * width));
            return part;
        }
    }

    /// <summary>Whether a pixel tells of atoms.</summary>
    public bool IsUsable(int x, int y) => Usable is null || Usable[(y * Width) + x];
}
