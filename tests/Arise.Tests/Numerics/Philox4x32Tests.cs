using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class Philox4x32Tests
{
    // Known answers of the authors' library Random123, file kat_vectors, philox4x32 with 10 rounds.
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(
        0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
        0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(
        0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
        0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Gives_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox4x32.Words(c0, c1, c2, c3, k0 | ((ulong)k1 << 32)));

    [KernelFact]
    public void Eight_counters_at_once_give_the_same_words()
    {
        const ulong key = 0x299f31d0a4093822;
        Vector512<ulong> counters = Vector512.Create(0x243f6a88UL, 0, 0xffffffff, 12345, 1, 2, 3, 4);
        var (x0, x1, x2, x3) = Philox4x32.Words(counters, 0x85a308d3, 0x13198a2e, 0x03707344, key);
        for (int lane = 0; lane < 8; lane++)
        {
            Assert.Equal(
                Philox4x32.Words((uint)counters[lane], 0x85a308d3, 0x13198a2e, 0x03707344, key),
                ((uint)x0[lane], (uint)x1[lane], (uint)x2[lane], (uint)x3[lane]));
        }
    }
}
