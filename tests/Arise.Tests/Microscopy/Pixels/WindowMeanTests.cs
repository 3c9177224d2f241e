using Arise.Microscopy.Pixels;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Pixels;

public class WindowMeanTests
{
    [Theory]
    [InlineData(17, 23, 3)]
    [InlineData(5, 4, 9)]
    [InlineData(1, 1, 2)]
    public void It_is_the_mean_over_the_window(int width, int height, int half)
    {
        float[] values = UShapedNetworkTests.Random(width * height, 13, 1), means = (float[])values.Clone();
        WindowMean.Apply(means, width, height, half);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                for (int i = Math.Max(0, y - half); i <= Math.Min(height - 1, y + half); i++)
                {
                    for (int j = Math.Max(0, x - half); j <= Math.Min(width - 1, x + half); j++)
                        sum += values[(i * width) + j];
                }

                Assert.Equal(sum / Math.Pow((2 * half) + 1, 2), means[(y * width) + x], 1e-5);
            }
        }
    }
}
