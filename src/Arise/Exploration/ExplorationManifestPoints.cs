using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Arise.Files;
using Arise.Networks;

namespace Arise.Exploration;

/// <summary>Which points there are, as JSON.</summary>
internal sealed record ExplorationManifestPoints
{
    public required int Layer { get; init; }

    [JsonConverter(typeof(EnumJsonConverter<HiddenValues>))]
    public required HiddenValues Values { get; init; }

    public required double MinProbability { get; init; }

    /// <summary>Labels of the classes that were taken; empty for all.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OneSpecies { get; init; }

    public required int Candidates { get; init; }

    public required string LengthUnit { get; init; }

    /// <summary>What stands for a sample and its settings.</summary>
    public static ExplorationManifestPoints Of(ExplorationSample sample, ExplorationSettings settings) => new()
    {
        Layer = settings.Layer,
        Values = settings.Values,
        MinProbability = settings.MinimumProbability,
        Classes = [.. (settings.Classes ?? []).Order().Select(sample.LabelOf)],
        OneSpecies = settings.OneSpecies || sample.Map?.Plan.Settings.OneSpecies == true,
        Candidates = sample.Candidates,
        LengthUnit = sample.LengthUnit.Name,
    };
}
