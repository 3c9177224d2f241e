using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Lattices;

/// <summary>
/// How large the blobs of an image without a lattice are: the Gaussian width whose <see cref="GaussianBlur"/> response
/// stands out most from what noise alone would give.
/// </summary>
internal static class BlobSize
{
    private const double Smallest = 0.8;
    private const double Largest = 24;

    /// <summary>Standard deviation of the blobs in pixels.</summary>
    public static double Of(float[] values, int width, int height, int threads)
    {
        double noise = PixelNoise.Of(values, width, height);
        (double best, double greatest) = (2, double.NegativeInfinity);
        double most = Math.Min(Largest, Math.Min(width, height) / 12.0);
        for (double sigma = Smallest; sigma <= Math.Max(most, Smallest); sigma *= 1.3)
        {
            float[] response = GaussianBlur.BlobResponse(values, width, height, sigma, threads);
            double square = 0;
            foreach (float value in response)
                square += (double)value * value;
            double expected = noise * GaussianBlur.BlobNoise(sigma);
            double excess = (square / response.Length) - (expected * expected);
            if (excess > greatest)
                (best, greatest) = (sigma, excess);
        }

        return best;
    }
}
