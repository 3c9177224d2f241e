using Arise.Microscopy.Lattices;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Finders;

/// <summary>
/// Finds atoms as blobs: maxima of minus the Laplacian of the denoised image blurred by a fifth of the spacing.
/// </summary>
/// <remarks>
/// The confidence is that of a normal error: how far a maximum stands above what noise gives, and above the fifth of
/// what the other maxima of the image have.
/// </remarks>
public sealed class ClassicalAtomFinder : IAtomFinder
{
    private const double BlobShare = 0.22;
    private const double LeastDistance = 0.5;
    private const double LeastHeight = 0.1;
    private const double NoiseHeight = 2;

    /// <inheritdoc/>
    public string Name => "classical";

    /// <inheritdoc/>
    public IReadOnlyList<AtomCandidate> Find(
        FlatImage image,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        progress?.Report(new WorkProgress("finding peaks", 0, 1));
        double sigma = Math.Max(1, BlobShare * image.Spacing);
        float[] blobs = GaussianBlur.BlobResponse(image.Denoised, image.Width, image.Height, sigma, threads);
        cancellation.ThrowIfCancellationRequested();
        List<(int X, int Y, float Value)> peaks =
            NearestPeaks.Of(blobs, image.Width, image.Height, LeastDistance * image.Spacing);
        if (peaks.Count == 0)
            return [];
        double typical = peaks.Select(peak => peak.Value).Order().ElementAt(peaks.Count * 3 / 4);
        double noise = image.Noise * Math.Sqrt(image.NoiseLeft) * GaussianBlur.BlobNoise(sigma);
        double height = Math.Max(LeastHeight * typical, NoiseHeight * noise);
        double width = Math.Max(0.15 * typical, noise);
        progress?.Report(new WorkProgress("finding peaks", 1, 1));
        AtomCandidate[] candidates = [.. peaks
            .OrderBy(peak => peak.Y)
            .ThenBy(peak => peak.X)
            .Where(peak => image.IsUsable(peak.X, peak.Y))
            .Select(peak => new AtomCandidate(
                peak.X + Shift(blobs, image.Width, peak.X, peak.X > 0 && peak.X < image.Width - 1, peak.Y, 1),
                peak.Y + Shift(
                    blobs, image.Width, peak.X, peak.Y > 0 && peak.Y < image.Height - 1, peak.Y, image.Width),
                Normal((peak.Value - height) / width)))];
        return NoisePeaks.Without(image, candidates, threads, cancellation);
    }

    // The top of the parabola through a maximum and its neighbors on either side.
    private static double Shift(float[] values, int width, int x, bool isInside, int y, int step)
    {
        if (!isInside)
            return 0;
        int at = (y * width) + x;
        double curvature = values[at - step] - (2 * values[at]) + values[at + step];
        return curvature < 0 ? Math.Clamp(0.5 * (values[at - step] - values[at + step]) / curvature, -0.5, 0.5) : 0;
    }

    private static double Normal(double deviations) =>
        0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-deviations / Math.Sqrt(2));
}
