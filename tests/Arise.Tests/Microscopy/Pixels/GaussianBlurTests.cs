using Arise.Microscopy.Pixels;

namespace Arise.Tests.Microscopy.Pixels;

public class GaussianBlurTests
{
    private const int Width = 41, Height = 37;

    [Theory]
    [InlineData(0.8)]
    [InlineData(2.5)]
    public void A_point_becomes_a_Gaussian(double sigma)
    {
        float[] point = new float[Width * Height];
        point[(18 * Width) + 20] = 1;
        float[] blurred = GaussianBlur.Of(point, Width, Height, sigma);
        Assert.Equal(1, blurred.Sum(), 1e-4);
        for (int y = 14; y < 23; y++)
        {
            for (int x = 15; x < 26; x++)
            {
                double square = ((x - 20) * (x - 20)) + ((y - 18) * (y - 18));
                double expected = Math.Exp(-square / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);
                Assert.Equal(expected, blurred[(y * Width) + x], 0.004 / (sigma * sigma));
            }
        }
    }

    [Fact]
    public void Level_and_slope_have_no_blobs()
    {
        float[] slope = [.. Enumerable.Range(0, Width * Height).Select(k => 3 + (0.1f * (k % Width)))];
        float[] blobs = GaussianBlur.BlobResponse(slope, Width, Height, 1.5);
        for (int y = 8; y < Height - 8; y++)
        {
            for (int x = 8; x < Width - 8; x++)
                Assert.Equal(0, blobs[(y * Width) + x], 1e-4);
        }
    }

    [Fact]
    public void Noise_of_blobs_is_as_computed()
    {
        var random = new Random(1);
        const int side = 300;
        float[] noise = [.. Enumerable.Range(0, side * side).Select(_ => (float)Normal(random))];
        foreach (double sigma in (double[])[2, 4])
        {
            float[] blobs = GaussianBlur.BlobResponse(noise, side, side, sigma);
            double deviation = Math.Sqrt(blobs.Average(value => (double)value * value));
            Assert.Equal(GaussianBlur.BlobNoise(sigma), deviation, 0.12 * deviation);
        }
    }

    [Fact]
    public void Wide_blurs_are_nearly_the_same_in_less_time()
    {
        const int side = 160;
        float[] waves = [.. Enumerable.Range(0, side * side)
            .Select(k => (float)(Math.Sin(k % side / 25.0) + Math.Cos(k / side / 31.0)))];
        float[] exact = GaussianBlur.Of(waves, side, side, 12), slow = GaussianBlur.Slow(waves, side, side, 12);
        // At the edges blocks have other mirror images than pixels.
        for (int y = 20; y < side - 20; y++)
        {
            for (int x = 20; x < side - 20; x++)
                Assert.Equal(exact[(y * side) + x], slow[(y * side) + x], 0.03);
        }
    }

    [Fact]
    public void Mirrors_repeat_no_edge()
    {
        Assert.Equal([2, 1, 0, 1, 2, 3, 2, 1, 0], Enumerable.Range(-2, 9).Select(k => GaussianBlur.Mirrored(k, 4)));
        Assert.Equal(0, GaussianBlur.Mirrored(-5, 1));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
