namespace Arise.Networks.Convolution;

/// <summary>Half and double resolution of feature maps, and what each does to derivatives.</summary>
internal static unsafe class Resolution
{
    /// <summary>coarse[y, x] = factor (sum of fine over 2 x 2 pixels): a mean with 1/4.</summary>
    public static void Halve(FeatureMap fine, FeatureMap coarse, float factor)
    {
        for (int channel = 0; channel < coarse.Channels; channel++)
        {
            for (int row = 0; row < coarse.Height; row++)
            {
                float* upper = fine.Row(channel, 2 * row), lower = fine.Row(channel, (2 * row) + 1);
                float* output = coarse.Row(channel, row);
                for (int x = 0; x < coarse.Width; x++)
                    output[x] = factor * (upper[2 * x] + upper[(2 * x) + 1] + (lower[2 * x] + lower[(2 * x) + 1]));
            }
        }
    }

    /// <summary>output[y, x] = factor coarse[y / 2, x / 2] + fine[y, x].</summary>
    public static void DoubleAndAdd(FeatureMap coarse, FeatureMap fine, FeatureMap output, float factor)
    {
        for (int channel = 0; channel < output.Channels; channel++)
        {
            for (int row = 0; row < output.Height; row++)
            {
                float* half = coarse.Row(channel, row / 2), other = fine.Row(channel, row);
                float* sum = output.Row(channel, row);
                for (int x = 0; x < coarse.Width; x++)
                {
                    float value = factor * half[x];
                    sum[2 * x] = value + other[2 * x];
                    sum[(2 * x) + 1] = value + other[(2 * x) + 1];
                }
            }
        }
    }
}
