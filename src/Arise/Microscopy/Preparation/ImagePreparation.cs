using Arise.Microscopy.Lattices;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Preparation;

/// <summary>
/// Makes an image ready: gaps filled, blocks of pixels averaged until atoms are 8 to 16 pixels apart, slow background
/// removed and contrast made even, dark atoms made bright, noise removed, and the distance of nearest atoms measured.
/// </summary>
internal sealed class ImagePreparation
{
    /// <summary>Least side of an image that can hold atoms enough to tell of a lattice.</summary>
    private const int FewestPixels = 16;

    private const double LeastSpacing = 8;
    // Share of bad pixels around a place where atoms cannot be told.
    private const double MostBad = 0.1;

    // Noise of a pixel over the spacing, in parts of the deviation of the image, below which none is removed: a filter
    // would only add its ripples.
    private const double ClearNoise = 0.02;

    // Of the spots of a lattice over what is needed; noise has up to 1.15, faint lattices 1.8 and more.
    private const double ClearStrength = 1.5;

    // Share of the image without the floor that is added to it, so that what does not repeat itself is seen too.
    private const double Floor = 0.05;

    private readonly AtomSearchSettings _settings;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly CancellationToken _cancellation;

    public ImagePreparation(
        AtomSearchSettings settings, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (_settings, _progress, _cancellation) = (settings, progress, cancellation);
    }

    /// <summary>Makes an image ready.</summary>
    /// <exception cref="MicroscopyException">It cannot hold atoms.</exception>
    public PreparedImage Prepare(MicroscopeImage image)
    {
        if (Math.Min(image.Width, image.Height) < FewestPixels)
        {
            throw new MicroscopyException(
                $"{image.Width} x {image.Height} pixels are too few to find atoms in; at least "
                + $"{FewestPixels} x {FewestPixels} are needed.");
        }

        // Intensities, their copy without gaps, blurred ones and the filtered image.
        MemoryBudget.Require(
            40.0 * image.Width * image.Height, $"Finding atoms in {image.Width} x {image.Height} pixels",
            "cut out a part of the image or average blocks of pixels");
        var pixels = CountedPixels.Of(image);
        (double planes, double strength, bool hasRing) = Planes(pixels);
        int block = Math.Clamp(
            (int)(_settings.Spacing is { } known ? known / LeastSpacing : planes / (1.5 * LeastSpacing)),
            1,
            Math.Max(1, Math.Min(image.Width, image.Height) / FewestPixels));
        float[] values = pixels.Blocks(block, out int width, out int height, out float[] bad);
        planes /= block;
        bad = GaussianBlur.Of(bad, width, height, Math.Max(1, 0.35 * planes), _settings.Threads);
        bool[] usable = Array.ConvertAll(bad, share => share < MostBad);

        float[] level = Blur(values, width, height, 0.9 * planes);
        bool isInverted = _settings.Contrast switch
        {
            ImageContrast.Bright => false,
            ImageContrast.Dark => true,
            _ => IsInverted(pixels, block * planes),
        };
        float[] flat = Flattened(values, level, isInverted);
        float[] sight = isInverted ? Array.ConvertAll(values, value => -value) : values;
        sight = BrightPlaces.Compress(sight, width, height, planes, _settings.Threads);
        sight = Flattened(sight, Blur(sight, width, height, 0.9 * planes), isInverted: false);
        float[] squares = Array.ConvertAll(sight, value => value * value);
        float[] variance = Blur(squares, width, height, 2 * planes);
        // Where there is nothing at all, noise of the numbers must not become an image.
        float least = 1e-4f * variance.Max();
        var even = new float[sight.Length];
        for (int k = 0; k < even.Length; k++)
            even[k] = sight[k] / MathF.Sqrt(Math.Max(variance[k], least));
        double noise = PixelNoise.Of(even, width, height);
        double spacing = _settings.Spacing / block ?? 2 * planes / 3;
        (float[] denoised, double left) = Denoise(even, width, height, spacing, noise, "removing noise");
        if (_settings.Spacing is null)
        {
            double measured = NearestPeaks.Distance(
                denoised, width, height, planes, usable, noise * Math.Sqrt(left), _settings.Threads) ?? spacing;
            bool isOther = Math.Abs(Math.Log(measured / spacing)) > 0.2;
            spacing = measured;
            if (isOther)
                (denoised, left) = Denoise(even, width, height, spacing, noise, "removing noise again");
        }

        float depth = HollowDepth(flat, width, height, planes);
        return new PreparedImage
        {
            Flat = new FlatImage(width, height, even, spacing, usable)
            {
                Denoised = Seen(even, denoised),
                Intensities = flat,
                Noise = noise,
                NoiseLeft = Math.Min(1, left + (Floor * Floor)),
                HasClearLattice = strength >= ClearStrength,
            },
            Intensities = Array.ConvertAll(flat, value => value + depth),
            HollowDepth = depth,
            Block = block,
            HasLattice = strength > 0,
            MayBeSmoothed = strength == 0 && !hasRing
                && !PixelNoise.IsWhite(pixels.Values, pixels.Width, pixels.Height),
            IsInverted = isInverted,
            UsableShare = usable.Count(is1 => is1) / (double)usable.Length,
            SaturatedShare = pixels.SaturatedShare,
        };
    }

    // Blocks of pixels have lost the noise that tells the sign.
    private bool IsInverted(CountedPixels pixels, double planes)
    {
        (int width, int height) = (pixels.Width, pixels.Height);
        float[] level = Blur(pixels.Values, width, height, 0.9 * planes);
        return ContrastSign.IsInverted(
            pixels.Values, level, pixels.Bad(), width, height, planes, _settings.Threads);
    }

    private (double Spacing, double Strength, bool HasRing) Planes(CountedPixels pixels)
    {
        (double? spots, double strength, double? ring) = LatticePlanes.Find(
            pixels.Values, pixels.Width, pixels.Height, _settings.Threads, _cancellation);
        double planes = _settings.Spacing is { } known ? 1.5 * known
            : spots ?? ring ?? (3 * BlobSize.Of(pixels.Values, pixels.Width, pixels.Height, _settings.Threads));
        return (planes, strength, ring is not null);
    }

    // Heights of atoms count from the hollows between them, not from the mean, below which dim atoms may be.
    private float HollowDepth(float[] flat, int width, int height, double planes) =>
        Math.Max(0, -PixelSample.Hollow(GaussianBlur.Of(
            flat, width, height, Math.Max(0.7, 0.12 * planes), _settings.Threads)));

    private static float[] Flattened(float[] values, float[] level, bool isInverted)
    {
        var flat = new float[values.Length];
        for (int k = 0; k < flat.Length; k++)
            flat[k] = isInverted ? level[k] - values[k] : values[k] - level[k];
        return flat;
    }

    private static float[] Seen(float[] even, float[] denoised)
    {
        var seen = new float[even.Length];
        for (int k = 0; k < seen.Length; k++)
            seen[k] = denoised[k] + ((float)Floor * even[k]);
        return seen;
    }

    private (float[] Values, double Left) Denoise(
        float[] even, int width, int height, double spacing, double noise, string step) =>
        noise < ClearNoise * spacing ? (even, 1) : LocalFourierFilter.Apply(
            even, width, height, spacing, noise * noise, _settings.Threads,
            WorkProgress.Of(_progress, step), _cancellation);

    private float[] Blur(float[] values, int width, int height, double sigma)
    {
        _cancellation.ThrowIfCancellationRequested();
        return GaussianBlur.Slow(values, width, height, sigma, _settings.Threads);
    }
}
