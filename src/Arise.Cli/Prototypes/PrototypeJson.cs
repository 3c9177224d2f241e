using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Prototypes;

namespace Arise.Cli;

/// <summary>Structural classes as JSON, all numbers with the digits that read back to the same value.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrototypeDescription[]))]
[JsonSerializable(typeof(PrototypeDetails))]
internal sealed partial class PrototypeJson : JsonSerializerContext
{
    // Letters and quotes stay as they are, for the output is no web page.
    private static PrototypeJson Readable => field ??= new PrototypeJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>An array of classes without their atoms.</summary>
    public static string List(IEnumerable<Prototype> prototypes) => JsonSerializer.Serialize(
        [.. prototypes.Select(prototype => new PrototypeDescription(prototype))],
        Readable.PrototypeDescriptionArray);

    /// <summary>One class with lattice and atoms.</summary>
    public static string Full(Prototype prototype) =>
        JsonSerializer.Serialize(new PrototypeDetails(prototype), Readable.PrototypeDetails);
}
