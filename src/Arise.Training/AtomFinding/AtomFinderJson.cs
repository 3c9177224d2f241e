using System.Text.Json.Serialization;

namespace Arise.AtomFinding;

/// <summary>How settings and history stand as JSON in the metadata of checkpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AtomFinderSettings))]
[JsonSerializable(typeof(AtomFinderEpoch[]))]
internal sealed partial class AtomFinderJson : JsonSerializerContext;
