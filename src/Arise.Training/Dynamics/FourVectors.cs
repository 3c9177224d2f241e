using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Arise.Dynamics;

/// <summary>Four vectors of four numbers: of four pairs, or x, y, z of four pairs after transposition.</summary>
internal readonly record struct FourVectors(
    Vector256<double> X, Vector256<double> Y, Vector256<double> Z, Vector256<double> W)
{
    /// <summary>x^2 + y^2 + z^2 of each lane, in this order on every machine.</summary>
    public Vector256<double> Square => (X * X) + (Y * Y) + (Z * Z);

    /// <summary>Vectors from an atom to the four partners of a block of pairs, as x, y, z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectors To(
        ref double places, ref double shifts, ref int partners, ref byte images, Vector256<double> own) =>
        new FourVectors(
            One(ref places, ref shifts, partners, images, own),
            One(ref places, ref shifts, Unsafe.Add(ref partners, 1), Unsafe.Add(ref images, 1), own),
            One(ref places, ref shifts, Unsafe.Add(ref partners, 2), Unsafe.Add(ref images, 2), own),
            One(ref places, ref shifts, Unsafe.Add(ref partners, 3), Unsafe.Add(ref images, 3), own)).Transposed();

    /// <summary>Lanes become vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourVectors Transposed()
    {
        if (!Avx.IsSupported)
        {
            return new FourVectors(
                Vector256.Create(X[0], Y[0], Z[0], W[0]),
                Vector256.Create(X[1], Y[1], Z[1], W[1]),
                Vector256.Create(X[2], Y[2], Z[2], W[2]),
                Vector256.Create(X[3], Y[3], Z[3], W[3]));
        }

        Vector256<double> a = Avx.UnpackLow(X, Y), b = Avx.UnpackHigh(X, Y);
        Vector256<double> c = Avx.UnpackLow(Z, W), d = Avx.UnpackHigh(Z, W);
        return new FourVectors(
            Avx.Permute2x128(a, c, 0x20),
            Avx.Permute2x128(b, d, 0x20),
            Avx.Permute2x128(a, c, 0x31),
            Avx.Permute2x128(b, d, 0x31));
    }

    /// <summary>Takes the vectors, one after the other, from those of the partners.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TakeFrom(ref double forces, ref int partners)
    {
        Take(ref forces, partners, X);
        Take(ref forces, Unsafe.Add(ref partners, 1), Y);
        Take(ref forces, Unsafe.Add(ref partners, 2), Z);
        Take(ref forces, Unsafe.Add(ref partners, 3), W);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> One(
        ref double places, ref double shifts, int partner, byte image, Vector256<double> own) =>
        Vector256.LoadUnsafe(ref places, (nuint)partner * Particles.Stride)
        + Vector256.LoadUnsafe(ref shifts, (nuint)image * Particles.Stride) - own;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref double forces, int partner, Vector256<double> pull)
    {
        nuint at = (nuint)partner * Particles.Stride;
        (Vector256.LoadUnsafe(ref forces, at) - pull).StoreUnsafe(ref forces, at);
    }
}
