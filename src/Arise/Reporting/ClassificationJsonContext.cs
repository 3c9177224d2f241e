using System.Text.Json.Serialization;

namespace Arise.Reporting;

/// <summary>How <see cref="ClassificationDocument"/> is written: names_like_this, indented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ClassificationDocument))]
[JsonSerializable(typeof(ClassificationDocument[]))]
internal sealed partial class ClassificationJsonContext : JsonSerializerContext;
