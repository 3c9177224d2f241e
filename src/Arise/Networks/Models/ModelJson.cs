using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arise.Networks.Models;

/// <summary>How settings and records stand as JSON in the metadata of model files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(TrainingRecord))]
[JsonSerializable(typeof(TrainingSettings))]
internal sealed partial class ModelJson : JsonSerializerContext
{
    /// <summary>The context to use: letters and quotes stay as they are, for the files are no web pages.</summary>
    public static ModelJson Plain => field ??= new ModelJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
