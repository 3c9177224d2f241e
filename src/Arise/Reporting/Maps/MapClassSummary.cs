using System.Text.Json.Serialization;
using Arise.Files;

namespace Arise.Reporting.Maps;

/// <summary>One class of a map: its boxes, its atoms, and the means over its boxes.</summary>
public sealed record MapClassSummary
{
    /// <summary>Index of the class.</summary>
    public required int ClassIndex { get; init; }

    /// <summary>Its label in the model.</summary>
    public required string Label { get; init; }

    /// <summary>What a crystallographer calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Number of boxes.</summary>
    public required int Boxes { get; init; }

    /// <summary>Share of the boxes with a class.</summary>
    public required double BoxFraction { get; init; }

    /// <summary>Number of atoms.</summary>
    public required int Atoms { get; init; }

    /// <summary>Share of all atoms.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double AtomFraction { get; init; }

    /// <summary>Mean probability of the class over its boxes.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanProbability { get; init; }

    /// <summary>Mean mutual information over its boxes, bits.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanMutualInformation { get; init; }
}
