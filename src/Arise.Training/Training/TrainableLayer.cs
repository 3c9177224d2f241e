using Arise.Networks;
using Arise.Numerics;

namespace Arise.Training;

/// <summary>
/// A dense layer in training: weights and Adam's means [unit, input] with padded rows, the packed copies that
/// the kernels read, and what the slices of a batch leave for the gradient.
/// </summary>
/// <remarks>
/// One tile of 8 units is the unit of parallel work: its gradient is summed over the samples in their order, applied
/// and packed while it is in the first-level cache. Tiles share nothing, so the number of threads cannot change a bit.
/// </remarks>
internal sealed unsafe class TrainableLayer
{
    private const int Block = TileKernel.Units;
    private readonly int _batch;
    private readonly AlignedBuffer<int> _order;

    /// <summary>A layer of zeros.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="units">Number of units.</param>
    /// <param name="batch">Samples per step, a multiple of 32.</param>
    /// <param name="order">The numbers 0, 1, 2 .. at least up to the batch.</param>
    public TrainableLayer(int inputs, int units, int batch, AlignedBuffer<int> order)
    {
        (Inputs, Units, _batch, _order) = (inputs, units, batch, order);
        PaddedInputs = (inputs + TileKernel.Lanes - 1) / TileKernel.Lanes * TileKernel.Lanes;
        Packed = new PackedLayer(inputs, units, PaddedInputs);
        int padded = Packed.PaddedUnits;
        Weights = new AlignedBuffer<float>(padded * PaddedInputs);
        First = new AlignedBuffer<float>(padded * PaddedInputs);
        Second = new AlignedBuffer<float>(padded * PaddedInputs);
        FirstBias = new AlignedBuffer<float>(padded);
        SecondBias = new AlignedBuffer<float>(padded);
        Transposed = new AlignedBuffer<float>(padded * PaddedInputs);
        Samples = new AlignedBuffer<float>(batch * PaddedInputs);
        Deltas = new AlignedBuffer<float>(padded * batch);
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Inputs rounded up to whole rows of 32.</summary>
    public int PaddedInputs { get; }

    /// <summary>Number of units.</summary>
    public int Units { get; }

    /// <summary>What the forward pass reads; its biases are the only copy of the biases.</summary>
    public PackedLayer Packed { get; }

    /// <summary>Weights [unit, padded input].</summary>
    public AlignedBuffer<float> Weights { get; }

    /// <summary>Adam's mean of the gradient, as <see cref="Weights"/>.</summary>
    public AlignedBuffer<float> First { get; }

    /// <summary>Adam's mean of the squared gradient, as <see cref="Weights"/>.</summary>
    public AlignedBuffer<float> Second { get; }

    /// <summary>Adam's mean of the gradient of the biases.</summary>
    public AlignedBuffer<float> FirstBias { get; }

    /// <summary>Adam's mean of the squared gradient of the biases.</summary>
    public AlignedBuffer<float> SecondBias { get; }

    /// <summary>Weights for back-propagation [input / 8, unit, 8].</summary>
    public AlignedBuffer<float> Transposed { get; }

    /// <summary>Inputs of the layer in this step [sample, padded input].</summary>
    public AlignedBuffer<float> Samples { get; }

    /// <summary>Derivatives of the loss by z in this step [tile, sample, 8].</summary>
    public AlignedBuffer<float> Deltas { get; }

    /// <summary>Address of the weights for back-propagation to 8 inputs.</summary>
    public float* TransposedTile(int tile) => Transposed.Pointer + (tile * Packed.PaddedUnits * Block);

    /// <summary>Address of the derivatives of a tile.</summary>
    public float* TileDeltas(int tile) => Deltas.Pointer + (tile * _batch * Block);

    /// <summary>Sets weights and biases; Adam's means stay.</summary>
    public void Load(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        Scatter(weights, Weights);
        bias.CopyTo(Packed.Bias.Span);
        Pack();
    }

    /// <summary>Brings all weights into the layouts of the kernels.</summary>
    public void Pack()
    {
        for (int tile = 0; tile < Packed.Tiles; tile++)
        {
            for (int input = 0; input < PaddedInputs; input += TileKernel.Lanes)
                Pack(tile, input);
        }
    }

    /// <summary>Copies [unit, input] into rows with padding.</summary>
    public void Scatter(ReadOnlySpan<float> values, AlignedBuffer<float> padded)
    {
        for (int unit = 0; unit < Units; unit++)
            values.Slice(unit * Inputs, Inputs).CopyTo(padded.Span[(unit * PaddedInputs)..]);
    }

    /// <summary>Copies rows with padding into [unit, input].</summary>
    public float[] Gather(AlignedBuffer<float> padded)
    {
        float[] values = new float[Units * Inputs];
        for (int unit = 0; unit < Units; unit++)
            padded.Span.Slice(unit * PaddedInputs, Inputs).CopyTo(values.AsSpan(unit * Inputs));
        return values;
    }

    /// <summary>Gradient, Adam and packing for 8 units.</summary>
    /// <param name="tile">Which units.</param>
    /// <param name="samples">Samples in this step.</param>
    /// <param name="adam">The step.</param>
    public void Update(int tile, int samples, AdamStep adam)
    {
        float* gradient = stackalloc float[Block * TileKernel.Lanes];
        float* zeros = stackalloc float[Block];
        new Span<float>(zeros, Block).Clear();
        for (int input = 0; input < PaddedInputs; input += TileKernel.Lanes)
        {
            TileKernel.Multiply(new TileOperands
            {
                Weights = TileDeltas(tile),
                Bias = zeros,
                Inputs = Samples.Pointer + input,
                InputStride = PaddedInputs,
                InputRows = _order.Pointer,
                Depth = samples,
                Output = gradient,
                OutputStride = TileKernel.Lanes,
            });
            for (int unit = 0; unit < Block; unit++)
            {
                nint start = (((tile * Block) + unit) * PaddedInputs) + input;
                adam.Apply(
                    Weights.Pointer + start,
                    First.Pointer + start,
                    Second.Pointer + start,
                    gradient + (unit * TileKernel.Lanes),
                    TileKernel.Lanes);
            }

            Pack(tile, input);
        }

        UpdateBias(tile, samples, adam, gradient);
    }

    private void UpdateBias(int tile, int samples, AdamStep adam, float* gradient)
    {
        // Room for the longest vector: what lies beyond the 8 biases is zero and stays there.
        float* bias = gradient + TileKernel.Lanes, first = bias + TileKernel.Lanes, second = first + TileKernel.Lanes;
        new Span<float>(gradient, 4 * TileKernel.Lanes).Clear();
        float* deltas = TileDeltas(tile);
        for (int sample = 0; sample < samples; sample++)
        {
            for (int unit = 0; unit < Block; unit++)
                gradient[unit] += deltas[(sample * Block) + unit];
        }

        Span<float> biases = Packed.Bias.Span.Slice(tile * Block, Block);
        Span<float> firsts = FirstBias.Span.Slice(tile * Block, Block);
        Span<float> seconds = SecondBias.Span.Slice(tile * Block, Block);
        biases.CopyTo(new Span<float>(bias, Block));
        firsts.CopyTo(new Span<float>(first, Block));
        seconds.CopyTo(new Span<float>(second, Block));
        adam.Apply(bias, first, second, gradient, TileKernel.Lanes);
        new ReadOnlySpan<float>(bias, Block).CopyTo(biases);
        new ReadOnlySpan<float>(first, Block).CopyTo(firsts);
        new ReadOnlySpan<float>(second, Block).CopyTo(seconds);
    }

    // Brings 8 units x 32 inputs into the two layouts of the kernels.
    private void Pack(int tile, int firstInput)
    {
        float* weights = Weights.Pointer + ((nint)tile * Block * PaddedInputs);
        for (int input = firstInput; input < firstInput + TileKernel.Lanes; input += Block)
        {
            BlockTranspose.Transpose(weights + input, PaddedInputs, Packed.TileWeights(tile) + (input * Block), Block);
            float* transposed = TransposedTile(input / Block) + (tile * Block * Block);
            for (int unit = 0; unit < Block; unit++)
            {
                new ReadOnlySpan<float>(weights + (unit * PaddedInputs) + input, Block)
                    .CopyTo(new Span<float>(transposed + (unit * Block), Block));
            }
        }
    }
}
