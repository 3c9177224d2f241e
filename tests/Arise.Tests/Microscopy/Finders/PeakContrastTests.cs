using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Finders;

public class PeakContrastTests
{
    [Fact]
    public void Of_pure_noise_it_has_mean_0_and_deviation_1_and_a_slope_changes_nothing()
    {
        const int side = 300;
        float[] noise = UShapedNetworkTests.Random(side * side, 18, 1);
        float[] tilted = [.. noise.Select((value, k) => value + (0.01f * (k % side)))];
        var flat = new PeakContrast(new FlatImage(side, side, noise, 10));
        var slope = new PeakContrast(new FlatImage(side, side, tilted, 10));
        var values = new List<double>();
        for (int y = 15; y < side - 15; y += 15)
        {
            for (int x = 15; x < side - 15; x += 15)
            {
                values.Add(flat.At(x, y));
                Assert.Equal(values[^1], slope.At(x, y), 0.05);
            }
        }

        Assert.Equal(0, values.Average(), 0.2);
        Assert.Equal(1, Math.Sqrt(values.Average(value => value * value)), 0.15);
    }

    [Fact]
    public void Small_images_and_edges_are_no_problem()
    {
        foreach ((int width, int height) in new[] { (1, 1), (2, 3), (5, 40) })
        {
            var contrast = new PeakContrast(new FlatImage(width, height, new float[width * height], 8));
            Assert.True(double.IsPositiveInfinity(contrast.At(width - 1, height - 1)));
        }
    }
}
