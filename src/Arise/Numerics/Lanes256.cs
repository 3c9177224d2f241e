using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Arise.Numerics;

/// <summary>Vectors of 8 floats (256 bits).</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    /// <inheritdoc/>
    public static int Count => Vector256<float>.Count;

    /// <inheritdoc/>
    public static bool HasManyRegisters => Avx512F.VL.IsSupported;

    private static Vector256<uint> LaneBits => Vector256.Create(1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u);

    /// <inheritdoc/>
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    /// <inheritdoc/>
    public static void Store(Vector256<float> value, float* destination) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    /// <inheritdoc/>
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    public static Vector256<float> Rectify(Vector256<float> value, Vector256<float> scale, uint kept)
    {
        Vector256<float> keep = Vector256.Equals(Vector256.Create(kept) & LaneBits, LaneBits).AsSingle();
        return keep & (Vector256.MaxNative(value, Vector256<float>.Zero) * scale);
    }

    /// <inheritdoc/>
    public static bool AnyNonZero(Vector256<float> a, Vector256<float> b) =>
        !Vector256.EqualsAll(a.AsUInt32() | b.AsUInt32(), Vector256<uint>.Zero);
}
