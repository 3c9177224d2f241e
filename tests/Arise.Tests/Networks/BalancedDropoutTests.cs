using System.Numerics;
using Arise.Networks;

namespace Arise.Tests.Networks;

public class BalancedDropoutTests
{
    [KernelFact]
    public void Bits_are_those_of_the_plain_definition()
    {
        foreach (double dropout in new[] { 0.0317, 0.25, 0.5, 0.9 })
        {
            uint[] first = new uint[9], second = new uint[9];
            BalancedDropout.Fill(first, second, dropout, 42, 2, 7);
            for (int unit = 0; unit < first.Length; unit++)
            {
                ulong present = first[unit] | ((ulong)second[unit] << 32);
                for (int bit = 0; bit < 64; bit++)
                {
                    bool kept = DoubleNetwork.KeepsInPrediction(dropout, 42, 2, unit, (uint)((7 * 64) + bit));
                    Assert.Equal(kept, (present >> bit & 1) != 0);
                }
            }
        }
    }

    [Theory]
    [InlineData(0.0317)]
    [InlineData(0.5)]
    [InlineData(0.97)]
    public void Each_unit_is_absent_equally_often_and_each_pass_alike(double dropout)
    {
        const int units = 40_000;
        uint[] first = new uint[units], second = new uint[units];
        BalancedDropout.Fill(first, second, dropout, 1, 0, 3);
        int[] absentInPass = new int[64];
        for (int unit = 0; unit < units; unit++)
        {
            ulong absent = ~(first[unit] | ((ulong)second[unit] << 32));
            Assert.InRange(BitOperations.PopCount(absent), Math.Floor(64 * dropout), Math.Ceiling(64 * dropout));
            for (ulong rest = absent; rest != 0; rest &= rest - 1)
                absentInPass[BitOperations.TrailingZeroCount(rest)]++;
        }

        double tolerance = 5 * Math.Sqrt(dropout * (1 - dropout) / units);
        Assert.All(absentInPass, count => Assert.Equal(dropout, (double)count / units, tolerance));
    }

    [Fact]
    public void Without_dropout_everything_is_kept()
    {
        uint[] first = new uint[3], second = new uint[3];
        BalancedDropout.Fill(first, second, 0, 1, 0, 0);
        Assert.All([.. first, .. second], word => Assert.Equal(uint.MaxValue, word));
    }
}
