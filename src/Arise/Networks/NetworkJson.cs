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
internal sealed partial class NetworkJson : JsonSerializerContext;
