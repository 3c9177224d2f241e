using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Benchmarks.Numerics;

/// <summary>
/// Fused multiply-adds that depend on nothing but registers: the most that one core can do. The work is the same for
/// vectors of every width.
/// </summary>
internal static class PeakRate
{
    /// <summary>Floating-point operations of one <see cref="Run"/>: 25 million.</summary>
    public const double Operations = 2.0 * Chains * MostLanes * (1 << 16);

    private const int Chains = 12;
    private const int MostLanes = 16;

    /// <summary>Numbers in a vector of this processor.</summary>
    public static int Lanes { get; } =
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Makes <see cref="Operations"/> operations.</summary>
    public static float Run()
    {
        int steps = (1 << 16) * MostLanes / Lanes;
        return Lanes switch
        {
            16 => Run<Vector512<float>, Lanes512>(steps),
            8 => Run<Vector256<float>, Lanes256>(steps),
            _ => Run<Vector128<float>, Lanes128>(steps),
        };
    }

    /// <summary>Best of several runs, in GFLOP/s of one core.</summary>
    public static double Measure()
    {
        double best = double.PositiveInfinity;
        for (int run = 0; run < 500; run++)
        {
            long start = Stopwatch.GetTimestamp();
            Run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return Operations / best / 1e9;
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
