using Arise.Embedding;

namespace Arise.Exploration;

/// <summary>How the points were embedded, as JSON; the names are those of umap-learn where it has one.</summary>
internal sealed record ExplorationManifestEmbedding
{
    public required int Neighbors { get; init; }

    public required double MinDist { get; init; }

    public required int Components { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Null, as the three below, in what an earlier version wrote; then the usual value.</summary>
    public double? Spread { get; init; }

    /// <summary>Null where their number follows from that of the points.</summary>
    public int? Epochs { get; init; }

    public double? LearningRate { get; init; }

    public int? NegativeSamples { get; init; }

    public int? ExactNeighbors { get; init; }

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
    public UmapSettings ToSettings()
    {
        var usual = new UmapSettings();
        return new UmapSettings
        {
            Neighbors = Neighbors,
            MinDistance = MinDist,
            Components = Components,
            Seed = Seed,
            Spread = Spread ?? usual.Spread,
            Epochs = Epochs,
            LearningRate = LearningRate ?? usual.LearningRate,
            NegativeSamples = NegativeSamples ?? usual.NegativeSamples,
            ExactNeighbors = ExactNeighbors ?? usual.ExactNeighbors,
        };
    }
}
