using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Arise.Numerics;

/// <summary>
/// The counter-based random function Philox4x32-10: 128 bits of counter and 64 bits of key give 128 random bits, with
/// no state. J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, SC11 (2011), doi:10.1145/2063384.2063405.
/// </summary>
internal static class Philox4x32
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Four random words of a counter (four words, the least significant first) and a key.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Words(uint c0, uint c1, uint c2, uint c3, ulong key)
    {
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0;
            ulong p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 = unchecked(k0 + Weyl0);
            k1 = unchecked(k1 + Weyl1);
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>
    /// The same for eight counters at once that differ in their first word: lane i of the results is what
    /// the scalar form gives for lane i of <paramref name="c0"/>.
    /// </summary>
    /// <remarks>
    /// Words live in 64-bit lanes. The upper halves hold rubbish between rounds, which the 32-bit multiplication
    /// does not see.
    /// </remarks>
    public static (Vector512<ulong> X0, Vector512<ulong> X1, Vector512<ulong> X2, Vector512<ulong> X3) Words(
        Vector512<ulong> c0, uint c1, uint c2, uint c3, ulong key)
    {
        Vector512<ulong> w0 = c0;
        Vector512<ulong> w1 = Vector512.Create((ulong)c1);
        Vector512<ulong> w2 = Vector512.Create((ulong)c2);
        Vector512<ulong> w3 = Vector512.Create((ulong)c3);
        Vector512<ulong> m0 = Vector512.Create((ulong)Multiplier0);
        Vector512<ulong> m1 = Vector512.Create((ulong)Multiplier1);
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> p0 = MultiplyLow32(w0, m0);
            Vector512<ulong> p1 = MultiplyLow32(w2, m1);
            w0 = (p1 >>> 32) ^ w1 ^ Vector512.Create((ulong)k0);
            w1 = p1;
            w2 = (p0 >>> 32) ^ w3 ^ Vector512.Create((ulong)k1);
            w3 = p0;
            k0 = unchecked(k0 + Weyl0);
            k1 = unchecked(k1 + Weyl1);
        }

        Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
        return (w0 & low, w1 & low, w2 & low, w3 & low);
    }

    private static Vector512<ulong> MultiplyLow32(Vector512<ulong> a, Vector512<ulong> b)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());
        return Vector512.Create(MultiplyLow32(a.GetLower(), b.GetLower()), MultiplyLow32(a.GetUpper(), b.GetUpper()));
    }

    private static Vector256<ulong> MultiplyLow32(Vector256<ulong> a, Vector256<ulong> b) => Avx2.IsSupported
        ? Avx2.Multiply(a.AsUInt32(), b.AsUInt32())
        : (a & Vector256.Create((ulong)uint.MaxValue)) * b;
}
