using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class RandomNumbersTests
{
    private const int Count = 200_000;

    [Fact]
    public void Uniform_numbers_have_the_moments_of_the_uniform_distribution()
    {
        var random = new RandomNumbers(1, 2);
        double[] values = [.. Enumerable.Range(0, Count).Select(i => random.Uniform((ulong)i))];
        Assert.All(values, value => Assert.InRange(value, 0, 1 - 1e-16));
        // Five standard errors: mean 1/sqrt(12 n), second moment sqrt(4/45 / n).
        Assert.Equal(0.5, values.Average(), 5 / Math.Sqrt(12.0 * Count));
        Assert.Equal(1.0 / 3, values.Average(value => value * value), 5 * Math.Sqrt(4.0 / 45 / Count));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution_and_are_uncorrelated()
    {
        var random = new RandomNumbers(3, 4);
        double[] values = [.. Enumerable.Range(0, Count).Select(i => random.Normal((ulong)i))];
        double error = 5 / Math.Sqrt(Count);
        Assert.Equal(0, values.Average(), error);
        Assert.Equal(1, values.Average(value => value * value), error * Math.Sqrt(2));
        Assert.Equal(0, values.Average(value => value * value * value), error * Math.Sqrt(15));
        Assert.Equal(3, values.Average(value => Math.Pow(value, 4)), error * Math.Sqrt(96));
        Assert.Equal(
            0, Enumerable.Range(0, Count / 2).Average(i => values[2 * i] * values[(2 * i) + 1]), error * Math.Sqrt(2));
    }

    [Fact]
    public void Integers_below_a_bound_are_equally_frequent()
    {
        var random = new RandomNumbers(5, 6);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.Below((ulong)i, 7)]++;
        // Chi-squared with 6 degrees of freedom exceeds 27.9 once in 10 000.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 27.9);
    }

    [Fact]
    public void A_shuffle_is_a_permutation_and_puts_every_item_everywhere()
    {
        int[,] counts = new int[5, 5];
        for (int trial = 0; trial < 10_000; trial++)
        {
            int[] items = [0, 1, 2, 3, 4];
            new RandomNumbers(7, (ulong)trial).Shuffle<int>(items);
            Assert.Equal([0, 1, 2, 3, 4], items.Order());
            for (int place = 0; place < 5; place++)
                counts[place, items[place]]++;
        }

        foreach (int count in counts)
            Assert.InRange(count, 1800, 2200);
    }

    [Fact]
    public void Seeds_and_streams_give_other_numbers()
    {
        Assert.NotEqual(new RandomNumbers(1, 1).Bits(0), new RandomNumbers(1, 2).Bits(0));
        Assert.NotEqual(new RandomNumbers(1, 1).Bits(0), new RandomNumbers(2, 1).Bits(0));
        Assert.NotEqual(new RandomNumbers(1, 1).Bits(0), new RandomNumbers(1, 1).Bits(1));
    }
}
