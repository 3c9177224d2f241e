using System.Runtime.Intrinsics;

namespace Arise.Numerics;

/// <summary>Vectors of 16 floats (512 bits).</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    /// <inheritdoc/>
    public static int Count => Vector512<float>.Count;

    /// <inheritdoc/>
    public static bool HasManyRegisters => true;

    private static Vector512<uint> LaneBits => Vector512.Create(
        1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u, 256u, 512u, 1024u, 2048u, 4096u, 8192u, 16384u, 32768u);

    /// <inheritdoc/>
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    /// <inheritdoc/>
    public static void Store(Vector512<float> value, float* destination) => value.Store(destination);

    /// <inheritdoc/>
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    /// <inheritdoc/>
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    public static Vector512<float> Rectify(Vector512<float> value, Vector512<float> scale, uint kept)
    {
        Vector512<float> keep = Vector512.Equals(Vector512.Create(kept) & LaneBits, LaneBits).AsSingle();
        return keep & (Vector512.MaxNative(value, Vector512<float>.Zero) * scale);
    }

    /// <inheritdoc/>
    public static bool AnyNonZero(Vector512<float> a, Vector512<float> b) =>
        !Vector512.EqualsAll(a.AsUInt32() | b.AsUInt32(), Vector512<uint>.Zero);
}
