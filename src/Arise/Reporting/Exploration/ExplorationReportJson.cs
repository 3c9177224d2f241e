using System.Text.Json.Serialization;
using Arise.Files;

namespace Arise.Reporting.Exploration;

/// <summary>How the summary of an exploration stands as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(VectorJsonConverter)])]
[JsonSerializable(typeof(ExplorationSummaryJson))]
internal sealed partial class ExplorationReportJson : JsonSerializerContext;
