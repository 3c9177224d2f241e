using System.Text.Json.Serialization;
using Arise.Files;

namespace Arise.Reporting.Maps;

/// <summary>Boxes at the boundary of the same two classes.</summary>
internal sealed record MapBoundarySummary
{
    /// <summary>Indices of the two classes, the smaller first.</summary>
    public required int FirstClassIndex { get; init; }

    /// <summary>The other one.</summary>
    public required int SecondClassIndex { get; init; }

    /// <summary>What a crystallographer calls the first.</summary>
    public required string FirstName { get; init; }

    /// <summary>What a crystallographer calls the second.</summary>
    public required string SecondName { get; init; }

    /// <summary>Number of boxes.</summary>
    public required int Boxes { get; init; }

    /// <summary>Mean share of the second class, p_2 / (p_1 + p_2).</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanSecondShare { get; init; }
}
