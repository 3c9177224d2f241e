using Arise.Embedding;

namespace Arise.Exploration;

/// <summary>How the points were embedded, as JSON; the names are those of umap-learn where it has one.</summary>
internal sealed record ExplorationManifestEmbedding
{
    public required int Neighbors { get; init; }

    public required double MinDist { get; init; }

    public required int Components { get; init; }

    public required ulong Seed { get; init; }

    public double Spread { get; init; } = 1;

    /// <summary>Null where their number follows from that of the points.</summary>
    public int? Epochs { get; init; }

    public double LearningRate { get; init; } = 1;

    public int NegativeSamples { get; init; } = 5;

    public int ExactNeighbors { get; init; } = 60_000;

    /// <summary>What stands for settings.</summary>
    public static ExplorationManifestEmbedding Of(UmapSettings settings) => new()
    {
        Neighbors = settings.Neighbors,
        MinDist = settings.MinDistance,
        Components = settings.Components,
        Seed = settings.Seed,
        Spread = settings.Spread,
        Epochs = settings.Epochs,
        LearningRate = settings.LearningRate,
        NegativeSamples = settings.NegativeSamples,
        ExactNeighbors = settings.ExactNeighbors,
    };

    /// <summary>The settings.</summary>
    public UmapSettings ToSettings() => new()
    {
        Neighbors = Neighbors,
        MinDistance = MinDist,
        Components = Components,
        Seed = Seed,
        Spread = Spread,
        Epochs = Epochs,
        LearningRate = LearningRate,
        NegativeSamples = NegativeSamples,
        ExactNeighbors = ExactNeighbors,
    };
}
