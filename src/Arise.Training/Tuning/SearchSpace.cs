using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Tuning;

/// <summary>
/// The hyper-parameters that are searched. The defaults are the published ranges (Leitherer, Ziletti, Ghiringhelli,
/// Nat. Commun. 12, 6234 (2021)): 2 to 5 hidden layers of 256 or 512 units, batches of 64 or 128, learning rate 1e-4 to
/// 1e-2 (uniform in its logarithm), dropout 0.01 to 0.05.
/// </summary>
public sealed record SearchSpace
{
    private const string Depth = "depth";

    /// <summary>Fewest hidden layers.</summary>
    public int FewestLayers { get; init; } = 2;

    /// <summary>Most hidden layers.</summary>
    public int MostLayers { get; init; } = 5;

    /// <summary>Units that a hidden layer may have; each layer chooses for itself.</summary>
    public ImmutableArray<int> Widths { get; init; } = [256, 512];

    /// <summary>Rows per step.</summary>
    public ImmutableArray<int> BatchSizes { get; init; } = [64, 128];

    /// <summary>Lowest learning rate.</summary>
    public double LowestLearningRate { get; init; } = 1e-4;

    /// <summary>Highest learning rate.</summary>
    public double HighestLearningRate { get; init; } = 1e-2;

    /// <summary>Lowest dropout.</summary>
    public double LowestDropout { get; init; } = 0.01;

    /// <summary>Highest dropout.</summary>
    public double HighestDropout { get; init; } = 0.05;

    /// <summary>The space as the search sees it: the width of layer k exists only in networks that deep.</summary>
    internal IReadOnlyList<SearchDimension> Dimensions() =>
    [
        SearchDimension.LogUniform("learning_rate", LowestLearningRate, HighestLearningRate),
        SearchDimension.Uniform("dropout", LowestDropout, HighestDropout),
        SearchDimension.Choice("batch_size", BatchSizes.Length),
        SearchDimension.Choice(Depth, MostLayers - FewestLayers + 1),
        .. Enumerable.Range(0, MostLayers).Select(layer => SearchDimension.Choice($"width_{layer}", Widths.Length) with
        {
            Condition = layer < FewestLayers ? null : (Depth, layer + 1 - FewestLayers),
        }),
    ];

    /// <summary>The settings of training at a point of the space.</summary>
    /// <param name="point">One value per dimension.</param>
    /// <param name="common">What is not searched: epochs, seed, split, schedule.</param>
    internal TrainingSettings At(ReadOnlySpan<double> point, TrainingSettings common)
    {
        const int firstWidth = 4;
        int depth = FewestLayers + (int)point[3];
        int[] sizes = new int[depth];
        for (int layer = 0; layer < depth; layer++)
            sizes[layer] = Widths[(int)point[firstWidth + layer]];
        return common with
        {
            LearningRate = point[0],
            Dropout = point[1],
            BatchSize = BatchSizes[(int)point[2]],
            HiddenSizes = [.. sizes],
        };
    }

    /// <summary>
    /// Whether a point has a value in range for every dimension, and NaN only where a dimension need not apply.
    /// </summary>
    internal bool Contains(ReadOnlySpan<double> point)
    {
        IReadOnlyList<SearchDimension> dimensions = Dimensions();
        if (point.Length != dimensions.Count)
            return false;
        int depth = 0;
        for (int d = 0; d < point.Length; d++)
        {
            SearchDimension dimension = dimensions[d];
            if (dimension.Condition is { } condition && !(depth >= condition.AtLeast))
            {
                if (!double.IsNaN(point[d]))
                    return false;
                continue;
            }

            bool isIn = dimension.Choices > 0
                ? point[d] >= 0 && point[d] < dimension.Choices && double.IsInteger(point[d])
                : point[d] >= dimension.Low && point[d] <= dimension.High;
            if (!isIn)
                return false;
            if (dimension.Name == Depth)
                depth = (int)point[d];
        }

        return true;
    }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">One is empty or not possible.</exception>
    public void Validate()
    {
        Setting.Require(
            FewestLayers >= 1 && MostLayers >= FewestLayers,
            nameof(MostLayers),
            $"{FewestLayers} to {MostLayers} hidden layers are not possible.");
        Setting.Require(!Widths.IsDefaultOrEmpty, nameof(Widths), "No width of a layer is given.");
        Setting.Require(!BatchSizes.IsDefaultOrEmpty, nameof(BatchSizes), "No batch size is given.");
        Setting.Require(
            LowestLearningRate > 0 && LowestLearningRate < HighestLearningRate && double.IsFinite(HighestLearningRate),
            nameof(HighestLearningRate),
            $"Learning rates from {LowestLearningRate} to {HighestLearningRate} cannot be searched.");
        Setting.Require(
            LowestDropout >= 0 && LowestDropout < HighestDropout && HighestDropout < 1,
            nameof(HighestDropout),
            $"Dropouts from {LowestDropout} to {HighestDropout} cannot be searched.");
    }
}
