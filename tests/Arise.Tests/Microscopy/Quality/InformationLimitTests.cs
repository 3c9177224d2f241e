using Arise.Microscopy;
using Arise.Microscopy.Quality;

namespace Arise.Tests.Microscopy.Quality;

public class InformationLimitTests
{
    [Fact]
    public void It_falls_with_the_dose() => Falls([.. ((double[])[4000, 100, 5]).Select(electrons =>
        Limit(new SimpleGraphene { Electrons = electrons }))]);

    [Fact]
    public void It_falls_with_blur() => Falls([.. ((double[])[1.8, 2.6, 3.6]).Select(blur =>
        Limit(new SimpleGraphene { Electrons = 150, Blur = blur }))]);

    // A lattice with bonds of 12 pixels has spots at sqrt(1, 3, 4, 7, ...) / (1.5 * 12) / pixel.
    [Fact]
    public void It_is_a_frequency_of_the_lattice()
    {
        foreach ((double electrons, int order) in ((double, int)[])[(12, 1), (100, 3)])
        {
            double limit = Limit(new SimpleGraphene { Electrons = electrons, Blur = 4.4 });
            Assert.Equal(Math.Sqrt(order) / 18, limit, 1.0 / 128);
        }
    }

    [Fact]
    public void Rows_that_jump_add_nothing() => Assert.True(
        Limit(new SimpleGraphene { Electrons = 400, Jitter = 1 }) < Limit(new SimpleGraphene { Electrons = 400 }));

    [Fact]
    public void Interference_has_one_direction_and_adds_nothing()
    {
        MicroscopeImage image = new SimpleGraphene().Draw();
        float[] values = image.Intensities.ToArray();
        double before = InformationLimit.Of(values, image.Width, image.Height, 1, 0, CancellationToken.None);
        for (int k = 0; k < values.Length; k++)
            values[k] += 60 * MathF.Sin((2.1f * (k % image.Width)) + (1.3f * (k / image.Width)));
        Assert.Equal(before, InformationLimit.Of(values, image.Width, image.Height, 1, 0, CancellationToken.None));
    }

    [Fact]
    public void Blocks_keep_the_frequency() => Assert.Equal(
        Limit(new SimpleGraphene { Electrons = 12, Blur = 4.4, Side = 280 }),
        Limit(new SimpleGraphene { Electrons = 12, Blur = 4.4, Side = 280 }, block: 2), 1.5 / 128);

    [Fact]
    public void Noise_alone_has_none()
    {
        var random = new Random(5);
        for (int turn = 0; turn < 10; turn++)
        {
            float[] values = [.. Enumerable.Range(0, 140 * 130).Select(_ => (float)random.NextDouble())];
            Assert.Equal(0, InformationLimit.Of(values, 140, 130, 1, 0, CancellationToken.None));
        }

        Assert.Equal(0, InformationLimit.Of([1, 2, 3, 4], 2, 2, 1, 0, CancellationToken.None));
    }

    private static double Limit(SimpleGraphene sample, int block = 1)
    {
        MicroscopeImage image = sample.Draw();
        return InformationLimit.Of(
            image.Intensities.ToArray(), image.Width, image.Height, block, 0, CancellationToken.None);
    }

    private static void Falls(double[] limits)
    {
        Assert.True(limits[0] > limits[1] && limits[1] > limits[2] && limits[2] > 0, string.Join(" ", limits));
    }
}
