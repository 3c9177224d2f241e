using System.Diagnostics;

namespace Arise.Microscopy.Pixels;

/// <summary>Quantiles of the pixels of large images, from a sample of them.</summary>
internal static class PixelSample
{
    private const int MostValues = 50_000;

    /// <summary>
    /// Values in ascending order: all of them, or of many every n-th, where n is odd, so that a sample of an image
    /// whose width is a power of two has pixels of all columns.
    /// </summary>
    /// <param name="values">At least one value.</param>
    public static float[] Sorted(float[] values)
    {
        Debug.Assert(values.Length > 0);
        int step = (values.Length / MostValues) | 1;
        var sample = new float[((values.Length - 1) / step) + 1];
        for (int k = 0; k < sample.Length; k++)
            sample[k] = values[k * step];
        Array.Sort(sample);
        return sample;
    }

    /// <summary>The level between atoms: a tenth of the pixels is below it.</summary>
    public static float Hollow(float[] values)
    {
        float[] sample = Sorted(values);
        return sample[sample.Length / 10];
    }
}
