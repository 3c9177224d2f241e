using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Numerics;

/// <summary>Rectifier and dropout of a block [unit, lane] whose sums are already there.</summary>
internal static unsafe class LaneRectifier
{
    /// <summary>
    /// Replaces z by scale max(z, 0) in the lanes whose bit is set in the unit's word and by 0 elsewhere: the same bits
    /// as <see cref="TileKernel"/> with <see cref="TileOperands.Kept"/>.
    /// </summary>
    /// <param name="values">[unit, lane], 32 lanes.</param>
    /// <param name="units">Number of units.</param>
    /// <param name="kept">A word per unit.</param>
    /// <param name="scale">Factor of the kept values.</param>
    /// <param name="active">Receives the units that differ from zero in a lane, ascending.</param>
    /// <returns>Number of these units.</returns>
    public static int Run(float* values, int units, uint* kept, float scale, int* active)
    {
        if (Vector512.IsHardwareAccelerated)
            return Run<Vector512<float>, Lanes512>(values, units, kept, scale, active);
        return Vector256.IsHardwareAccelerated
            ? Run<Vector256<float>, Lanes256>(values, units, kept, scale, active)
            : Run<Vector128<float>, Lanes128>(values, units, kept, scale, active);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run<TVector, TLanes>(float* values, int units, uint* kept, float scale, int* active)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector factor = TLanes.Broadcast(scale);
        int count = 0;
        for (int unit = 0; unit < units; unit++)
        {
            bool any = false;
            for (int lane = 0; lane < TileKernel.Lanes; lane += 2 * TLanes.Count)
            {
                float* z = values + (unit * TileKernel.Lanes) + lane;
                TVector first = TLanes.Rectify(TLanes.Load(z), factor, kept[unit] >> lane);
                TVector second =
                    TLanes.Rectify(TLanes.Load(z + TLanes.Count), factor, kept[unit] >> (lane + TLanes.Count));
                TLanes.Store(first, z);
                TLanes.Store(second, z + TLanes.Count);
                any |= TLanes.AnyNonZero(first, second);
            }

            active[count] = unit;
            count += any ? 1 : 0;
        }

        return count;
    }
}
