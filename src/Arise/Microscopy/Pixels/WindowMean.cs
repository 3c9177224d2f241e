namespace Arise.Microscopy.Pixels;

/// <summary>The mean over a square window around every pixel, with zeros beyond the image; time is free of its
/// size.</summary>
internal static class WindowMean
{
    /// <summary>Replaces values by their means over 2 h + 1 rows and columns.</summary>
    public static void Apply(float[] values, int width, int height, int halfWidth)
    {
        float factor = 1f / ((2 * halfWidth) + 1);
        float[] line = new float[width];
        for (int row = 0; row < height; row++)
            Along(values.AsSpan(row * width, width), line, halfWidth, factor);
        Down(values, width, height, halfWidth, factor);
    }

    private static void Along(Span<float> row, float[] line, int halfWidth, float factor)
    {
        row.CopyTo(line);
        double sum = 0;
        for (int x = 0; x < Math.Min(halfWidth, line.Length); x++)
            sum += line[x];
        for (int x = 0; x < line.Length; x++)
        {
            if (x + halfWidth < line.Length)
                sum += line[x + halfWidth];
            row[x] = (float)(sum * factor);
            if (x - halfWidth >= 0)
                sum -= line[x - halfWidth];
        }
    }

    // All columns together, row by row.
    private static void Down(float[] values, int width, int height, int halfWidth, float factor)
    {
        double[] sums = new double[width];
        float[] ring = new float[(halfWidth + 1) * width];
        for (int y = 0; y < Math.Min(halfWidth, height); y++)
            AddRow(sums, values.AsSpan(y * width, width), 1);
        for (int y = 0; y < height; y++)
        {
            if (y + halfWidth < height)
                AddRow(sums, values.AsSpan((y + halfWidth) * width, width), 1);
            Span<float> kept = ring.AsSpan(y % (halfWidth + 1) * width, width);
            Span<float> row = values.AsSpan(y * width, width);
            row.CopyTo(kept);
            for (int x = 0; x < width; x++)
                row[x] = (float)(sums[x] * factor);
            if (y - halfWidth >= 0)
                AddRow(sums, ring.AsSpan((y - halfWidth) % (halfWidth + 1) * width, width), -1);
        }
    }

    private static void AddRow(double[] sums, ReadOnlySpan<float> row, double sign)
    {
        for (int x = 0; x < row.Length; x++)
            sums[x] += sign * row[x];
    }
}
