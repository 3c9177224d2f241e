using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Networks.Training;

namespace Arise.Networks;

/// <summary>How settings and records stand as JSON in the metadata of model and checkpoint files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(TrainingRecord))]
[JsonSerializable(typeof(TrainingSettings))]
[JsonSerializable(typeof(EpochResult[]))]
internal sealed partial class NetworkJson : JsonSerializerContext
{
    /// <summary>The context to use: letters and quotes stay as they are, for the files are no web pages.</summary>
    public static NetworkJson Plain => field ??= new NetworkJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
