using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arise.Files;

/// <summary>A number that may not exist: not-a-number and infinity are null.</summary>
internal sealed class FiniteJsonConverter : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => double.NaN,
            JsonTokenType.Number when reader.TryGetDouble(out double value) && double.IsFinite(value) => value,
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}
