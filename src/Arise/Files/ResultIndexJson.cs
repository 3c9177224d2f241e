using System.Text.Json.Serialization;

namespace Arise.Files;

/// <summary>How the index is written: snake_case names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ResultIndex))]
internal sealed partial class ResultIndexJson : JsonSerializerContext;
