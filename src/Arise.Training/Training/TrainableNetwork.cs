using System.Numerics.Tensors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Training;

/// <summary>A network in training: one call is one step of Adam on one batch.</summary>
internal sealed class TrainableNetwork
{
    private readonly NetworkArchitecture _architecture;
    private readonly InputScaling? _scaling;
    private readonly TrainingSlice[] _slices;
    private readonly (int Layer, int Tile)[] _tiles;
    private readonly AlignedBuffer<int> _order;

    /// <summary>Allocates a network of zeros.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="batchSize">Largest number of samples per step.</param>
    /// <param name="scaling">What happens to a descriptor first, or null.</param>
    public TrainableNetwork(NetworkArchitecture architecture, int batchSize, InputScaling? scaling = null)
    {
        (_architecture, _scaling) = (architecture, scaling);
        int slices = (batchSize + TileKernel.Lanes - 1) / TileKernel.Lanes;
        int[] sizes = [.. architecture.LayerSizes];
        _order = new AlignedBuffer<int>(Math.Max(slices * TileKernel.Lanes, sizes.Max()));
        for (int i = 0; i < _order.Length; i++)
            _order.Span[i] = i;
        Layers = new TrainableLayer[sizes.Length - 1];
        for (int layer = 0; layer < Layers.Length; layer++)
            Layers[layer] = new TrainableLayer(sizes[layer], sizes[layer + 1], slices * TileKernel.Lanes, _order);
        _slices = new TrainingSlice[slices];
        for (int slice = 0; slice < slices; slice++)
            _slices[slice] = new TrainingSlice(architecture, Layers, _order, slice, scaling);
        _tiles = [.. Layers.SelectMany(
            (layer, index) => Enumerable.Range(0, layer.Packed.Tiles).Select(tile => (index, tile)))];
    }

    /// <summary>The layers.</summary>
    public TrainableLayer[] Layers { get; }

    /// <summary>Whether all weights and biases are finite numbers.</summary>
    public bool IsFinite => Array.TrueForAll(Layers, layer =>
        float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(layer.Weights.Span))
        && float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(layer.Packed.Bias.Span)));

    /// <summary>
    /// Weights uniform in +- sqrt(6 / (inputs + units)) (X. Glorot, Y. Bengio, AISTATS 2010), biases zero.
    /// </summary>
    public void Initialize(ulong seed)
    {
        for (int index = 0; index < Layers.Length; index++)
        {
            TrainableLayer layer = Layers[index];
            RandomNumbers random = RandomStreams.Of(RandomStreams.InitialWeights, seed, (ulong)index);
            double limit = Math.Sqrt(6.0 / (layer.Inputs + layer.Units));
            float[] weights = new float[layer.Inputs * layer.Units];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = (float)random.Uniform((ulong)i, -limit, limit);
            layer.Load(weights, new float[layer.Units]);
        }
    }

    /// <summary>The weights of a network.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public void Load(BayesianNetwork network)
    {
        if (!network.Architecture.LayerSizes.SequenceEqual(_architecture.LayerSizes))
        {
            throw new ArgumentException(
                $"A network of {string.Join('-', network.Architecture.LayerSizes)} units cannot start one of "
                + $"{string.Join('-', _architecture.LayerSizes)}.");
        }

        for (int index = 0; index < Layers.Length; index++)
            Layers[index].Load(network.Layers[index].Weights, network.Layers[index].Bias);
    }

    /// <summary>One step.</summary>
    /// <param name="set">Descriptors and labels.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="seed">Seed of the dropout masks.</param>
    /// <param name="options">Threads; the result does not depend on it.</param>
    /// <returns>Sum of the cross-entropies (nats) and number of right classes, before the step.</returns>
    public (double Loss, int Correct) Step(
        TrainingSet set, ReadOnlyMemory<int> rows, long step, double learningRate, ulong seed, ParallelOptions options)
    {
        int used = (rows.Length + TileKernel.Lanes - 1) / TileKernel.Lanes;
        Parallel.For(0, used, options, slice =>
        {
            int first = slice * TileKernel.Lanes;
            ReadOnlySpan<int> part = rows.Span[first..Math.Min(first + TileKernel.Lanes, rows.Length)];
            _slices[slice].Run(set, part, rows.Length, seed, (uint)(((step - 1) * _slices.Length) + slice));
        });
        var adam = new AdamStep(learningRate, step);
        Parallel.For(0, _tiles.Length, options, i => Layers[_tiles[i].Layer].Update(_tiles[i].Tile, rows.Length, adam));

        double loss = 0;
        int correct = 0;
        for (int slice = 0; slice < used; slice++)
        {
            loss += _slices[slice].Loss;
            correct += _slices[slice].Correct;
        }

        return (loss, correct);
    }

    /// <summary>
    /// Mean cross-entropy (nats) of rows of a set, and the accuracy on those with a class; without dropout.
    /// </summary>
    public (double Loss, double? Accuracy) Evaluate(TrainingSet set, int[] rows, ParallelOptions options)
    {
        PackedLayer[] layers = [.. Layers.Select(layer => layer.Packed)];
        int blocks = (rows.Length + TileKernel.Lanes - 1) / TileKernel.Lanes;
        double[] losses = new double[blocks];
        int[] correct = new int[blocks];
        Parallel.For(
            0,
            blocks,
            options,
            () => new PlainPass(_architecture, layers, _scaling),
            (block, _, pass) =>
            {
                int first = block * TileKernel.Lanes;
                ReadOnlySpan<int> part = rows.AsSpan(first, Math.Min(TileKernel.Lanes, rows.Length - first));
                (losses[block], correct[block]) = pass.Run(set, part);
                return pass;
            },
            _ => { });
        return (losses.Sum() / rows.Length, set.ShareOfLabeled(correct.Sum(), rows));
    }

    private sealed unsafe class PlainPass
    {
        private readonly ForwardPass _forward;
        private readonly SoftmaxBlock _softmax;
        private readonly AlignedBuffer<uint> _words;
        private readonly int[] _offsets;

        public PlainPass(NetworkArchitecture architecture, PackedLayer[] layers, InputScaling? scaling)
        {
            _forward = new ForwardPass(layers, scaling);
            _softmax = new SoftmaxBlock(architecture.ClassCount);
            _words = new AlignedBuffer<uint>(layers.Max(layer => Math.Max(layer.Inputs, layer.PaddedUnits)));
            _words.Span.Fill(uint.MaxValue);
            _offsets = new int[layers.Length];
        }

        public (double Loss, int Correct) Run(TrainingSet set, ReadOnlySpan<int> rows)
        {
            _forward.SetInputs(set.Descriptors.AsSpan(), rows, _words.Span, 1);
            _forward.Run(_words.Pointer, _offsets, 1);
            _softmax.Run(_forward.Logits.Pointer);
            double loss = 0;
            int correct = 0;
            for (int lane = 0; lane < rows.Length; lane++)
            {
                int label = set.Labels[rows[lane]];
                (float share, int second) = set.Second(rows[lane]);
                loss += (1 - share) * _softmax.Loss(lane, label);
                if (share > 0)
                    loss += share * _softmax.Loss(lane, second);
                correct += _softmax.Winners[lane] == label ? 1 : 0;
            }

            return (loss, correct);
        }
    }
}
