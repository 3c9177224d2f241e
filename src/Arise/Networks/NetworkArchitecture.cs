using System.Collections.Immutable;

namespace Arise.Networks;

/// <summary>
/// Shape of a multilayer perceptron: dense layers with a rectifier after each hidden one, softmax at the end, and
/// dropout on the input and on every hidden activation.
/// </summary>
public sealed record NetworkArchitecture
{
    /// <summary>Components of a descriptor.</summary>
    public required int InputSize { get; init; }

    /// <summary>Units per hidden layer, in order; empty for a linear classifier.</summary>
    public required ImmutableArray<int> HiddenSizes { get; init; }

    /// <summary>Number of classes.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Probability that a unit is dropped, in [0, 1).</summary>
    public required double Dropout { get; init; }

    /// <summary>Units of every layer from the input to the classes.</summary>
    public ImmutableArray<int> LayerSizes => [InputSize, .. HiddenSizes, ClassCount];

    /// <summary>Number of weights and biases.</summary>
    public long ParameterCount
    {
        get
        {
            ImmutableArray<int> sizes = LayerSizes;
            long count = 0;
            for (int layer = 1; layer < sizes.Length; layer++)
                count += (sizes[layer - 1] + 1L) * sizes[layer];
            return count;
        }
    }

    /// <summary>Factor of the units that are kept, 1 / (1 - dropout) (inverted dropout).</summary>
    internal float KeptScale => (float)(1 / (1 - Dropout));

    /// <summary>Checks that sizes are positive and the dropout a probability below one.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public void Validate()
    {
        if (HiddenSizes.IsDefault)
            throw new ArgumentException("The hidden layers are not given.");
        foreach (int size in LayerSizes)
        {
            if (size is < 1 or > 1 << 20)
                throw new ArgumentException($"A layer of {size} units is not possible.");
        }

        if (!(Dropout is >= 0 and < 1))
            throw new ArgumentException($"Dropout {Dropout} is not in [0, 1).");
        if (ParameterCount > 1 << 29)
            throw new ArgumentException($"{ParameterCount} parameters are too many.");
    }
}
