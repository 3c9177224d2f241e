namespace Arise.Microscopy.Preparation;

/// <summary>Intensities without gaps, single hot pixels cut off, and which pixels can be trusted.</summary>
internal sealed class CountedPixels
{
    private const double HotShare = 0.0005;
    private const double MostGaps = 0.5;
    private const double MostSaturated = 0.5;

    private readonly bool[] _isGap;
    private readonly float _top;

    private CountedPixels(int width, int height, float[] values, bool[] isGap, float top, double saturated)
    {
        (Width, Height, Values, _isGap, _top, SaturatedShare) = (width, height, values, isGap, top, saturated);
    }

    public int Width { get; }

    public int Height { get; }

    public float[] Values { get; }

    /// <summary>Share of the pixels that are as bright as the file can hold, or as the brightest of many.</summary>
    public double SaturatedShare { get; }

    /// <summary>Takes the pixels of an image.</summary>
    /// <exception cref="MicroscopyException">There is nothing to see in it.</exception>
    public static CountedPixels Of(MicroscopeImage image)
    {
        ReadOnlySpan<float> given = image.Intensities;
        var values = given.ToArray();
        var isGap = new bool[values.Length];
        int gaps = 0;
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        for (int k = 0; k < values.Length; k++)
        {
            isGap[k] = !float.IsFinite(values[k]);
            gaps += isGap[k] ? 1 : 0;
            if (!isGap[k])
                (low, high) = (Math.Min(low, values[k]), Math.Max(high, values[k]));
        }

        if (gaps > MostGaps * values.Length)
        {
            throw new MicroscopyException(
                $"{100.0 * gaps / values.Length:F0} % of the pixels are no numbers; there is no image to find atoms "
                + "in.");
        }

        if (!(high > low))
            throw new MicroscopyException("every pixel has the same intensity; there is nothing to see.");
        int tops = 0;
        foreach (float value in values)
            tops += value >= high ? 1 : 0;
        // A few brightest pixels are no saturation, unless the file holds no brighter ones.
        bool isFull = image.Saturation is { } most && high >= most;
        // Where half of all are the brightest and the file could hold more, they are the ground of an inverted image.
        double share = tops / (double)values.Length;
        bool areMany = tops > Math.Max(3, HotShare * values.Length) && share < MostSaturated;
        double saturated = isFull || areMany ? share : 0;
        if (saturated > MostSaturated)
        {
            throw new MicroscopyException(
                $"{100 * saturated:F0} % of the pixels are as bright as they can be: the image is saturated. Take it "
                + "with less gain or brightness, or give the data of the microscope instead of a picture.");
        }

        FillGaps(values, isGap, image.Width, gaps);
        float top = saturated > 0 ? high : float.PositiveInfinity;
        CutHot(values, low, high);
        return new CountedPixels(image.Width, image.Height, values, isGap, top, saturated);
    }

    /// <summary>The mean of every block of n x n pixels; incomplete blocks at the end are left out.</summary>
    /// <param name="block">n.</param>
    /// <param name="width">Blocks per row.</param>
    /// <param name="height">Rows of blocks.</param>
    /// <param name="bad">Share of the pixels of a block that are gaps or saturated.</param>
    public float[] Blocks(int block, out int width, out int height, out float[] bad)
    {
        (width, height) = (Width / block, Height / block);
        var means = new float[width * height];
        bad = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                int count = 0;
                for (int dy = 0; dy < block; dy++)
                {
                    int at = (((y * block) + dy) * Width) + (x * block);
                    for (int dx = 0; dx < block; dx++)
                    {
                        sum += Values[at + dx];
                        count += _isGap[at + dx] || Values[at + dx] >= _top ? 1 : 0;
                    }
                }

                means[(y * width) + x] = (float)(sum / (block * block));
                bad[(y * width) + x] = count / (float)(block * block);
            }
        }

        return means;
    }

    /// <summary>1 for every pixel that is a gap or saturated, 0 for others.</summary>
    public float[] Bad() =>
        [.. Enumerable.Range(0, Values.Length).Select(k => _isGap[k] || Values[k] >= _top ? 1f : 0f)];

    // The mean of what is left and right, so that no edge arises.
    private static void FillGaps(float[] values, bool[] isGap, int width, int gaps)
    {
        if (gaps == 0)
            return;
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
            sum += isGap[k] ? 0 : values[k];
        float mean = (float)(sum / (values.Length - gaps));
        for (int start = 0; start < values.Length; start += width)
        {
            for (int x = 0; x < width; x++)
            {
                if (!isGap[start + x])
                    continue;
                int end = x;
                while (end < width && isGap[start + end])
                    end++;
                float left = x > 0 ? values[start + x - 1] : end < width ? values[start + end] : mean;
                float right = end < width ? values[start + end] : left;
                for (int k = x; k < end; k++)
                    values[start + k] = left + ((right - left) * (k - x + 1) / (end - x + 1));
                x = end;
            }
        }
    }

    // Single pixels far above the others, as of cosmic rays, are cut to the brightest of the rest.
    private static void CutHot(float[] values, float low, float high)
    {
        var counts = new long[4096];
        double scale = (counts.Length - 1) / ((double)high - low);
        foreach (float value in values)
            counts[(int)((value - low) * scale)]++;
        long rest = values.Length - (long)Math.Ceiling(HotShare * values.Length);
        long seen = 0;
        int middle = -1, bin = 0;
        for (; bin < counts.Length; bin++)
        {
            seen += counts[bin];
            if (middle < 0 && 2 * seen >= values.Length)
                middle = bin;
            if (seen >= rest)
                break;
        }

        float cut = (float)(low + ((bin + 1) / scale)), center = (float)(low + ((middle + 0.5) / scale));
        if (high - center < 3 * (cut - center))
            return;
        for (int k = 0; k < values.Length; k++)
            values[k] = Math.Min(values[k], cut);
    }
}
