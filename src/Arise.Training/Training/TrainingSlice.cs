using System.Numerics;
using Arise.Networks;
using Arise.Numerics;

namespace Arise.Training;

/// <summary>
/// 32 samples of a batch through the network and back: cross-entropy, its derivatives by z of every layer, and both
/// laid out for the gradient. Slices of a batch share nothing.
/// </summary>
/// <remarks>
/// With p = softmax(z) of the last layer and y the target (1 for the class of the row and 0 otherwise; 1 / classes
/// for a row without a class; for a row of two phases the mean of both by their shares), dL/dz = (p - y) / n. Backwards
/// through a layer with rectifier and dropout: dL/dz = s dL/da where the activation a is positive, 0 elsewhere, with s
/// = 1 / (1 - dropout).
/// </remarks>
internal sealed unsafe class TrainingSlice
{
    private readonly NetworkArchitecture _architecture;
    private readonly TrainableLayer[] _layers;
    private readonly ForwardPass _forward;
    private readonly SoftmaxBlock _softmax;
    private readonly AlignedBuffer<float>[] _deltas;
    private readonly AlignedBuffer<float> _zeros = new(TileKernel.Units);
    private readonly AlignedBuffer<int> _order;
    private readonly AlignedBuffer<uint> _words;
    private readonly int[] _offsets;
    private readonly int _firstSample;

    /// <summary>Allocates slice <paramref name="index"/> of a batch.</summary>
    public TrainingSlice(
        NetworkArchitecture architecture,
        TrainableLayer[] layers,
        AlignedBuffer<int> order,
        int index,
        InputScaling? scaling)
    {
        (_architecture, _layers, _order, _firstSample) = (architecture, layers, order, index * TileKernel.Lanes);
        _forward = new ForwardPass([.. layers.Select(layer => layer.Packed)], scaling);
        _softmax = new SoftmaxBlock(architecture.ClassCount);
        _deltas = [.. layers.Select(layer => new AlignedBuffer<float>(layer.Packed.PaddedUnits * TileKernel.Lanes))];
        _offsets = new int[layers.Length];
        int words = 0;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            _offsets[layer] = words;
            words += layers[layer].PaddedInputs;
        }

        _words = new AlignedBuffer<uint>(words);
    }

    /// <summary>Sum of the cross-entropies of the last run, nats.</summary>
    public double Loss { get; private set; }

    /// <summary>Number of samples of the last run that were classified rightly.</summary>
    public int Correct { get; private set; }

    /// <summary>Runs the slice.</summary>
    /// <param name="set">Descriptors and labels.</param>
    /// <param name="rows">Up to 32 rows of the set.</param>
    /// <param name="samples">Samples in the whole batch, n in the mean loss.</param>
    /// <param name="seed">Seed of the dropout masks.</param>
    /// <param name="block">Number of the block of masks: every slice of every step has its own.</param>
    public void Run(TrainingSet set, ReadOnlySpan<int> rows, int samples, ulong seed, uint block)
    {
        float scale = _architecture.KeptScale;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            Span<uint> words = _words.Span.Slice(_offsets[layer], _layers[layer].Inputs);
            DropoutWords.Fill(words, _architecture.Dropout, seed, DropoutWords.Training, layer, block);
        }

        _forward.SetInputs(set.Descriptors.AsSpan(), rows, _words.Span, scale);
        _forward.Run(_words.Pointer, _offsets.AsSpan(1), scale);
        _softmax.Run(_forward.Logits.Pointer);
        SetOutputDeltas(set, rows, samples);
        for (int layer = _layers.Length - 1; layer > 0; layer--)
            Propagate(layer, scale);
        for (int layer = 0; layer < _layers.Length; layer++)
            Deliver(layer);
    }

    private void SetOutputDeltas(TrainingSet set, ReadOnlySpan<int> rows, int samples)
    {
        float* delta = _deltas[^1].Pointer;
        float* p = _softmax.Probabilities.Pointer;
        float weight = 1f / samples;
        for (int c = 0; c < _architecture.ClassCount; c++)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
                delta[(c * TileKernel.Lanes) + lane] = lane < rows.Length
                    ? p[(c * TileKernel.Lanes) + lane] * weight
                    : 0;
        }

        (Loss, Correct) = (0, 0);
        for (int lane = 0; lane < rows.Length; lane++)
        {
            int label = set.Labels[rows[lane]];
            (float share, int second) = set.Second(rows[lane]);
            Teach(lane, label, weight * (1 - share));
            Loss += (1 - share) * _softmax.Loss(lane, label);
            if (share > 0)
            {
                Teach(lane, second, weight * share);
                Loss += share * _softmax.Loss(lane, second);
            }

            Correct += label != TrainingSet.NoClass && _softmax.Winners[lane] == label ? 1 : 0;
        }

        void Teach(int lane, int label, float part)
        {
            if (label != TrainingSet.NoClass)
            {
                delta[(label * TileKernel.Lanes) + lane] -= part;
                return;
            }

            for (int c = 0; c < _architecture.ClassCount; c++)
                delta[(c * TileKernel.Lanes) + lane] -= part / _architecture.ClassCount;
        }
    }

    private void Propagate(int layer, float scale)
    {
        TrainableLayer source = _layers[layer];
        float* activations = _forward.Activations(layer - 1).Pointer;
        float* deltas = _deltas[layer - 1].Pointer;
        for (int tile = 0; tile < _layers[layer - 1].Packed.Tiles; tile++)
        {
            int start = tile * TileKernel.Units * TileKernel.Lanes;
            TileKernel.Multiply(new TileOperands
            {
                Weights = source.TransposedTile(tile),
                Bias = _zeros.Pointer,
                Inputs = _deltas[layer].Pointer,
                InputStride = TileKernel.Lanes,
                InputRows = _order.Pointer,
                Depth = source.Units,
                Output = deltas + start,
                OutputStride = TileKernel.Lanes,
            });
            for (int i = start; i < start + (TileKernel.Units * TileKernel.Lanes); i += Vector<float>.Count)
            {
                Vector<int> open = Vector.GreaterThan(Vector.Load(activations + i), Vector<float>.Zero);
                Vector<float> delta = Vector.Load(deltas + i) * scale;
                Vector.ConditionalSelect(open, delta, Vector<float>.Zero).Store(deltas + i);
            }
        }
    }

    // Transposes inputs to [sample, input] and derivatives to [tile, sample, 8] for TrainableLayer.Update.
    private void Deliver(int index)
    {
        TrainableLayer layer = _layers[index];
        float* inputs = index == 0 ? _forward.Input.Pointer : _forward.Activations(index - 1).Pointer;
        for (int unit = 0; unit < layer.Inputs; unit += BlockTranspose.Size)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane += BlockTranspose.Size)
            {
                BlockTranspose.Transpose(
                    inputs + (unit * TileKernel.Lanes) + lane,
                    TileKernel.Lanes,
                    layer.Samples.Pointer + ((nint)(_firstSample + lane) * layer.PaddedInputs) + unit,
                    layer.PaddedInputs);
            }
        }

        for (int tile = 0; tile < layer.Packed.Tiles; tile++)
        {
            for (int lane = 0; lane < TileKernel.Lanes; lane += BlockTranspose.Size)
            {
                BlockTranspose.Transpose(
                    _deltas[index].Pointer + (((tile * TileKernel.Units) * TileKernel.Lanes) + lane),
                    TileKernel.Lanes,
                    layer.TileDeltas(tile) + ((_firstSample + lane) * TileKernel.Units),
                    TileKernel.Units);
            }
        }
    }
}
