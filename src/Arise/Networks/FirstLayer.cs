using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// The first layer in the passes of one descriptor x. All passes share the sum over the whole descriptor; a pass takes
/// away the few inputs it drops: z = (b + s W x) - sum over dropped k of s x[k] W[:, k], where s is the factor of kept
/// units. At the published ratio that is a thirtieth of the multiplications of W x for every pass.
/// </summary>
internal sealed unsafe class FirstLayer
{
    private readonly PackedLayer _layer;
    private readonly AlignedBuffer<float> _columns;
    private readonly AlignedBuffer<float> _whole;
    private readonly AlignedBuffer<float> _scaled;
    private readonly AlignedBuffer<float> _lanes;
    private readonly AlignedBuffer<int> _dropped;
    private readonly int _stride;

    /// <summary>Takes the weights over, transposed.</summary>
    public FirstLayer(PackedLayer layer)
    {
        _layer = layer;
        _stride = (layer.PaddedUnits + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        _columns = new AlignedBuffer<float>(layer.Inputs * _stride);
        _whole = new AlignedBuffer<float>(_stride);
        _scaled = new AlignedBuffer<float>(layer.Inputs);
        _lanes = new AlignedBuffer<float>(TileKernel.Lanes * _stride);
        _dropped = new AlignedBuffer<int>(TileKernel.Lanes * layer.Inputs);
        for (int unit = 0; unit < layer.PaddedUnits; unit++)
        {
            float* weights = layer.TileWeights(unit / TileKernel.Units) + (unit % TileKernel.Units);
            for (int k = 0; k < layer.Inputs; k++)
                _columns.Pointer[(k * _stride) + unit] = weights[k * TileKernel.Units];
        }
    }

    /// <summary>Begins a descriptor: the sum over all its components.</summary>
    public void Begin(ReadOnlySpan<float> descriptor, float scale)
    {
        _whole.Span.Clear();
        _layer.Bias.Span.CopyTo(_whole.Span);
        for (int k = 0; k < descriptor.Length; k++)
        {
            _scaled.Pointer[k] = descriptor[k] * scale;
            AddColumn(_whole.Pointer, _columns.Pointer + (k * _stride), _scaled.Pointer[k]);
        }
    }

    /// <summary>The sums z of 32 passes.</summary>
    /// <param name="kept">A word per input, bit j set where pass j keeps it.</param>
    /// <param name="output">Receives z [unit, lane].</param>
    public void Run(uint* kept, float* output)
    {
        int* counts = stackalloc int[TileKernel.Lanes];
        for (int k = 0; k < _layer.Inputs; k++)
        {
            if (_scaled.Pointer[k] == 0)
                continue;
            for (uint dropped = ~kept[k]; dropped != 0; dropped &= dropped - 1)
            {
                int lane = BitOperations.TrailingZeroCount(dropped);
                _dropped.Pointer[(lane * _layer.Inputs) + counts[lane]++] = k;
            }
        }

        for (int lane = 0; lane < TileKernel.Lanes; lane++)
            TakeAway(_dropped.Pointer + (lane * _layer.Inputs), counts[lane], _lanes.Pointer + (lane * _stride));
        for (int unit = 0; unit < _layer.PaddedUnits; unit += BlockTranspose.Size)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane += BlockTranspose.Size)
            {
                BlockTranspose.Transpose(
                    _lanes.Pointer + (lane * _stride) + unit,
                    _stride,
                    output + (unit * TileKernel.Lanes) + lane,
                    TileKernel.Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddColumn(float* sums, float* column, float factor)
    {
        for (int unit = 0; unit < _stride; unit += Vector<float>.Count)
        {
            Vector.FusedMultiplyAdd(
                Vector.Create(factor), Vector.Load(column + unit), Vector.Load(sums + unit)).Store(sums + unit);
        }
    }

    private void TakeAway(int* dropped, int count, float* sums)
    {
        if (Vector512.IsHardwareAccelerated)
            TakeAway<Vector512<float>, Lanes512>(dropped, count, sums);
        else if (Vector256.IsHardwareAccelerated)
            TakeAway<Vector256<float>, Lanes256>(dropped, count, sums);
        else
            TakeAway<Vector128<float>, Lanes128>(dropped, count, sums);
    }

    // Sums of four vectors of units stay in registers while the dropped columns pass by.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void TakeAway<TVector, TLanes>(int* dropped, int count, float* sums)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        float* whole = _whole.Pointer;
        float* columns = _columns.Pointer;
        float* scaled = _scaled.Pointer;
        nint stride = _stride;
        int unit = 0;
        for (; unit + (4 * TLanes.Count) <= stride; unit += 4 * TLanes.Count)
        {
            TVector s0 = TLanes.Load(whole + unit);
            TVector s1 = TLanes.Load(whole + unit + TLanes.Count);
            TVector s2 = TLanes.Load(whole + unit + (2 * TLanes.Count));
            TVector s3 = TLanes.Load(whole + unit + (3 * TLanes.Count));
            for (int i = 0; i < count; i++)
            {
                float* column = columns + (dropped[i] * stride) + unit;
                TVector factor = TLanes.Broadcast(-scaled[dropped[i]]);
                s0 = TLanes.MultiplyAdd(factor, TLanes.Load(column), s0);
                s1 = TLanes.MultiplyAdd(factor, TLanes.Load(column + TLanes.Count), s1);
                s2 = TLanes.MultiplyAdd(factor, TLanes.Load(column + (2 * TLanes.Count)), s2);
                s3 = TLanes.MultiplyAdd(factor, TLanes.Load(column + (3 * TLanes.Count)), s3);
            }

            TLanes.Store(s0, sums + unit);
            TLanes.Store(s1, sums + unit + TLanes.Count);
            TLanes.Store(s2, sums + unit + (2 * TLanes.Count));
            TLanes.Store(s3, sums + unit + (3 * TLanes.Count));
        }

        for (; unit < stride; unit += TLanes.Count)
        {
            TVector s = TLanes.Load(whole + unit);
            for (int i = 0; i < count; i++)
            {
                s = TLanes.MultiplyAdd(
                    TLanes.Broadcast(-scaled[dropped[i]]), TLanes.Load(columns + (dropped[i] * stride) + unit), s);
            }

            TLanes.Store(s, sums + unit);
        }
    }
}
