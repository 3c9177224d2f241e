using System.Numerics.Tensors;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Finders;

/// <summary>
/// What the network sees of an image: resampled so that nearest atoms are as far apart as in its training, and in every
/// place freed of the local mean and divided by the local deviation.
/// </summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Values">The values [row, column].</param>
/// <param name="Scale">Pixels here per pixel of the image.</param>
internal sealed record NetworkInput(int Width, int Height, float[] Values, double Scale)
{
    // Two means over windows of 2 h + 1 pixels, at 8 pixels from atom to atom: the background over about 2.5
    // distances, the deviation over 8, so that vacuum beside a crystal stays calm.
    private const int BackgroundHalfWidth = 10;
    private const int DeviationHalfWidth = 32;
    private const float Lowest = -5, Highest = 8;
    private const float LeastDeviation = 1e-6f;
    private const int SampleSize = 10_000;

    /// <summary>Where a pixel of this lies in the image.</summary>
    public double InImage(double position) => ((position + 0.5) / Scale) - 0.5;

    /// <summary>Where a pixel of the image lies in this.</summary>
    public double FromImage(double position) => ((position + 0.5) * Scale) - 0.5;

    /// <summary>Prepares an image.</summary>
    /// <param name="values">Intensities [row, column].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="usable">Which pixels count; null for all.</param>
    /// <param name="scale">Pixels of the result per pixel of the image.</param>
    /// <param name="calm">
    /// No local deviation counts as smaller than this share of the largest ones, so that vacuum far from a crystal
    /// stays calm: 0 in training, whose images are no larger than the window.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    public static NetworkInput Of(
        ReadOnlySpan<float> values,
        int width,
        int height,
        bool[]? usable,
        double scale,
        double calm = 0,
        CancellationToken cancellation = default)
    {
        int columns = Math.Max(1, (int)Math.Round(width * scale));
        int rows = Math.Max(1, (int)Math.Round(height * scale));
        float[] image = values.ToArray();
        float[]? weights = null;
        if (usable is not null && usable.Contains(false))
        {
            weights = [.. usable.Select(isUsable => isUsable ? 1f : 0f)];
            for (int k = 0; k < image.Length; k++)
                image[k] = usable[k] ? image[k] : 0;
            weights = Resampling.Resample(weights, width, height, columns, rows, scale);
        }

        image = Resampling.Resample(image, width, height, columns, rows, scale);
        cancellation.ThrowIfCancellationRequested();
        if (weights is not null)
            Unweight(image, weights);
        Normalize(image, weights, columns, rows, calm, cancellation);
        return new NetworkInput(columns, rows, image, scale);
    }

    // A pixel of which less than half is known is unknown.
    private static void Unweight(float[] image, float[] weights)
    {
        for (int k = 0; k < image.Length; k++)
        {
            bool isKnown = weights[k] > 0.5f;
            image[k] = isKnown ? image[k] / weights[k] : 0;
            weights[k] = isKnown ? 1 : 0;
        }
    }

    private static void Normalize(
        float[] image, float[]? weights, int width, int height, double calm, CancellationToken cancellation)
    {
        float[] norm = Blurred(weights ?? Ones(image.Length), width, height, BackgroundHalfWidth);
        float[] mean = Blurred(image, width, height, BackgroundHalfWidth);
        cancellation.ThrowIfCancellationRequested();
        for (int k = 0; k < image.Length; k++)
            image[k] = IsKnown(weights, k) ? image[k] - (mean[k] / norm[k]) : 0;
        TensorPrimitives.Multiply(image, image, mean);
        mean = Blurred(mean, width, height, DeviationHalfWidth);
        norm = Blurred(weights ?? Ones(image.Length), width, height, DeviationHalfWidth);
        cancellation.ThrowIfCancellationRequested();
        for (int k = 0; k < image.Length; k++)
            mean[k] = IsKnown(weights, k) ? MathF.Sqrt(mean[k] / norm[k]) : 0;
        float least = Math.Max(LeastDeviation, (float)calm * Largest(mean));
        for (int k = 0; k < image.Length; k++)
            image[k] = mean[k] > LeastDeviation ? Math.Clamp(image[k] / Math.Max(mean[k], least), Lowest, Highest) : 0;
    }

    // One in twenty is larger; of a large image a sample is asked.
    private static float Largest(float[] deviations)
    {
        int step = Math.Max(1, deviations.Length / SampleSize);
        float[] sample = [.. Enumerable.Range(0, deviations.Length / step).Select(k => deviations[k * step])
            .Where(deviation => deviation > 0).Order()];
        return sample.Length > 0 ? sample[sample.Length * 19 / 20] : 0;
    }

    private static bool IsKnown(float[]? weights, int pixel) => weights is null || weights[pixel] > 0;

    private static float[] Ones(int count)
    {
        float[] ones = new float[count];
        Array.Fill(ones, 1f);
        return ones;
    }

    private static float[] Blurred(float[] values, int width, int height, int halfWidth)
    {
        float[] result = (float[])values.Clone();
        for (int pass = 0; pass < 2; pass++)
            WindowMean.Apply(result, width, height, halfWidth);
        return result;
    }
}
