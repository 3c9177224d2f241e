using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Arise.Numerics;

/// <summary>Vectors of 4 floats (128 bits).</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    /// <inheritdoc/>
    public static int Count => Vector128<float>.Count;

    /// <inheritdoc/>
    public static bool HasManyRegisters => AdvSimd.IsSupported || Avx512F.VL.IsSupported;

    private static Vector128<uint> LaneBits => Vector128.Create(1u, 2u, 4u, 8u);

    /// <inheritdoc/>
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    /// <inheritdoc/>
    public static void Store(Vector128<float> value, float* destination) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    /// <inheritdoc/>
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Vector128.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    public static Vector128<float> Rectify(Vector128<float> value, Vector128<float> scale, uint kept)
    {
        Vector128<float> keep = Vector128.Equals(Vector128.Create(kept) & LaneBits, LaneBits).AsSingle();
        return keep & (Vector128.MaxNative(value, Vector128<float>.Zero) * scale);
    }

    /// <inheritdoc/>
    public static bool AnyNonZero(Vector128<float> a, Vector128<float> b) =>
        !Vector128.EqualsAll(a.AsUInt32() | b.AsUInt32(), Vector128<uint>.Zero);
}
