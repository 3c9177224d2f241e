using Arise.Microscopy;
using Arise.Microscopy.Quality;

namespace Arise.Tests.Microscopy.Quality;

public class RowJitterTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public void Displacements_are_told_from_noise(double electrons)
    {
        Assert.InRange(Jitter(0, electrons), 0, 0.15);
        Assert.InRange(Jitter(0.4, electrons), 0.3, 0.5);
        Assert.InRange(Jitter(1, electrons), 0.7, 1.2);
    }

    [Fact]
    public void Noise_hides_it()
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 200 * 150).Select(_ => (float)random.NextDouble())];
        Assert.Null(RowJitter.Of(values, 200, 150, 12));
        Assert.Null(RowJitter.Of([1, 2, 3, 4], 2, 2, 12));
    }

    private static double Jitter(double jitter, double electrons)
    {
        MicroscopeImage image = new SimpleGraphene { Jitter = jitter, Electrons = electrons }.Draw();
        return RowJitter.Of(image.Intensities.ToArray(), image.Width, image.Height, 12)!.Value;
    }
}
