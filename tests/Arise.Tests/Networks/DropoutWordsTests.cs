using System.Numerics;
using Arise.Networks;

namespace Arise.Tests.Networks;

public class DropoutWordsTests
{
    [KernelFact]
    public void Bits_are_those_of_the_scalar_definition()
    {
        uint[] words = new uint[5];
        DropoutWords.Fill(words, 0.25, 42, DropoutWords.Training, 2, 7);
        for (int unit = 0; unit < words.Length; unit++)
        {
            for (int bit = 0; bit < 32; bit++)
            {
                Assert.Equal(
                    DoubleNetwork.Keeps(0.25, 42, DropoutWords.Training, 2, unit, (uint)((7 * 32) + bit)),
                    (words[unit] >> bit & 1) != 0);
            }
        }
    }

    [Theory]
    [InlineData(0.0317)]
    [InlineData(0.5)]
    public void Units_are_dropped_with_the_given_probability(double dropout)
    {
        uint[] words = new uint[20_000];
        DropoutWords.Fill(words, dropout, 1, DropoutWords.Training, 0, 0);
        double bits = 32.0 * words.Length;
        double kept = words.Sum(word => BitOperations.PopCount(word)) / bits;
        Assert.Equal(1 - dropout, kept, 5 * Math.Sqrt(dropout * (1 - dropout) / bits));
    }

    [Fact]
    public void Without_dropout_everything_is_kept()
    {
        uint[] words = new uint[3];
        DropoutWords.Fill(words, 0, 1, DropoutWords.Training, 0, 0);
        Assert.All(words, word => Assert.Equal(uint.MaxValue, word));
    }
}
