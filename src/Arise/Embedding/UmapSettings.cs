using System.Globalization;

namespace Arise.Embedding;

/// <summary>
/// Settings of <see cref="Umap"/>; names and defaults are those of umap-learn (n_neighbors, min_dist, n_components,
/// spread, n_epochs, learning_rate, negative_sample_rate, random_state).
/// </summary>
public sealed record UmapSettings
{
    /// <summary>
    /// Neighbors that make up the surroundings of a point, the point itself among them: few show detail, many the
    /// whole. Cut to the number of points.
    /// </summary>
    public int Neighbors { get; init; } = 15;

    /// <summary>How close together points may come in the embedding, in units of <see cref="Spread"/>.</summary>
    public double MinDistance { get; init; } = 0.1;

    /// <summary>Scale of the embedding.</summary>
    public double Spread { get; init; } = 1;

    /// <summary>Dimensions of the embedding: 2 or 3.</summary>
    public int Components { get; init; } = 2;

    /// <summary>Rounds of the optimization; 500 for up to 10 000 points and 200 for more when null.</summary>
    public int? Epochs { get; init; }

    /// <summary>Step length at the beginning; it falls linearly to zero.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>Random points that push a point away each time a neighbor pulls it, 1 to 7.</summary>
    public int NegativeSamples { get; init; } = 5;

    /// <summary>Seed of everything that is random.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>
    /// Up to so many points neighbors are exact, beyond they come from nearest-neighbor descent, which misses a few in
    /// a hundred.
    /// </summary>
    public int ExactNeighbors { get; init; } = 60_000;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range; the parameter name is the property.</exception>
    public void Validate()
    {
        Setting.RequireCount(Neighbors, 2, 100_000, nameof(Neighbors), "neighbors");
        Setting.Require(
            Components is 2 or 3, nameof(Components), $"{Components} components: an embedding has 2 or 3.");
        Setting.Require(
            Spread is >= 1e-3 and <= 1e3,
            nameof(Spread),
            Text($"The spread {Spread} is not from 0.001 to 1000."));
        Setting.Require(
            MinDistance >= 0 && MinDistance <= Spread,
            nameof(MinDistance),
            Text($"The least distance {MinDistance} is not between 0 and the spread {Spread}."));
        Setting.RequireCount(Epochs ?? 1, 1, 1_000_000, nameof(Epochs), "epochs");
        Setting.Require(
            LearningRate is > 0 and <= 1e3,
            nameof(LearningRate),
            Text($"The learning rate {LearningRate} is not above 0 and at most 1000."));
        Setting.Require(
            NegativeSamples is >= 1 and <= 7,
            nameof(NegativeSamples),
            $"{NegativeSamples} negative samples: from 1 to 7 are possible.");
        Setting.Require(
            ExactNeighbors >= 0, nameof(ExactNeighbors), $"Exact up to {ExactNeighbors} points: not below 0.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
