using Arise.Microscopy;
using Arise.Microscopy.Quality;

namespace Arise.Tests.Microscopy.Quality;

public class ElectronCountsTests
{
    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(80, 1, 0)]
    [InlineData(80, 7.5, 1000)]
    public void Electrons_are_counted_whatever_gain_and_offset(double electrons, double gain, double offset)
    {
        MicroscopeImage image = new SimpleGraphene { Electrons = electrons, Scale = (gain, offset) }.Draw();
        float[] values = image.Intensities.ToArray();
        double counted = ElectronCounts.PerPixel(values, image.Width, image.Height, 12, 0)!.Value;
        Assert.InRange(counted / ((values.Average(value => (double)value) - offset) / gain), 0.8, 1.25);
    }

    [Fact]
    public void Noise_that_does_not_grow_tells_nothing()
    {
        var random = new Random(3);
        float[] values = new float[128 * 128];
        for (int k = 0; k < values.Length; k++)
            values[k] = (float)(100 + (20 * Math.Sin(0.5 * (k % 128))) + random.NextDouble());
        Assert.Null(ElectronCounts.PerPixel(values, 128, 128, 12, 0));
        Assert.Null(ElectronCounts.PerPixel(new float[128 * 128], 128, 128, 12, 0));
    }
}
