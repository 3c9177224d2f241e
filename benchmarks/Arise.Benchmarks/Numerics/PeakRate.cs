using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Benchmarks.Numerics;

/// <summary>Fused multiply-adds that depend on nothing but registers: the most the processor can do.</summary>
internal static class PeakRate
{
    /// <summary>Best of several runs, in GFLOP/s of one core.</summary>
    public static double Measure()
    {
        const int steps = 1 << 16;
        int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;
        Func<int, float> run = lanes switch
        {
            16 => Run<Vector512<float>, Lanes512>,
            8 => Run<Vector256<float>, Lanes256>,
            _ => Run<Vector128<float>, Lanes128>,
        };
        double seconds = Stopwatches.Best(500, () => run(steps));
        return 2.0 * 12 * lanes * steps / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe float Run<TVector, TLanes>(int steps)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
    {
        TVector a = TLanes.Broadcast(0.999f), b = TLanes.Broadcast(1e-3f);
        TVector c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (int i = 0; i < steps; i++)
        {
            c0 = TLanes.MultiplyAdd(a, c0, b);
            c1 = TLanes.MultiplyAdd(a, c1, b);
            c2 = TLanes.MultiplyAdd(a, c2, b);
            c3 = TLanes.MultiplyAdd(a, c3, b);
            c4 = TLanes.MultiplyAdd(a, c4, b);
            c5 = TLanes.MultiplyAdd(a, c5, b);
            c6 = TLanes.MultiplyAdd(a, c6, b);
            c7 = TLanes.MultiplyAdd(a, c7, b);
            c8 = TLanes.MultiplyAdd(a, c8, b);
            c9 = TLanes.MultiplyAdd(a, c9, b);
            c10 = TLanes.MultiplyAdd(a, c10, b);
            c11 = TLanes.MultiplyAdd(a, c11, b);
        }

        TVector sum = TLanes.MultiplyAdd(c0, c1, TLanes.MultiplyAdd(c2, c3, TLanes.MultiplyAdd(c4, c5, c6)));
        sum = TLanes.MultiplyAdd(c7, c8, TLanes.MultiplyAdd(c9, c10, TLanes.MultiplyAdd(c11, sum, sum)));
        return *(float*)&sum;
    }
}
