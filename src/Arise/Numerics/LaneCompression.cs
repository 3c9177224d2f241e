using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Numerics;

/// <summary>Moves the chosen ones of eight lanes to the front, in their order: what AVX-512 has as an
/// instruction.</summary>
internal static class LaneCompression
{
    /// <summary>Lanes of a vector.</summary>
    public const int Lanes = 8;

    // [mask, lane]: the lane that comes to stand at this place; those not chosen follow.
    private static readonly int[] Orders = [.. Enumerable.Range(0, 1 << Lanes).SelectMany(mask =>
        Enumerable.Range(0, Lanes).OrderBy(lane => (mask >> lane & 1) == 0 ? 1 : 0))];

    /// <summary>The order for <see cref="Vector256.ShuffleNative(Vector256{float}, Vector256{int})"/>.</summary>
    /// <param name="mask">Bit per lane: whether it is chosen.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Order(uint mask) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Orders), mask * Lanes);
}
