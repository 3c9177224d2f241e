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
        Setting.Require(!HiddenSizes.IsDefault, nameof(HiddenSizes), "The hidden layers are not given.");
        RequireSize(InputSize, nameof(InputSize));
        foreach (int size in HiddenSizes)
            RequireSize(size, nameof(HiddenSizes));
        RequireSize(ClassCount, nameof(ClassCount));
        Setting.Require(Dropout is >= 0 and < 1, nameof(Dropout), $"Dropout {Dropout} is not in [0, 1).");
        Setting.Require(
            ParameterCount <= 1 << 29, nameof(HiddenSizes), $"{ParameterCount} parameters are too many.");

        static void RequireSize(int size, string property) => Setting.Require(
            size is >= 1 and <= 1 << 20, property, $"A layer of {size} units is not possible.");
    }
}
