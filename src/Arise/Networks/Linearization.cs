using System.Numerics;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// The network of one descriptor linearized around the mean of its first 32 passes: how much the absence of a unit
/// changes the logits of the 16 likeliest classes.
/// </summary>
/// <remarks>
/// With a[u] the mean activation of unit u (before its own dropout), g[u] the share of passes in which its rectifier
/// is open and J[c, u] the derivative of logit c with respect to the unit's output, each rectifier on the way counted
/// with g, pass t has about the logits z[c] = b[c] - s sum over absent u of J[c, u] a[u], where s = 1/(1 - dropout)
/// and b makes the mean over the 32 passes right. Measured on trained networks this follows the exact logits with a
/// correlation of about 0.9: not enough to replace passes, enough to tell which of them matter (<see
/// cref="PassSampler"/>).
/// </remarks>
internal sealed unsafe class Linearization
{
    /// <summary>Classes that are followed; fewer where the network has fewer.</summary>
    public const int Followed = 16;

    private const int Lanes = TileKernel.Lanes;

    // A rectifier that is open in fewer of the passes passes nothing on.
    private const float RarelyOpen = 0.1f;

    // The logit of a class that does not exist.
    private const float Impossible = -1e30f;

    private readonly NetworkArchitecture _architecture;
    private readonly TransposedLayers _layers;
    private readonly int[] _offsets;
    private readonly int[] _sizes;
    private readonly int[] _classes = new int[Followed];
    private int _count;

    // Per unit of all dropped layers, at the offsets of the masks: mean activation and openness.
    private readonly AlignedBuffer<float> _means;
    private readonly AlignedBuffer<float> _open;
    private readonly AlignedBuffer<float> _derivatives;
    private readonly AlignedBuffer<float> _throughRectifier;
    private readonly AlignedBuffer<int> _rows;

    public Linearization(NetworkArchitecture architecture, TransposedLayers layers, PassMasks masks)
    {
        (_architecture, _layers, _offsets) = (architecture, layers, masks.Offsets.ToArray());
        _sizes = [.. architecture.LayerSizes];
        int widest = _sizes.Max() + TileKernel.Units;
        _means = new AlignedBuffer<float>(masks.UnitCount);
        _open = new AlignedBuffer<float>(masks.UnitCount);
        _derivatives = new AlignedBuffer<float>(widest * Lanes);
        _throughRectifier = new AlignedBuffer<float>(widest * Lanes);
        _rows = new AlignedBuffer<int>(widest);
        Effects = new AlignedBuffer<float>(masks.UnitCount * Followed);
    }

    /// <summary>s J[c, u] a[u] as [unit, 16], units at the offsets of the masks.</summary>
    public AlignedBuffer<float> Effects { get; }

    /// <summary>b [16].</summary>
    public AlignedBuffer<float> Base { get; } = new(Followed);

    /// <summary>Linearizes around 32 passes that have just been run.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="passes">Activations and logits of the 32 passes.</param>
    /// <param name="kept">Their dropout words.</param>
    /// <param name="probabilities">Mean probability of every class over these passes.</param>
    /// <param name="rows">The classes that count.</param>
    public void Compute(
        ReadOnlySpan<float> descriptor,
        ForwardPass passes,
        uint* kept,
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<int> rows)
    {
        _count = Math.Min(Followed, rows.Length);
        descriptor.CopyTo(new Span<float>(_means.Pointer, descriptor.Length));
        for (int hidden = 0; hidden < _sizes.Length - 2; hidden++)
            Average(hidden, passes.Activations(hidden).Pointer, kept + _offsets[hidden + 1]);
        ChooseClasses(probabilities, rows);
        FindEffects();
        FindBase(passes.Logits.Pointer, kept);
    }

    private void Average(int hidden, float* activations, uint* kept)
    {
        for (int unit = 0; unit < _sizes[hidden + 1]; unit++)
        {
            Vector256<float> sum = Vector256<float>.Zero, count = Vector256<float>.Zero;
            for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
            {
                Vector256<float> value = Vector256.Load(activations + (unit * Lanes) + lane);
                sum += value;
                count += Vector256.GreaterThan(value, Vector256<float>.Zero) & Vector256<float>.One;
            }

            int at = _offsets[hidden + 1] + unit;
            _means.Pointer[at] = SumOf(sum) / Lanes;
            _open.Pointer[at] = SumOf(count) / Math.Max(1, BitOperations.PopCount(kept[unit]));
        }
    }

    // In a fixed order, whatever vectors the processor has.
    private static float SumOf(Vector256<float> values)
    {
        Vector128<float> half = values.GetLower() + values.GetUpper();
        return (half[0] + half[1]) + (half[2] + half[3]);
    }

    // The likeliest classes in descending order.
    private void ChooseClasses(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> rows)
    {
        int chosen = 0;
        foreach (int c in rows)
        {
            if (chosen == _count && !(probabilities[c] > probabilities[_classes[chosen - 1]]))
                continue;
            int at = chosen < _count ? chosen++ : chosen - 1;
            for (; at > 0 && probabilities[c] > probabilities[_classes[at - 1]]; at--)
                _classes[at] = _classes[at - 1];
            _classes[at] = c;
        }
    }

    private void FindEffects()
    {
        int last = _sizes.Length - 2;
        _derivatives.Span.Clear();
        for (int j = 0; j < _count; j++)
        {
            ReadOnlySpan<float> weights = _layers.OfClass(_classes[j]);
            for (int unit = 0; unit < weights.Length; unit++)
                _derivatives.Pointer[(unit * Lanes) + j] = weights[unit];
        }

        WriteEffects(last);
        for (int index = last - 1; index >= 0; index--)
        {
            int open = PassRectifier(index + 1);
            PackedLayer transposed = _layers.Hidden(index);
            for (int tile = 0; tile < transposed.Tiles; tile++)
            {
                TileKernel.MultiplyHalf(new TileOperands
                {
                    Weights = transposed.TileWeights(tile),
                    Bias = transposed.TileBias(tile),
                    Inputs = _throughRectifier.Pointer,
                    InputStride = Lanes,
                    InputRows = _rows.Pointer,
                    Depth = open,
                    Output = _derivatives.Pointer + (tile * TileKernel.Units * Lanes),
                    OutputStride = Lanes,
                });
            }

            WriteEffects(index);
        }
    }

    // Derivatives behind the rectifiers of a layer's units; returns how many of these count.
    private int PassRectifier(int layer)
    {
        float* open = _open.Pointer + _offsets[layer];
        int count = 0;
        for (int unit = 0; unit < _sizes[layer]; unit++)
        {
            if (open[unit] < RarelyOpen)
                continue;
            _rows.Pointer[count++] = unit;
            for (int j = 0; j < Followed; j += Vector256<float>.Count)
            {
                (Vector256.Load(_derivatives.Pointer + (unit * Lanes) + j) * open[unit])
                    .Store(_throughRectifier.Pointer + (unit * Lanes) + j);
            }
        }

        return count;
    }

    private void WriteEffects(int layer)
    {
        float scale = _architecture.KeptScale;
        int offset = _offsets[layer];
        for (int unit = 0; unit < _sizes[layer]; unit++)
        {
            float mean = scale * _means.Pointer[offset + unit];
            for (int j = 0; j < Followed; j += Vector256<float>.Count)
            {
                (Vector256.Load(_derivatives.Pointer + (unit * Lanes) + j) * mean)
                    .Store(Effects.Pointer + ((offset + unit) * Followed) + j);
            }
        }
    }

    // Mean logits of the passes plus the mean of what their absent units took away.
    private void FindBase(float* logits, uint* kept)
    {
        float* start = Base.Pointer;
        new Span<float>(start, Followed).Fill(Impossible);
        for (int j = 0; j < _count; j++)
        {
            float sum = 0;
            for (int lane = 0; lane < Lanes; lane++)
                sum += logits[(_classes[j] * Lanes) + lane];
            start[j] = sum / Lanes;
        }

        Vector512<float> all = Vector512.Load(start);
        for (int layer = 0; layer < _offsets.Length; layer++)
        {
            for (int unit = _offsets[layer]; unit < _offsets[layer] + _sizes[layer]; unit++)
            {
                Vector512<float> share = Vector512.Create(BitOperations.PopCount(~kept[unit]) / (float)Lanes);
                all = Vector512.FusedMultiplyAdd(share, Vector512.Load(Effects.Pointer + (unit * Followed)), all);
            }
        }

        all.Store(start);
    }
}
