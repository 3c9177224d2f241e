using System.Text.Json.Serialization;
using Arise.Networks.Models;

namespace Arise.Tuning;

/// <summary>How settings and points stand as JSON in the database of trials.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TuningSettings))]
[JsonSerializable(typeof(TrainingSettings))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class TuningJson : JsonSerializerContext;
