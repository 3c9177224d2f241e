using System.Collections.Immutable;
using static System.FormattableString;

namespace Arise.Networks.Models;

/// <summary>
/// Settings of training. The defaults are the published ones (Leitherer, Ziletti, Ghiringhelli, Nat. Commun. 12, 6234
/// (2021)), with Adam as in D. P. Kingma, J. Ba, ICLR 2015 (beta 0.9 and 0.999, epsilon 1e-7).
/// </summary>
public sealed record TrainingSettings
{
    // The published network has 256, 512 and 256 units.
    private const int MostLayers = 8;
    private const int MostUnits = 4096;

    /// <summary>Units per hidden layer.</summary>
    public ImmutableArray<int> HiddenSizes { get; init; } = [256, 512, 256];

    /// <summary>Probability that a unit of the input or a hidden layer is dropped.</summary>
    public double Dropout { get; init; } = 0.0317;

    /// <summary>Passes over the training rows.</summary>
    public int Epochs { get; init; } = 300;

    /// <summary>Rows per step; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Learning rate of Adam at the first step.</summary>
    public double LearningRate { get; init; } = 2.16e-4;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>Share of the rows of each class that is held back for validation.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Seed of the initial weights, the split, the order of rows and the dropout masks.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.Require(
            !HiddenSizes.IsDefault && HiddenSizes.Length <= MostLayers
                && HiddenSizes.All(size => size is >= 1 and <= MostUnits),
            nameof(HiddenSizes),
            $"Up to {MostLayers} hidden layers are possible, with 1 to {MostUnits} units each.");
        Setting.Require(
            Dropout is >= 0 and < 1, nameof(Dropout), Invariant($"Dropout {Dropout} is not in [0, 1)."));
        Setting.RequireCount(Epochs, 1, 1_000_000, nameof(Epochs), "epochs");
        Setting.Require(
            BatchSize is >= 1 and <= 1 << 16, nameof(BatchSize), $"A batch of {BatchSize} rows is not in 1 .. 65536.");
        Setting.Require(
            LearningRate is > 0 and <= 1e38,
            nameof(LearningRate),
            Invariant($"The learning rate {LearningRate} is not above 0 and at most 1e38."));
        Setting.Require(
            Enum.IsDefined(Schedule), nameof(Schedule), $"{Schedule} is not a schedule of the learning rate.");
        Setting.Require(
            ValidationFraction is >= 0 and < 1,
            nameof(ValidationFraction),
            Invariant($"The validation fraction {ValidationFraction} is not in [0, 1)."));
    }
}
