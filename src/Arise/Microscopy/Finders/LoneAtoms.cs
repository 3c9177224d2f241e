using Arise.Microscopy.Pixels;
using Arise.Microscopy.Preparation;

namespace Arise.Microscopy.Finders;

/// <summary>
/// Tells atoms that stand alone from the grains of noise, also of noise that software has smoothed: a Gaussian field
/// has no place that stands far out of the field's own spread, however it was filtered.
/// </summary>
internal static class LoneAtoms
{
    private const double BlobShare = 0.22;

    // In deviations of the blob response of the image; among 10^6 places a Gaussian field reaches 4.9.
    private const double LeastHeight = 5.5;

    // Of the highest place; where there is no noise, ripples of the background must not become atoms.
    private const double LeastShare = 0.03;

    // Median of the magnitude of a normal variable.
    private const double NormalMedian = 0.6745;

    /// <summary>Whether each place stands out of the image.</summary>
    public static bool[] Are(GaussianRefinement.Gaussian[] fits, PreparedImage prepared, int threads)
    {
        FlatImage flat = prepared.Flat;
        float[] blobs = GaussianBlur.BlobResponse(
            prepared.Intensities, flat.Width, flat.Height, Math.Max(1, BlobShare * flat.Spacing), threads);
        float[] sample = PixelSample.Sorted(Array.ConvertAll(blobs, MathF.Abs));
        double least = Math.Max(
            LeastHeight / NormalMedian * sample[sample.Length / 2], LeastShare * blobs.Max());
        return [.. fits.Select(fit =>
        {
            int x = Math.Clamp((int)Math.Round(fit.X), 0, flat.Width - 1);
            int y = Math.Clamp((int)Math.Round(fit.Y), 0, flat.Height - 1);
            return blobs[(y * flat.Width) + x] > least;
        })];
    }
}
