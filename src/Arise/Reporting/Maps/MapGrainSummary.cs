using System.Text.Json.Serialization;
using Arise.Files;
using Arise.Mapping;
using Arise.Numerics;

namespace Arise.Reporting.Maps;

/// <summary>One grain of a map, as <see cref="Grain"/> has it, with the names of its class.</summary>
public sealed record MapGrainSummary
{
    /// <summary>Index of the class.</summary>
    public required int ClassIndex { get; init; }

    /// <summary>Its label in the model.</summary>
    public required string Label { get; init; }

    /// <summary>What a crystallographer calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Number of boxes.</summary>
    public required int Boxes { get; init; }

    /// <summary>Volume, cubic units of length; null where the sample is flat.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Volume { get; init; }

    /// <summary>Area of a grain of a flat sample, square units of length; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Area { get; init; }

    /// <summary>Mean of the middles of its boxes.</summary>
    public required Vector3D Center { get; init; }

    /// <summary>Mean probability of the class.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanProbability { get; init; }

    /// <summary>Mean mutual information, bits.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanMutualInformation { get; init; }
}
