namespace Arise.Imaging;

/// <summary>Settings of <see cref="ImageSimulator"/>; what is null is drawn anew for every image.</summary>
internal sealed record ImageSimulatorSettings
{
    /// <summary>
    /// Clarity of the published images of graphene at 60 kV. Measured along the published positions: at 18.2 pixels
    /// per bond an atom stands 0.75 noise deviations above the hollows, at 12.1 pixels 1.0 to 1.1.
    /// </summary>
    public const double ClarityOfRealGraphene = 13;

    /// <summary>Chooses the whole family of images.</summary>
    public ulong Seed { get; init; }

    /// <summary>Pixels per row.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Number of rows.</summary>
    public int Height { get; init; } = 256;

    /// <summary>The lattice.</summary>
    public ProjectedLattice? Lattice { get; init; }

    /// <summary>What breaks the order.</summary>
    public ImageDisorder? Disorder { get; init; }

    /// <summary>Nearest distance, pixels; otherwise from 5 to <see cref="MostSpacing"/>.</summary>
    public double? Spacing { get; init; }

    /// <summary>The largest nearest distance that is drawn, pixels.</summary>
    public double MostSpacing { get; init; } = 40;

    /// <summary>
    /// What is to be seen of an atom whatever the size of the pixels: its height above the hollows of the lattice in
    /// deviations of the noise of one pixel, times the nearest distance in pixels. Doubling it takes four times the
    /// dose. Otherwise from 7 to 200.
    /// </summary>
    public double? Clarity { get; init; }

    /// <summary>Deviation of the probe in parts of the nearest distance; otherwise from 0.15 to 0.42.</summary>
    public double? Probe { get; init; }

    /// <summary>Whether contamination may cover parts of the sample.</summary>
    public bool IsContaminated { get; init; } = true;
}
