using Arise.Microscopy.Pixels;

namespace Arise.Tests.Microscopy.Pixels;

public class ResamplingTests
{
    // Away from the edges. Where pixels become fewer, the center of a sampled triangle lies 0.1 old pixels off at most.
    [Theory]
    [InlineData(0.37)]
    [InlineData(1)]
    [InlineData(1.6)]
    public void A_plane_stays_a_plane(double scale)
    {
        const int width = 60, height = 40;
        float[] plane = [.. Enumerable.Range(0, width * height).Select(k => (2f * (k % width)) - (3f * (k / width)))];
        int columns = (int)Math.Round(width * scale), rows = (int)Math.Round(height * scale);
        float[] result = Resampling.Resample(plane, width, height, columns, rows, scale);
        for (int i = 4; i < rows - 4; i++)
        {
            for (int j = 4; j < columns - 4; j++)
            {
                double x = ((j + 0.5) / scale) - 0.5, y = ((i + 0.5) / scale) - 0.5;
                Assert.Equal((2 * x) - (3 * y), result[(i * columns) + j], scale < 1 ? 0.3 : 1e-3);
            }
        }
    }

    [Fact]
    public void A_constant_stays_constant_up_to_the_edges()
    {
        float[] image = [.. Enumerable.Repeat(5f, 30 * 20)];
        Assert.All(Resampling.Resample(image, 30, 20, 11, 7, 0.36), value => Assert.Equal(5, value, 1e-5));
    }

    // Stripes of two pixels are beyond what a third of the pixels can show.
    [Fact]
    public void What_fewer_pixels_cannot_show_does_not_fold_back()
    {
        float[] stripes = [.. Enumerable.Range(0, 120 * 120).Select(k => k % 2 == 0 ? 1f : -1f)];
        Assert.All(Resampling.Resample(stripes, 120, 120, 36, 36, 0.3), value => Assert.True(Math.Abs(value) < 0.1));
    }
}
