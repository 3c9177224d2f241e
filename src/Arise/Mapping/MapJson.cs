using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Files;

namespace Arise.Mapping;

/// <summary>How the manifest of a map stands as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(VectorJsonConverter)])]
[JsonSerializable(typeof(MapManifest))]
[JsonSerializable(typeof(MapRunTimes))]
internal sealed partial class MapJson : JsonSerializerContext
{
    /// <summary>The context to use: letters and quotes stay as they are, for the file is no web page.</summary>
    public static MapJson Plain => field ??= new MapJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
