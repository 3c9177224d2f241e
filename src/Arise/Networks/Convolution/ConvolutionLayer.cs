using Arise.Numerics;

namespace Arise.Networks.Convolution;

/// <summary>
/// A convolution with 3 x 3 inputs of every channel:
/// <c>z[u, y, x] = bias[u] + sum over c, i, j of weight[u, c, i, j] input[c, y + i - 1, x + j - 1]</c>,
/// beyond the edges the inputs are 0; then max(z, 0) if it rectifies.
/// </summary>
internal sealed unsafe class ConvolutionLayer
{
    private const int Block = ConvolutionKernel.Units;
    private readonly AlignedBuffer<float> _packed;
    private readonly AlignedBuffer<float> _bias;

    /// <summary>A layer of zeros.</summary>
    public ConvolutionLayer(int inputs, int units, bool rectifies)
    {
        (Inputs, Units, Rectifies) = (inputs, units, rectifies);
        int padded = (units + Block - 1) / Block * Block;
        _packed = new AlignedBuffer<float>(padded * Depth);
        _bias = new AlignedBuffer<float>(padded);
    }

    /// <summary>Number of channels of the input.</summary>
    public int Inputs { get; }

    /// <summary>Number of channels of the output.</summary>
    public int Units { get; }

    /// <summary>Whether outputs below 0 become 0.</summary>
    public bool Rectifies { get; }

    /// <summary>Weights per unit.</summary>
    public int Depth => Inputs * ConvolutionKernel.Taps;

    /// <summary>Sets weights [unit, channel, row, column] and biases [unit].</summary>
    public void Load(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        for (int unit = 0; unit < Units; unit++)
        {
            float* packed = _packed.Pointer + (unit / Block * Block * Depth) + (unit % Block);
            for (int k = 0; k < Depth; k++)
                packed[k * Block] = weights[(unit * Depth) + k];
        }

        bias.CopyTo(_bias.Span);
    }

    /// <summary>Computes the output.</summary>
    public void Apply(FeatureMap input, FeatureMap output)
    {
        int* offsets = stackalloc int[Depth];
        for (int k = 0; k < Depth; k++)
        {
            int tap = k % ConvolutionKernel.Taps;
            offsets[k] = (k / ConvolutionKernel.Taps * input.Plane) + (((tap / 3) - 1) * input.Pitch) + (tap % 3) - 1;
        }

        float floor = Rectifies ? 0 : float.NegativeInfinity;
        for (int row = 0; row < output.Height; row++)
        {
            for (int unit = 0; unit < Units; unit += Block)
            {
                ConvolutionKernel.Row(
                    _packed.Pointer + (unit * Depth), _bias.Pointer + unit, input.Row(0, row), offsets, Depth,
                    output.Row(unit, row), output.Plane, output.Width, floor);
            }
        }
    }
}
