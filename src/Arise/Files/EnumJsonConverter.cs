using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arise.Files;

/// <summary>A choice as a word in lower case: "box", "pre-activations".</summary>
internal sealed class EnumJsonConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
