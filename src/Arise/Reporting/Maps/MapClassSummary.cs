using System.Text.Json.Serialization;
using Arise.Files;
using Arise.Mapping;

namespace Arise.Reporting.Maps;

/// <summary>One class of a map, or what is none of them: its boxes, its atoms, and the means over its boxes.</summary>
public sealed record MapClassSummary
{
    /// <summary>Index of the class; <see cref="CrystalMap.None"/> for none of them.</summary>
    public required int ClassIndex { get; init; }

    /// <summary>Its label in the model, or "none".</summary>
    public required string Label { get; init; }

    /// <summary>What a crystallographer calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Number of boxes.</summary>
    public required int Boxes { get; init; }

    /// <summary>Share of the boxes with a prediction.</summary>
    public required double BoxFraction { get; init; }

    /// <summary>Number of atoms.</summary>
    public required int Atoms { get; init; }

    /// <summary>Share of all atoms.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double AtomFraction { get; init; }

    /// <summary>Mean probability of the most probable class over its boxes.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanProbability { get; init; }

    /// <summary>Mean mutual information over its boxes, bits.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanMutualInformation { get; init; }

    /// <summary>Mean predictive entropy over its boxes, bits; null in summaries of earlier versions.</summary>
    public double? MeanPredictiveEntropy { get; init; }

    /// <summary>Mean novelty over its boxes; null where the model cannot tell.</summary>
    public double? MeanNovelty { get; init; }
}
