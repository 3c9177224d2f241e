using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Numerics;

namespace Arise.Files;

/// <summary>A vector as [x, y, z].</summary>
internal sealed class VectorJsonConverter : JsonConverter<Vector3D>
{
    public override Vector3D Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartArray);
        Span<double> components = stackalloc double[3];
        foreach (ref double component in components)
        {
            Require(reader.Read() && reader.TokenType == JsonTokenType.Number);
            component = reader.GetDouble();
            Require(double.IsFinite(component));
        }

        Require(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        return new Vector3D(components[0], components[1], components[2]);

        static void Require(bool holds)
        {
            if (!holds)
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, Vector3D value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (int axis = 0; axis < 3; axis++)
            writer.WriteNumberValue(value[axis]);
        writer.WriteEndArray();
    }
}
