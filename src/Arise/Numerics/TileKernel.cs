using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Numerics;

/// <summary>
/// The one matrix kernel of the network: a tile of 8 units by 32 lanes of W X + b, where lanes are Monte-Carlo passes
/// or samples,
/// <c>z[u, j] = bias[u] + sum over i of weights[k, u] inputs[k, j]</c> with k = rows[i], in the order of i,
/// each step one fused multiply-add. Prediction, back-propagation and gradients are all calls of it.
/// </summary>
/// <remarks>
/// <para>Weights are packed [k, 8], so that a tile reads them once and in order; inputs are [k, lane]. The output of
/// one layer has the layout of the input of the next: nothing is ever transposed on the way.</para>
/// <para>An output is one chain of fused multiply-adds, whatever the vector width, the tile and the other lanes: the
/// same bytes on every processor, for any batch and on any number of threads. Rows of inputs that are zero in all
/// lanes can be left out of <c>rows</c> without changing a bit.</para>
/// <para>The accumulators stay in registers for the whole sum: 8 x 2 vectors where there are 32 registers, 4 x 2
/// where there are 16. A call inside the loop would spill them, so these are leaf methods.</para>
/// </remarks>
internal static unsafe class TileKernel
{
    /// <summary>Units per tile.</summary>
    public const int Units = 8;

    /// <summary>Lanes per tile: one bit each in a 32-bit word of dropout.</summary>
    public const int Lanes = 32;

    /// <summary>Name of the vectors in use, for benchmarks and tests.</summary>
    public static string Instructions =>
        Vector512.IsHardwareAccelerated ? "512-bit vectors"
        : Vector256.IsHardwareAccelerated ? "256-bit vectors"
        : Vector128.IsHardwareAccelerated ? "128-bit vectors"
        : "no vectors";

    /// <summary>Computes one tile.</summary>
    /// <returns>Bit u is set where unit u of the output differs from zero in a lane.</returns>
    public static uint Multiply(in TileOperands tile)
    {
        Debug.Assert(tile.Depth >= 0, "The number of input rows is not negative.");
        if (Vector512.IsHardwareAccelerated)
            return Multiply<Vector512<float>, Lanes512>(tile, Lanes);
        return Vector256.IsHardwareAccelerated
            ? Multiply<Vector256<float>, Lanes256>(tile, Lanes)
            : Multiply<Vector128<float>, Lanes128>(tile, Lanes);
    }

    /// <summary>Computes the plain sums of the first 16 lanes of a tile; the others are left as they are.</summary>
    public static void MultiplyHalf(in TileOperands tile)
    {
        Debug.Assert(tile.Kept is null, "Half tiles are plain sums.");
        if (Vector512.IsHardwareAccelerated)
            MultiplyEightHalf(tile);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<Vector256<float>, Lanes256>(tile, Lanes / 2);
        else
            Multiply<Vector128<float>, Lanes128>(tile, Lanes / 2);
    }

    private static uint Multiply<TVector, TLanes>(in TileOperands tile, int lanes)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        uint active = 0;
        for (int lane = 0; lane < lanes; lane += 2 * TLanes.Count)
        {
            if (TLanes.HasManyRegisters)
            {
                active |= MultiplyEight<TVector, TLanes>(tile, 0, lane);
            }
            else
            {
                active |= MultiplyFour<TVector, TLanes>(tile, 0, lane);
                active |= MultiplyFour<TVector, TLanes>(tile, 4, lane);
            }
        }

        return active;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint MultiplyEight<TVector, TLanes>(in TileOperands tile, int row, int lane)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        float* weights = tile.Weights + row;
        float* inputs = tile.Inputs + lane;
        nint stride = tile.InputStride;
        int* rows = tile.InputRows;
        int depth = tile.Depth;
        TVector s0 = TLanes.Broadcast(tile.Bias[row + 0]), t0 = s0;
        TVector s1 = TLanes.Broadcast(tile.Bias[row + 1]), t1 = s1;
        TVector s2 = TLanes.Broadcast(tile.Bias[row + 2]), t2 = s2;
        TVector s3 = TLanes.Broadcast(tile.Bias[row + 3]), t3 = s3;
        TVector s4 = TLanes.Broadcast(tile.Bias[row + 4]), t4 = s4;
        TVector s5 = TLanes.Broadcast(tile.Bias[row + 5]), t5 = s5;
        TVector s6 = TLanes.Broadcast(tile.Bias[row + 6]), t6 = s6;
        TVector s7 = TLanes.Broadcast(tile.Bias[row + 7]), t7 = s7;
        for (int i = 0; i < depth; i++)
        {
            nint k = rows[i];
            float* w = weights + (k * Units);
            TVector x = TLanes.Load(inputs + (k * stride));
            TVector y = TLanes.Load(inputs + (k * stride) + TLanes.Count);
            TVector a = TLanes.Broadcast(w[0]);
            s0 = TLanes.MultiplyAdd(a, x, s0);
            t0 = TLanes.MultiplyAdd(a, y, t0);
            a = TLanes.Broadcast(w[1]);
            s1 = TLanes.MultiplyAdd(a, x, s1);
            t1 = TLanes.MultiplyAdd(a, y, t1);
            a = TLanes.Broadcast(w[2]);
            s2 = TLanes.MultiplyAdd(a, x, s2);
            t2 = TLanes.MultiplyAdd(a, y, t2);
            a = TLanes.Broadcast(w[3]);
            s3 = TLanes.MultiplyAdd(a, x, s3);
            t3 = TLanes.MultiplyAdd(a, y, t3);
            a = TLanes.Broadcast(w[4]);
            s4 = TLanes.MultiplyAdd(a, x, s4);
            t4 = TLanes.MultiplyAdd(a, y, t4);
            a = TLanes.Broadcast(w[5]);
            s5 = TLanes.MultiplyAdd(a, x, s5);
            t5 = TLanes.MultiplyAdd(a, y, t5);
            a = TLanes.Broadcast(w[6]);
            s6 = TLanes.MultiplyAdd(a, x, s6);
            t6 = TLanes.MultiplyAdd(a, y, t6);
            a = TLanes.Broadcast(w[7]);
            s7 = TLanes.MultiplyAdd(a, x, s7);
            t7 = TLanes.MultiplyAdd(a, y, t7);
        }

        uint active = 0;
        active |= Finish<TVector, TLanes>(s0, t0, tile, row + 0, lane);
        active |= Finish<TVector, TLanes>(s1, t1, tile, row + 1, lane);
        active |= Finish<TVector, TLanes>(s2, t2, tile, row + 2, lane);
        active |= Finish<TVector, TLanes>(s3, t3, tile, row + 3, lane);
        active |= Finish<TVector, TLanes>(s4, t4, tile, row + 4, lane);
        active |= Finish<TVector, TLanes>(s5, t5, tile, row + 5, lane);
        active |= Finish<TVector, TLanes>(s6, t6, tile, row + 6, lane);
        active |= Finish<TVector, TLanes>(s7, t7, tile, row + 7, lane);
        return active;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint MultiplyFour<TVector, TLanes>(in TileOperands tile, int row, int lane)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        float* weights = tile.Weights + row;
        float* inputs = tile.Inputs + lane;
        nint stride = tile.InputStride;
        int* rows = tile.InputRows;
        int depth = tile.Depth;
        TVector s0 = TLanes.Broadcast(tile.Bias[row + 0]), t0 = s0;
        TVector s1 = TLanes.Broadcast(tile.Bias[row + 1]), t1 = s1;
        TVector s2 = TLanes.Broadcast(tile.Bias[row + 2]), t2 = s2;
        TVector s3 = TLanes.Broadcast(tile.Bias[row + 3]), t3 = s3;
        for (int i = 0; i < depth; i++)
        {
            nint k = rows[i];
            float* w = weights + (k * Units);
            TVector x = TLanes.Load(inputs + (k * stride));
            TVector y = TLanes.Load(inputs + (k * stride) + TLanes.Count);
            TVector a = TLanes.Broadcast(w[0]);
            s0 = TLanes.MultiplyAdd(a, x, s0);
            t0 = TLanes.MultiplyAdd(a, y, t0);
            a = TLanes.Broadcast(w[1]);
            s1 = TLanes.MultiplyAdd(a, x, s1);
            t1 = TLanes.MultiplyAdd(a, y, t1);
            a = TLanes.Broadcast(w[2]);
            s2 = TLanes.MultiplyAdd(a, x, s2);
            t2 = TLanes.MultiplyAdd(a, y, t2);
            a = TLanes.Broadcast(w[3]);
            s3 = TLanes.MultiplyAdd(a, x, s3);
            t3 = TLanes.MultiplyAdd(a, y, t3);
        }

        uint active = 0;
        active |= Finish<TVector, TLanes>(s0, t0, tile, row + 0, lane);
        active |= Finish<TVector, TLanes>(s1, t1, tile, row + 1, lane);
        active |= Finish<TVector, TLanes>(s2, t2, tile, row + 2, lane);
        active |= Finish<TVector, TLanes>(s3, t3, tile, row + 3, lane);
        return active;
    }

    // Sixteen lanes are one vector of 512 bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyEightHalf(in TileOperands tile)
    {
        float* weights = tile.Weights;
        float* inputs = tile.Inputs;
        nint stride = tile.InputStride;
        int* rows = tile.InputRows;
        int depth = tile.Depth;
        Vector512<float> s0 = Vector512.Create(tile.Bias[0]);
        Vector512<float> s1 = Vector512.Create(tile.Bias[1]);
        Vector512<float> s2 = Vector512.Create(tile.Bias[2]);
        Vector512<float> s3 = Vector512.Create(tile.Bias[3]);
        Vector512<float> s4 = Vector512.Create(tile.Bias[4]);
        Vector512<float> s5 = Vector512.Create(tile.Bias[5]);
        Vector512<float> s6 = Vector512.Create(tile.Bias[6]);
        Vector512<float> s7 = Vector512.Create(tile.Bias[7]);
        for (int i = 0; i < depth; i++)
        {
            nint k = rows[i];
            float* w = weights + (k * Units);
            Vector512<float> x = Vector512.Load(inputs + (k * stride));
            s0 = Vector512.FusedMultiplyAdd(Vector512.Create(w[0]), x, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Create(w[1]), x, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Create(w[2]), x, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Create(w[3]), x, s3);
            s4 = Vector512.FusedMultiplyAdd(Vector512.Create(w[4]), x, s4);
            s5 = Vector512.FusedMultiplyAdd(Vector512.Create(w[5]), x, s5);
            s6 = Vector512.FusedMultiplyAdd(Vector512.Create(w[6]), x, s6);
            s7 = Vector512.FusedMultiplyAdd(Vector512.Create(w[7]), x, s7);
        }

        float* output = tile.Output;
        s0.Store(output + (0 * tile.OutputStride));
        s1.Store(output + (1 * tile.OutputStride));
        s2.Store(output + (2 * tile.OutputStride));
        s3.Store(output + (3 * tile.OutputStride));
        s4.Store(output + (4 * tile.OutputStride));
        s5.Store(output + (5 * tile.OutputStride));
        s6.Store(output + (6 * tile.OutputStride));
        s7.Store(output + (7 * tile.OutputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Finish<TVector, TLanes>(TVector s, TVector t, in TileOperands tile, int unit, int lane)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        float* output = tile.Output + (unit * tile.OutputStride) + lane;
        if (tile.Kept is null)
        {
            TLanes.Store(s, output);
            TLanes.Store(t, output + TLanes.Count);
            return 0;
        }

        TVector scale = TLanes.Broadcast(tile.Scale);
        uint kept = tile.Kept[unit] >> lane;
        s = TLanes.Rectify(s, scale, kept);
        t = TLanes.Rectify(t, scale, kept >> TLanes.Count);
        TLanes.Store(s, output);
        TLanes.Store(t, output + TLanes.Count);
        return TLanes.AnyNonZero(s, t) ? 1u << unit : 0;
    }
}
