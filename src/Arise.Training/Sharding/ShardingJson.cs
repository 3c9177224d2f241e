using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arise.Sharding;

/// <summary>How records of runs and manifests of parts stand as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(PartManifest))]
[JsonSerializable(typeof(SlurmJob))]
internal sealed partial class ShardingJson : JsonSerializerContext
{
    /// <summary>The context to use: letters and quotes stay as they are, for the file is no web page.</summary>
    public static ShardingJson Plain => field ??= new ShardingJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
