using System.Text.Json.Serialization;
using Arise.Files;

namespace Arise.Reporting.Maps;

/// <summary>How the summary of a map stands as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(VectorJsonConverter)])]
[JsonSerializable(typeof(MapSummary))]
internal sealed partial class MapSummaryJson : JsonSerializerContext;
