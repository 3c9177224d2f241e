using Arise.Microscopy.Pixels;

namespace Arise.Tests.Microscopy.Pixels;

public class PixelSampleTests
{
    [Fact]
    public void Few_values_are_all_there_in_order() => Assert.Equal([1, 2, 3], PixelSample.Sorted([3, 1, 2]));

    [Fact]
    public void A_sample_of_an_image_has_pixels_of_all_columns()
    {
        const int side = 1024;
        float[] sample = PixelSample.Sorted([.. Enumerable.Range(0, side * side).Select(k => (float)(k % side))]);
        Assert.InRange(sample.Length, 1000, 50_000);
        Assert.Equal(side, sample.Distinct().Count());
        Assert.Equal(side / 2.0, sample[sample.Length / 2], 0.01 * side);
    }
}
