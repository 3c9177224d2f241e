using System.Text.Json.Serialization;

namespace Arise.Benchmarks;

/// <summary>How runs are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BenchmarkRun))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
