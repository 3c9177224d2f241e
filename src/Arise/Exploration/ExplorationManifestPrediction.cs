using System.Text.Json.Serialization;
using Arise.Files;
using Arise.Networks;

namespace Arise.Exploration;

/// <summary>How the points were predicted, as JSON.</summary>
internal sealed record ExplorationManifestPrediction
{
    [JsonConverter(typeof(EnumJsonConverter<PredictionMode>))]
    public required PredictionMode Mode { get; init; }

    public required int Passes { get; init; }

    public required double Tolerance { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    /// <summary>What stands for settings.</summary>
    public static ExplorationManifestPrediction Of(PredictionSettings settings, int threads) => new()
    {
        Mode = settings.Mode,
        Passes = settings.Passes,
        Tolerance = settings.Tolerance,
        Seed = settings.Seed,
        Threads = threads,
    };

    /// <summary>The settings.</summary>
    public PredictionSettings ToSettings() => new()
    {
        Mode = Mode,
        Passes = Passes,
        Tolerance = Tolerance,
        Seed = Seed,
        Threads = Threads,
    };
}
