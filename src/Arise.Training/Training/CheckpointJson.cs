using System.Text.Json.Serialization;
using Arise.Networks.Models;

namespace Arise.Training;

/// <summary>How settings and history stand as JSON in the metadata of checkpoint files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrainingSettings))]
[JsonSerializable(typeof(EpochResult[]))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
