using System.Text.Json;

namespace Arise.Files;

/// <summary>What the header of a safetensors file says of a tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Length per axis.</param>
/// <param name="Begin">Where its numbers begin, bytes from the beginning of the data.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Size">Bytes of one: 4 for single precision, 1 for whole numbers from 0 to 255.</param>
internal sealed record SafetensorsEntry(string Name, int[] Shape, long Begin, long Count, int Size)
{
    /// <summary>Where its numbers end, bytes from the beginning of the data.</summary>
    public long End => Begin + (Size * Count);

    /// <summary>Reads an entry; the tensor lies within the data and has as many numbers as its shape says.</summary>
    /// <param name="property">The entry.</param>
    /// <param name="dataLength">Bytes behind the header.</param>
    /// <param name="file">Makes the errors.</param>
    /// <exception cref="SafetensorsFormatException">It is damaged, or neither single precision nor bytes.</exception>
    public static SafetensorsEntry Read(JsonProperty property, long dataLength, SafetensorsFile file)
    {
        string name = property.Name;
        string? type = Member("dtype", JsonValueKind.String).GetString();
        int size = type switch
        {
            "F32" => sizeof(float),
            "U8" => sizeof(byte),
            _ => throw file.Error($"the tensor '{name}' is of type {type}; only F32 and U8 are read."),
        };
        JsonElement lengths = Member("shape", JsonValueKind.Array);
        int[] shape = new int[lengths.GetArrayLength()];
        long count = 1;
        foreach ((int axis, JsonElement element) in lengths.EnumerateArray().Index())
        {
            if (!Whole(element, out long length) || length > int.MaxValue)
                throw file.Error($"the 'shape' of the tensor '{name}' is damaged.");
            shape[axis] = (int)length;

            // Too many stay too many, without an overflow.
            count = length == 0 ? 0 : count <= Array.MaxLength ? count * length : count;
        }

        JsonElement offsets = Member("data_offsets", JsonValueKind.Array);
        if (offsets.GetArrayLength() != 2 || !Whole(offsets[0], out long begin) || !Whole(offsets[1], out long end))
            throw file.Error($"the 'data_offsets' of the tensor '{name}' are damaged.");
        bool fits = begin <= end && end <= dataLength
            && count <= Array.MaxLength && end - begin == size * count;
        return fits
            ? new SafetensorsEntry(name, shape, begin, count, size)
            : throw file.Error($"the tensor '{name}' does not fit into the file; it is damaged or cut off.");

        JsonElement Member(string key, JsonValueKind kind) => property.Value.ValueKind == JsonValueKind.Object
            && property.Value.TryGetProperty(key, out JsonElement value) && value.ValueKind == kind
                ? value
                : throw file.Error($"the tensor '{name}' has no '{key}'; the file is damaged.");

        static bool Whole(JsonElement element, out long number)
        {
            number = -1;
            return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number) && number >= 0;
        }
    }
}
