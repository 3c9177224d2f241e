using Arise.Microscopy.Pixels;

namespace Arise.Tests.Microscopy.Pixels;

public class LocalFourierFilterTests
{
    private const int Side = 192;
    private const double Spacing = 8;

    [Fact]
    public void A_lattice_stays_and_noise_goes()
    {
        float[] lattice = Lattice(), noisy = Noisy(lattice, 2);
        (float[] filtered, double left) = LocalFourierFilter.Apply(noisy, Side, Side, Spacing, 1);
        double before = 0, after = 0, power = 0;
        for (int y = 30; y < Side - 30; y++)
        {
            for (int x = 30; x < Side - 30; x++)
            {
                int k = (y * Side) + x;
                (before, after, power) = (
                    before + Math.Pow(noisy[k] - lattice[k], 2), after + Math.Pow(filtered[k] - lattice[k], 2),
                    power + Math.Pow(lattice[k], 2));
            }
        }

        Assert.True(after < 0.02 * before, $"noise {Math.Sqrt(after / before):F3} of what it was");
        Assert.True(after < 0.1 * power, $"error {Math.Sqrt(after / power):F3} of the lattice");
        Assert.InRange(left, 0.0005, 0.05);
    }

    [Fact]
    public void Of_noise_alone_little_is_left()
    {
        float[] noise = Noisy(new float[Side * Side], 1);
        float[] filtered = LocalFourierFilter.Apply(noise, Side, Side, Spacing, 0).Values;
        Assert.True(filtered.Average(value => value * value) < 0.01);
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        float[] noisy = Noisy(Lattice(), 1);
        Assert.Equal(
            LocalFourierFilter.Apply(noisy, Side, Side, Spacing, 1, threads: 1).Values,
            LocalFourierFilter.Apply(noisy, Side, Side, Spacing, 1, threads: 3).Values);
    }

    private static float[] Lattice() => [.. Enumerable.Range(0, Side * Side).Select(k =>
        (float)(Math.Cos(2 * Math.PI * (k % Side) / Spacing) + Math.Cos(2 * Math.PI * (k / Side) / Spacing)))];

    private static float[] Noisy(float[] image, double deviation)
    {
        var random = new Random(5);
        return [.. image.Select(value => value + (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
            * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
