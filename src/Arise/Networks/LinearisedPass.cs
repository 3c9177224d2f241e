using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Prediction by linearisation: mean and variance of every unit are carried once through the network, and the masks of
/// the stochastic passes act on the logits through their derivatives at that mean.
/// </summary>
/// <remarks>
/// <para>Moments: a unit of a dropped layer with activation a has mean E[a] and variance E[a^2]/(1 - p) - E[a]^2; sums z are
/// taken as independent normal variables, for which mean, mean square and probability of a positive value of max(z, 0)
/// are known in closed form (<see cref="NormalDistribution.Rectified"/>).</para>
/// <para>Linearisation: with J_l[c, u] the derivative of logit c with respect to the input u of layer l, each rectifier
/// counted with its probability of being open, pass t has the logits L[c] + sum over l, u of J_l[c, u] E[a_l,u]
/// (m_t,u/(1 - p) - 1), m_t,u = 0 for the few absent units and 1 for the others.</para>
/// <para>Only the 32 likeliest classes are varied; the others keep their mean logits, as one class whose inner entropy is
/// added at the end.</para>
/// </remarks>
internal sealed unsafe class LinearisedPass
{
    /// <summary>Classes whose logits vary from pass to pass: the lanes of a tile.</summary>
    private const int Varied = TileKernel.Lanes;

    // A rectifier open with less than this probability passes nothing on.
    private const double Closed = 1e-6;

    private readonly NetworkArchitecture _architecture;
    private readonly PackedLayer[] _layers;
    private readonly LinearisedLayers _linearised;
    private readonly PassMasks _masks;
    private readonly int _classCount;
    private readonly bool _hasRest;
    private readonly SoftmaxBlock _softmax;
    private readonly PassStatistics _statistics;

    // Per unit of all dropped layers, at the offsets of the masks: mean and variance alternating, and openness.
    private readonly AlignedBuffer<float> _moments;
    private readonly AlignedBuffer<float> _open;

    // [unit, class]: what a unit adds to the logits; and the derivatives of one layer, before and behind its rectifier.
    private readonly AlignedBuffer<float> _effects;
    private readonly AlignedBuffer<float> _derivatives;
    private readonly AlignedBuffer<float> _throughRectifier;
    private readonly AlignedBuffer<float> _sumMeans;
    private readonly AlignedBuffer<float> _sumVariances;
    private readonly AlignedBuffer<float> _base = new(Varied);
    private readonly AlignedBuffer<float> _passes = new(TileKernel.Lanes * Varied);
    private readonly AlignedBuffer<float> _logits = new((Varied + 1) * TileKernel.Lanes);
    private readonly AlignedBuffer<int> _rows;
    private readonly int[] _classes = new int[Varied];

    public LinearisedPass(NetworkArchitecture architecture, PackedLayer[] layers, LinearisedLayers linearised, PassMasks masks)
    {
        (_architecture, _layers, _linearised, _masks) = (architecture, layers, linearised, masks);
        _classCount = Math.Min(Varied, architecture.ClassCount);
        _hasRest = architecture.ClassCount > Varied;
        int rows = _classCount + (_hasRest ? 1 : 0);
        _softmax = new SoftmaxBlock(rows);
        _statistics = new PassStatistics(_softmax, rows);
        int widest = layers.Max(layer => Math.Max(layer.PaddedUnits, layer.Inputs + TileKernel.Units));
        _moments = new AlignedBuffer<float>(2 * masks.UnitCount);
        _open = new AlignedBuffer<float>(masks.UnitCount);
        _effects = new AlignedBuffer<float>(masks.UnitCount * Varied);
        _derivatives = new AlignedBuffer<float>(widest * Varied);
        _throughRectifier = new AlignedBuffer<float>(widest * Varied);
        _sumMeans = new AlignedBuffer<float>(widest);
        _sumVariances = new AlignedBuffer<float>(widest);
        _rows = new AlignedBuffer<int>(widest);
    }

    /// <summary>Mean probabilities and uncertainty of one descriptor.</summary>
    public PredictiveUncertainty Predict(
        ReadOnlySpan<float> descriptor, int passes, ulong seed, Span<double> probabilities, HiddenMeans? hidden)
    {
        CarryMoments(descriptor, hidden);
        ChooseClasses();
        FindEffects();
        (double restLogit, double restEntropy) = DescribeRest(probabilities);
        RunPasses(passes, seed, (float)restLogit);
        PredictiveUncertainty uncertainty = _statistics.Finish();

        // Until here the probabilities hold the shares within the rest.
        double rest = _hasRest ? _statistics.Mean[_classCount] : 0;
        foreach (ref double p in probabilities)
            p *= rest;
        for (int j = 0; j < _classCount; j++)
            probabilities[_classes[j]] = _statistics.Mean[j];
        return uncertainty with
        {
            PredictiveEntropy = uncertainty.PredictiveEntropy + (rest * restEntropy),
            ExpectedEntropy = uncertainty.ExpectedEntropy + (rest * restEntropy),
        };
    }

    private void CarryMoments(ReadOnlySpan<float> descriptor, HiddenMeans? hidden)
    {
        double odds = _architecture.Dropout / (1 - _architecture.Dropout);
        float* moments = _moments.Pointer;
        for (int k = 0; k < descriptor.Length; k++)
            (moments[2 * k], moments[(2 * k) + 1]) = (descriptor[k], (float)(odds * descriptor[k] * descriptor[k]));
        hidden?.Begin(1);
        for (int index = 0; index < _layers.Length; index++)
        {
            PackedLayer layer = _layers[index];
            MomentKernel.Multiply(
                layer.Weights.Pointer,
                (nint)layer.PaddedInputs * TileKernel.Units,
                layer.Bias.Pointer,
                layer.Tiles,
                moments,
                _rows.Pointer,
                ListNonZero(moments, layer.Inputs),
                _sumMeans.Pointer,
                _sumVariances.Pointer);
            if (index == _layers.Length - 1)
                return;
            moments = _moments.Pointer + (2 * _masks.Offsets[index + 1]);
            Rectify(index, moments, _open.Pointer + _masks.Offsets[index + 1]);
            hidden?.SetMeans(index, _sumMeans.Pointer, moments);
        }
    }

    private int ListNonZero(float* moments, int count)
    {
        int listed = 0;
        for (int k = 0; k < count; k++)
        {
            _rows.Pointer[listed] = k;
            listed += moments[2 * k] != 0 ? 1 : 0;
        }

        return listed;
    }

    private void Rectify(int index, float* moments, float* open)
    {
        double kept = 1 - _architecture.Dropout;
        for (int unit = 0; unit < _layers[index].Units; unit++)
        {
            (double mean, double square, double positive) =
                NormalDistribution.Rectified(_sumMeans.Pointer[unit], Math.Sqrt(_sumVariances.Pointer[unit]));
            bool closed = positive < Closed;
            moments[2 * unit] = closed ? 0 : (float)mean;
            moments[(2 * unit) + 1] = closed ? 0 : (float)((square / kept) - (mean * mean));
            open[unit] = closed ? 0 : (float)positive;
        }
    }

    // The classes with the largest mean logits, in descending order.
    private void ChooseClasses()
    {
        float* logits = _sumMeans.Pointer;
        int chosen = 0;
        for (int c = 0; c < _architecture.ClassCount; c++)
        {
            if (chosen == _classCount && !(logits[c] > logits[_classes[chosen - 1]]))
                continue;
            int at = chosen < _classCount ? chosen++ : chosen - 1;
            for (; at > 0 && logits[c] > logits[_classes[at - 1]]; at--)
                _classes[at] = _classes[at - 1];
            _classes[at] = c;
        }

        for (int j = 0; j < _classCount; j++)
            _base.Pointer[j] = logits[_classes[j]];
    }

    private void FindEffects()
    {
        int last = _layers.Length - 1;
        for (int j = 0; j < _classCount; j++)
        {
            ReadOnlySpan<float> weights = _linearised.OfClass(_classes[j]);
            for (int unit = 0; unit < weights.Length; unit++)
                _derivatives.Pointer[(unit * Varied) + j] = weights[unit];
        }

        WriteEffects(last);
        for (int index = last - 1; index >= 0; index--)
        {
            int open = PassRectifier(index + 1);
            PackedLayer transposed = _linearised.Transposed(index);
            for (int tile = 0; tile < transposed.Tiles; tile++)
            {
                TileKernel.Multiply(new TileOperands
                {
                    Weights = transposed.TileWeights(tile),
                    Bias = transposed.TileBias(tile),
                    Inputs = _throughRectifier.Pointer,
                    InputStride = Varied,
                    InputRows = _rows.Pointer,
                    Depth = open,
                    Output = _derivatives.Pointer + (tile * TileKernel.Units * Varied),
                    OutputStride = Varied,
                });
            }

            WriteEffects(index);
        }
    }

    // Derivatives behind the rectifier of the units that feed layer `index`; returns how many are open.
    private int PassRectifier(int index)
    {
        float* open = _open.Pointer + _masks.Offsets[index];
        int count = 0;
        for (int unit = 0; unit < _layers[index].Inputs; unit++)
        {
            if (open[unit] == 0)
                continue;
            _rows.Pointer[count++] = unit;
            for (int j = 0; j < Varied; j += Vector256<float>.Count)
                (Vector256.Load(_derivatives.Pointer + (unit * Varied) + j) * open[unit]).Store(_throughRectifier.Pointer + (unit * Varied) + j);
        }

        return count;
    }

    private void WriteEffects(int index)
    {
        int offset = _masks.Offsets[index];
        for (int unit = 0; unit < _layers[index].Inputs; unit++)
        {
            float mean = _moments.Pointer[2 * (offset + unit)];
            for (int j = 0; j < Varied; j += Vector256<float>.Count)
                (Vector256.Load(_derivatives.Pointer + (unit * Varied) + j) * mean).Store(_effects.Pointer + ((offset + unit) * Varied) + j);
        }
    }

    // Log of the summed exponentials of the other classes and their entropy in bits; their shares go to `shares`.
    private (double Logit, double Entropy) DescribeRest(Span<double> shares)
    {
        shares.Clear();
        if (!_hasRest)
            return (0, 0);
        double highest = _base.Pointer[0], sum = 0;
        for (int c = 0; c < shares.Length; c++)
        {
            shares[c] = _classes.AsSpan(0, _classCount).Contains(c) ? 0 : Math.Exp(_sumMeans.Pointer[c] - highest);
            sum += shares[c];
        }

        double entropy = 0;
        foreach (ref double share in shares)
        {
            share = sum > 0 ? share / sum : 0;
            entropy -= share > 0 ? share * Math.Log2(share) : 0;
        }

        return (highest + Math.Log(Math.Max(sum, 1e-30)), entropy);
    }

    private void RunPasses(int passes, ulong seed, float restLogit)
    {
        float scale = _architecture.KeptScale;
        _masks.AbsentUnits(seed, passes, out ReadOnlySpan<int> units, out ReadOnlySpan<int> ends);

        // All units present: each adds (scale - 1) times its effect.
        float* start = _base.Pointer;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            for (int unit = 0; unit < _layers[layer].Inputs; unit++)
            {
                float* effect = _effects.Pointer + ((_masks.Offsets[layer] + unit) * Varied);
                for (int j = 0; j < Varied; j++)
                    start[j] += (scale - 1) * effect[j];
            }
        }

        _statistics.Clear();
        for (int first = 0; first < passes; first += TileKernel.Lanes)
        {
            int lanes = Math.Min(TileKernel.Lanes, passes - first);
            for (int lane = 0; lane < lanes; lane++)
            {
                int from = first + lane == 0 ? 0 : ends[first + lane - 1];
                Subtract(start, _effects.Pointer, units[from..ends[first + lane]], scale, _passes.Pointer + (lane * Varied));
            }

            for (int lane = 0; lane < TileKernel.Lanes; lane += BlockTranspose.Size)
            {
                for (int j = 0; j < Varied; j += BlockTranspose.Size)
                {
                    BlockTranspose.Transpose(
                        _passes.Pointer + (lane * Varied) + j, Varied, _logits.Pointer + (j * TileKernel.Lanes) + lane, TileKernel.Lanes);
                }
            }

            if (_hasRest)
                new Span<float>(_logits.Pointer + (_classCount * TileKernel.Lanes), TileKernel.Lanes).Fill(restLogit);
            _statistics.Add(_logits.Pointer, lanes);
        }
    }

    // logits = start - scale x (summed effects of the absent units), 32 classes in four registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Subtract(float* start, float* effects, ReadOnlySpan<int> absent, float scale, float* logits)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        foreach (int unit in absent)
        {
            float* effect = effects + (unit * Varied);
            s0 += Vector256.Load(effect);
            s1 += Vector256.Load(effect + 8);
            s2 += Vector256.Load(effect + 16);
            s3 += Vector256.Load(effect + 24);
        }

        Vector256<float> factor = Vector256.Create(-scale);
        Vector256.FusedMultiplyAdd(factor, s0, Vector256.Load(start)).Store(logits);
        Vector256.FusedMultiplyAdd(factor, s1, Vector256.Load(start + 8)).Store(logits + 8);
        Vector256.FusedMultiplyAdd(factor, s2, Vector256.Load(start + 16)).Store(logits + 16);
        Vector256.FusedMultiplyAdd(factor, s3, Vector256.Load(start + 24)).Store(logits + 24);
    }
}
