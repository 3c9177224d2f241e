using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Files;

namespace Arise.Exploration;

/// <summary>How the manifest of an exploration stands as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(VectorJsonConverter)])]
[JsonSerializable(typeof(ExplorationManifest))]
internal sealed partial class ExplorationJson : JsonSerializerContext
{
    /// <summary>The context to use: letters and quotes stay as they are, for the file is no web page.</summary>
    public static ExplorationJson Plain => field ??= new ExplorationJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
