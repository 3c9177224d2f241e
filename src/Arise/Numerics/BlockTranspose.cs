using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Arise.Numerics;

/// <summary>Transposition of 8 x 8 floats, the step between [unit, sample] and [sample, unit].</summary>
internal static unsafe class BlockTranspose
{
    /// <summary>Side of a block.</summary>
    public const int Size = 8;

    /// <summary>destination[j, i] = source[i, j] for one block.</summary>
    /// <param name="source">Upper left corner.</param>
    /// <param name="sourceStride">Floats from one row to the next.</param>
    /// <param name="destination">Upper left corner; it does not overlap the source.</param>
    /// <param name="destinationStride">Floats from one row to the next.</param>
    public static void Transpose(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        if (Avx.IsSupported)
        {
            TransposeAvx(source, sourceStride, destination, destinationStride);
            return;
        }

        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
                destination[(j * destinationStride) + i] = source[(i * sourceStride) + j];
        }
    }

    private static void TransposeAvx(float* s, nint n, float* d, nint m)
    {
        Vector256<float> r0 = Avx.LoadVector256(s), r1 = Avx.LoadVector256(s + n);
        Vector256<float> r2 = Avx.LoadVector256(s + (2 * n)), r3 = Avx.LoadVector256(s + (3 * n));
        Vector256<float> r4 = Avx.LoadVector256(s + (4 * n)), r5 = Avx.LoadVector256(s + (5 * n));
        Vector256<float> r6 = Avx.LoadVector256(s + (6 * n)), r7 = Avx.LoadVector256(s + (7 * n));
        Vector256<float> p0 = Avx.UnpackLow(r0, r1), p1 = Avx.UnpackHigh(r0, r1);
        Vector256<float> p2 = Avx.UnpackLow(r2, r3), p3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> p4 = Avx.UnpackLow(r4, r5), p5 = Avx.UnpackHigh(r4, r5);
        Vector256<float> p6 = Avx.UnpackLow(r6, r7), p7 = Avx.UnpackHigh(r6, r7);
        r0 = Avx.Shuffle(p0, p2, 0x44);
        r1 = Avx.Shuffle(p0, p2, 0xEE);
        r2 = Avx.Shuffle(p1, p3, 0x44);
        r3 = Avx.Shuffle(p1, p3, 0xEE);
        r4 = Avx.Shuffle(p4, p6, 0x44);
        r5 = Avx.Shuffle(p4, p6, 0xEE);
        r6 = Avx.Shuffle(p5, p7, 0x44);
        r7 = Avx.Shuffle(p5, p7, 0xEE);
        Avx.Store(d, Avx.Permute2x128(r0, r4, 0x20));
        Avx.Store(d + m, Avx.Permute2x128(r1, r5, 0x20));
        Avx.Store(d + (2 * m), Avx.Permute2x128(r2, r6, 0x20));
        Avx.Store(d + (3 * m), Avx.Permute2x128(r3, r7, 0x20));
        Avx.Store(d + (4 * m), Avx.Permute2x128(r0, r4, 0x31));
        Avx.Store(d + (5 * m), Avx.Permute2x128(r1, r5, 0x31));
        Avx.Store(d + (6 * m), Avx.Permute2x128(r2, r6, 0x31));
        Avx.Store(d + (7 * m), Avx.Permute2x128(r3, r7, 0x31));
    }
}
