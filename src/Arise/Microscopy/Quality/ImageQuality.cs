namespace Arise.Microscopy.Quality;

/// <summary>How good an image is: dose, sharpness, and how steady the sample and the scan were.</summary>
public sealed record ImageQuality
{
    private const double Steadiness = 10;

    /// <summary>Height of an atom over the noise of a pixel (<see cref="FoundAtoms.SignalToNoise"/>).</summary>
    public required double SignalToNoise { get; init; }

    /// <summary>
    /// Electrons counted per pixel, on average: of counts the variance V of the noise grows with the intensity I, and
    /// with the gain g = dV/dI there are V / g^2 of them. Null where the noise does not grow with the intensity, as in
    /// images that were filtered, or on which other noise lies.
    /// </summary>
    public double? CountsPerPixel { get; init; }

    /// <summary>
    /// The highest spatial frequency at which spots stand out of the noise, 1/pixel, at most 0.5; 0 if none does.
    /// </summary>
    public required double InformationLimit { get; init; }

    /// <summary>Mean standard deviation of the Gaussians of the atoms, pixels.</summary>
    public required double AtomWidth { get; init; }

    /// <summary>Distance of nearest atoms, pixels.</summary>
    public required double Spacing { get; init; }

    /// <summary>
    /// By how much bonds along one direction are longer than across it, as drift and a wrong scan make them: 0.05 is 5
    /// per cent. Lattices of three, four or six equal neighbors have 0; null with too few atoms.
    /// </summary>
    public double? Anisotropy { get; init; }

    /// <summary>
    /// Standard deviation of the displacement of rows against each other, pixels; null where the noise hides it.
    /// </summary>
    public double? RowJitter { get; init; }

    /// <summary>Share of the image where atoms can be seen.</summary>
    public required double UsableShare { get; init; }

    /// <summary>Side of a pixel in Angstrom; null where it is not known.</summary>
    public double? PixelSize { get; init; }

    /// <summary><see cref="InformationLimit"/> in 1/Angstrom; null where the pixel size is not known.</summary>
    public double? InformationLimitPerAngstrom => InformationLimit / PixelSize;

    /// <summary>Electrons per square Angstrom; null where the pixel size or the counts are not known.</summary>
    public double? Dose => CountsPerPixel / (PixelSize * PixelSize);

    /// <summary>
    /// One number from 0 to 1 to order images by: the geometric mean of s / (1 + s) with s the signal to noise, of
    /// (0.1 + q) / (1.1 + q) with q the information limit times the spacing, of 1 / (1 + 10 (a + j)) with a the
    /// anisotropy and j the jitter over the spacing, and of the usable share.
    /// </summary>
    public double Score
    {
        get
        {
            double dose = double.IsFinite(SignalToNoise) ? SignalToNoise / (1 + SignalToNoise) : 1;
            double sharpness = 0.1 + (InformationLimit * Spacing);
            double drift = (Anisotropy ?? 0) + ((RowJitter ?? 0) / Spacing);
            return Math.Pow(
                dose * (sharpness / (1 + sharpness)) / (1 + (Steadiness * drift)) * Math.Clamp(UsableShare, 0, 1),
                0.25);
        }
    }

    /// <summary>Judges an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="found">Its atoms.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public static ImageQuality Of(
        MicroscopeImage image, FoundAtoms found, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(found);
        Setting.RequireThreads(threads);
        MemoryBudget.Require(
            4.0 * sizeof(float) * image.Width * image.Height,
            $"Judging an image of {image.Width} x {image.Height} pixels",
            "bin it");
        float[] values = Finite(image);
        return new ImageQuality
        {
            SignalToNoise = found.SignalToNoise,
            CountsPerPixel = ElectronCounts.PerPixel(values, image.Width, image.Height, found.Spacing, threads),
            InformationLimit = Quality.InformationLimit.Of(
                values, image.Width, image.Height, found.Block, threads, cancellation),
            AtomWidth = found.Atoms.IsEmpty ? 0 : found.Atoms.Average(atom => atom.Width),
            Spacing = found.Spacing,
            Anisotropy = BondAnisotropy.Of(found),
            RowJitter = Quality.RowJitter.Of(values, image.Width, image.Height, found.Spacing),
            UsableShare = found.UsableShare,
            PixelSize = found.PixelSize,
        };
    }

    // Gaps become the mean of the rest.
    private static float[] Finite(MicroscopeImage image)
    {
        float[] values = image.Intensities.ToArray();
        double sum = 0;
        long count = 0;
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                (sum, count) = (sum + value, count + 1);
        }

        float mean = count > 0 ? (float)(sum / count) : 0;
        foreach (ref float value in values.AsSpan())
            value = float.IsFinite(value) ? value : mean;
        return values;
    }
}
