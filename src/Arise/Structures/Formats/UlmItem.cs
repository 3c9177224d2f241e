using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Arise.Structures.Formats;

/// <summary>
/// One item of a ULM file: JSON, with arrays that stand elsewhere in the file. A key that ends in a dot has
/// {"ndarray": [shape, type, offset]} for a value.
/// </summary>
internal sealed class UlmItem
{
    private readonly BinarySource _source;
    private readonly JsonElement _object;

    private UlmItem(BinarySource source, JsonElement item)
    {
        (_source, _object) = (source, item);
        Keys = [.. item.EnumerateObject().Select(property => property.Name.TrimEnd('.'))];
    }

    /// <summary>Reads the item at a place of the file.</summary>
    /// <exception cref="StructureFormatException">There is none.</exception>
    public static UlmItem At(BinarySource source, long offset)
    {
        long length = BinaryPrimitives.ReadInt64LittleEndian(source.Bytes(offset, 8, "the length of an item"));
        byte[] json = source.Bytes(offset + 8, length, "an item");
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutNaN(json));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new UlmItem(source, document.RootElement.Clone())
                : throw source.Error($"the item at byte {offset} is no object of JSON; the file is damaged.");
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            throw source.Error($"the item at byte {offset} is no JSON; the file is damaged.");
        }
    }

    /// <summary>The names of what is there, without the dot that marks arrays.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>An item inside of the item, or null.</summary>
    public UlmItem? Child(string key) =>
        _object.TryGetProperty($"{key}.", out JsonElement child) && child.ValueKind == JsonValueKind.Object
            ? new UlmItem(_source, child)
            : null;

    /// <summary>A single number, or null.</summary>
    public double? Number(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    /// <summary>Three flags, or null.</summary>
    public bool[]? Flags(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(flag => flag.ValueKind is JsonValueKind.True or JsonValueKind.False)
        && value.GetArrayLength() == 3
            ? [.. value.EnumerateArray().Select(flag => flag.GetBoolean())]
            : null;

    /// <summary>
    /// An array of numbers with its shape, wherever it stands; null when there is none of this name.
    /// </summary>
    /// <exception cref="StructureFormatException">It is damaged.</exception>
    public (double[] Values, long[] Shape, bool IsWhole)? Array(string key)
    {
        if (_object.TryGetProperty($"{key}.", out JsonElement reference)
            && reference.ValueKind == JsonValueKind.Object
            && reference.TryGetProperty("ndarray", out JsonElement parts))
        {
            return Referred(key, parts);
        }

        if (!_object.TryGetProperty(key, out JsonElement value) || value.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<double>();
        var shape = new List<long>();
        for (JsonElement inner = value; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            shape.Add(inner.GetArrayLength());
            if (shape[^1] == 0 || shape.Count > 4)
                break;
        }

        Flatten(value, numbers);
        return numbers.Count == shape.Aggregate(1L, (product, length) => product * length)
            ? ([.. numbers], [.. shape], false)
            : null;
    }

    private static void Flatten(JsonElement value, List<double> numbers)
    {
        if (value.ValueKind == JsonValueKind.Number)
            numbers.Add(value.GetDouble());
        else if (value.ValueKind == JsonValueKind.Null)
            numbers.Add(double.NaN);
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement inner in value.EnumerateArray())
                Flatten(inner, numbers);
        }
    }

    private (double[] Values, long[] Shape, bool IsWhole) Referred(string key, JsonElement parts)
    {
        bool isSound = parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() == 3
            && parts[0].ValueKind == JsonValueKind.Array && parts[1].ValueKind == JsonValueKind.String;
        long[] shape = !isSound ? [] : [.. parts[0].EnumerateArray().Select(
            length => length.ValueKind == JsonValueKind.Number && length.TryGetInt64(out long value) ? value : -1)];
        long count = shape.Aggregate(1L, (product, length) => length < 0 || product < 0 || product > _source.Length
            ? -1
            : product * Math.Min(length, _source.Length + 1));
        if (!isSound || count < 0 || count > _source.Length || parts[2].ValueKind != JsonValueKind.Number
            || !parts[2].TryGetInt64(out long offset))
        {
            throw _source.Error($"the description of the array '{key}' is damaged.");
        }

        string type = parts[1].GetRawText().Trim('"');
        BinaryNumber kind = type switch
        {
            "float64" => BinaryNumber.Float64,
            "float32" => BinaryNumber.Float32,
            "int64" => BinaryNumber.Int64,
            "int32" => BinaryNumber.Int32,
            "int16" => BinaryNumber.Int16,
            "int8" => BinaryNumber.Int8,
            "uint8" or "bool" => BinaryNumber.UInt8,
            _ => throw _source.Error($"the array '{key}' is of {LineReader.Quote(type)}, which is not read."),
        };
        return (_source.Reals(offset, count, kind, bigEndian: false, $"the array '{key}'"), shape, kind.IsWhole());
    }

    // Python writes NaN and Infinity, which JSON has not; none is needed.
    private static string WithoutNaN(byte[] json)
    {
        string text = Encoding.UTF8.GetString(json);
        if (!text.Contains("NaN", StringComparison.Ordinal) && !text.Contains("Infinity", StringComparison.Ordinal))
            return text;
        var sound = new StringBuilder(text.Length);
        bool inText = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
                inText = !inText;
            ReadOnlySpan<char> rest = text.AsSpan(i);
            int length = inText ? 0
                : rest.StartsWith("NaN") ? 3
                : rest.StartsWith("Infinity") ? 8
                : rest.StartsWith("-Infinity") ? 9 : 0;
            sound.Append(length == 0 ? text[i].ToString(CultureInfo.InvariantCulture) : "null");
            i += Math.Max(length - 1, 0);
        }

        return sound.ToString();
    }
}
