namespace Arise.Microscopy.Pixels;

/// <summary>
/// Another number of pixels for the same field: between pixels linear, and where there become fewer, a mean with
/// triangular weights over two new pixels, which keeps noise that the new pixels cannot show from folding back.
/// </summary>
internal static class Resampling
{
    /// <summary>Resamples an image.</summary>
    /// <param name="values">The image [row, column].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="columns">New pixels per row.</param>
    /// <param name="rows">New number of rows.</param>
    /// <param name="scale">New pixels per old one: new pixel j has its center at (j + 1/2) / scale - 1/2.</param>
    public static float[] Resample(float[] values, int width, int height, int columns, int rows, double scale)
    {
        Taps across = new(width, columns, scale), down = new(height, rows, scale);
        float[] narrow = new float[columns * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = values.AsSpan(y * width, width);
            Span<float> target = narrow.AsSpan(y * columns, columns);
            for (int j = 0; j < columns; j++)
            {
                ReadOnlySpan<float> weights = across.Weights(j);
                ReadOnlySpan<float> source = row.Slice(across.First[j], weights.Length);
                float sum = 0;
                for (int k = 0; k < weights.Length; k++)
                    sum += weights[k] * source[k];
                target[j] = sum;
            }
        }

        float[] result = new float[columns * rows];
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> weights = down.Weights(i);
            Span<float> target = result.AsSpan(i * columns, columns);
            for (int k = 0; k < weights.Length; k++)
            {
                ReadOnlySpan<float> source = narrow.AsSpan((down.First[i] + k) * columns, columns);
                float weight = weights[k];
                for (int j = 0; j < columns; j++)
                    target[j] += weight * source[j];
            }
        }

        return result;
    }

    // For every new pixel the old ones that it is made of; the weights sum to 1.
    private sealed class Taps
    {
        private readonly float[][] _weights;

        public Taps(int length, int count, double scale)
        {
            double reach = Math.Max(1, 1 / scale);
            First = new int[count];
            _weights = new float[count][];
            for (int j = 0; j < count; j++)
            {
                double center = Math.Clamp(((j + 0.5) / scale) - 0.5, 0, length - 1);
                int first = Math.Max(0, (int)Math.Floor(center - reach) + 1);
                int last = Math.Min(length - 1, (int)Math.Ceiling(center + reach) - 1);
                First[j] = first;
                double[] weights =
                    [.. Enumerable.Range(first, last - first + 1).Select(k => 1 - (Math.Abs(k - center) / reach))];
                double sum = weights.Sum();
                _weights[j] = [.. weights.Select(weight => (float)(weight / sum))];
            }
        }

        public int[] First { get; }

        public ReadOnlySpan<float> Weights(int j) => _weights[j];
    }
}
