using Arise.Microscopy.Pixels;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Pixels;

public class PixelNoiseTests
{
    private const int Side = 128;

    [Fact]
    public void The_deviation_of_noise_is_measured_beside_a_slope_and_wide_peaks()
    {
        float[] noise = UShapedNetworkTests.Random(Side * Side, 5, 1);
        double expected = Math.Sqrt(noise.Average(value => (double)value * value));
        float[] image = [.. noise.Select((value, k) =>
            value + (0.3f * (k % Side)) + (float)(5 * Math.Sin(2 * Math.PI * (k / Side) / 16.0)))];
        Assert.Equal(expected, PixelNoise.Of(image, Side, Side), 0.05 * expected);
    }

    [Fact]
    public void Noise_of_single_pixels_is_white_and_smoothed_noise_is_not()
    {
        float[] noise = UShapedNetworkTests.Random(Side * Side, 6, 1);
        Assert.True(PixelNoise.IsWhite(noise, Side, Side));
        Assert.False(PixelNoise.IsWhite(GaussianBlur.Of(noise, Side, Side, 0.7, 1), Side, Side));
        Assert.False(PixelNoise.IsWhite(GaussianBlur.Of(noise, Side, Side, 2, 1), Side, Side));
    }
}
