using System.Text.Json.Serialization;

namespace Arise.Benchmarking;

/// <summary>How the scores are kept: snake_case names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BenchmarkTable.StoredScore[]))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
