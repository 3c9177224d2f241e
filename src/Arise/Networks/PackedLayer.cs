using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// A dense layer as <see cref="TileKernel"/> reads it: weights [tile, input, 8] and biases [tile, 8], where unit u is
/// element u mod 8 of tile u / 8. Units beyond the last, and inputs that only pad, are zero.
/// </summary>
internal sealed unsafe class PackedLayer
{
    /// <summary>A layer of zeros with room for <paramref name="paddedInputs"/> inputs per tile.</summary>
    public PackedLayer(int inputs, int units, int paddedInputs)
    {
        (Inputs, Units, PaddedInputs) = (inputs, units, paddedInputs);
        Tiles = (units + TileKernel.Units - 1) / TileKernel.Units;
        Weights = new AlignedBuffer<float>(Tiles * paddedInputs * TileKernel.Units);
        Bias = new AlignedBuffer<float>(Tiles * TileKernel.Units);
    }

    /// <summary>Packs a layer.</summary>
    public PackedLayer(DenseLayer layer)
        : this(layer.Inputs, layer.Units, layer.Inputs)
    {
        layer.Bias.CopyTo(Bias.Span);
        Span<float> packed = Weights.Span;
        for (int unit = 0; unit < Units; unit++)
        {
            int start = (unit / TileKernel.Units * PaddedInputs * TileKernel.Units) + (unit % TileKernel.Units);
            for (int k = 0; k < Inputs; k++)
                packed[start + (k * TileKernel.Units)] = layer.Weights[(unit * Inputs) + k];
        }
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Inputs with padding.</summary>
    public int PaddedInputs { get; }

    /// <summary>Number of units.</summary>
    public int Units { get; }

    /// <summary>Number of tiles of 8 units.</summary>
    public int Tiles { get; }

    /// <summary>Units rounded up to whole tiles.</summary>
    public int PaddedUnits => Tiles * TileKernel.Units;

    /// <summary>Weights [tile, input, 8].</summary>
    public AlignedBuffer<float> Weights { get; }

    /// <summary>Biases [tile, 8].</summary>
    public AlignedBuffer<float> Bias { get; }

    /// <summary>Address of the weights of a tile, [input, 8].</summary>
    public float* TileWeights(int tile) => Weights.Pointer + ((nint)tile * PaddedInputs * TileKernel.Units);

    /// <summary>Address of the biases of a tile.</summary>
    public float* TileBias(int tile) => Bias.Pointer + (tile * TileKernel.Units);
}
