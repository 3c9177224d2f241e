namespace Arise.Networks;

/// <summary>
/// The weights as derivatives need them: every hidden layer with inputs and units exchanged, and the last layer by
/// classes. Immutable; shared by all workers.
/// </summary>
internal sealed class TransposedLayers
{
    private readonly PackedLayer[] _hidden;
    private readonly DenseLayer _last;

    public TransposedLayers(IReadOnlyList<DenseLayer> layers)
    {
        _last = layers[^1];
        _hidden = [.. layers.Take(layers.Count - 1).Select(Transpose)];
    }

    /// <summary>Hidden layer <paramref name="index"/> transposed, without bias.</summary>
    public PackedLayer Hidden(int index) => _hidden[index];

    /// <summary>The weights of one class in the last layer, one per input.</summary>
    public ReadOnlySpan<float> OfClass(int index) => _last.Weights.Slice(index * _last.Inputs, _last.Inputs);

    private static PackedLayer Transpose(DenseLayer layer)
    {
        var weights = new float[layer.Inputs * layer.Units];
        for (int unit = 0; unit < layer.Units; unit++)
        {
            for (int input = 0; input < layer.Inputs; input++)
                weights[(input * layer.Units) + unit] = layer.Weights[(unit * layer.Inputs) + input];
        }

        return new PackedLayer(new DenseLayer(layer.Units, layer.Inputs, weights, new float[layer.Inputs]));
    }
}
