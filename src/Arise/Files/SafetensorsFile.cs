using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arise.Files;

/// <summary>
/// Named single-precision tensors and text metadata in one file: an 8-byte little-endian length, a JSON header, then
/// the numbers (the safetensors format, https://huggingface.co/docs/safetensors). Tensors keep the order of insertion;
/// equal content gives equal bytes.
/// </summary>
internal sealed class SafetensorsFile
{
    private const int Alignment = 64;
    private const int LongestHeader = 1 << 26;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _tensors = [];
    private readonly string _source;

    public SafetensorsFile(string source = "model") => _source = source;

    /// <summary>Texts by name.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a tensor; the values are not copied.</summary>
    public void Add(string name, float[] values, params int[] shape) => _tensors.Add(name, (shape, values));

    /// <summary>The values of a tensor of known shape.</summary>
    /// <exception cref="SafetensorsFormatException">It is missing or of another shape.</exception>
    public float[] Tensor(string name, params int[] shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
            throw Error($"the tensor '{name}' is missing.");
        return tensor.Shape.AsSpan().SequenceEqual(shape)
            ? tensor.Values
            : throw Error($"the tensor '{name}' is [{string.Join(", ", tensor.Shape)}], "
                + $"not [{string.Join(", ", shape)}].");
    }

    /// <summary>A text of the metadata.</summary>
    /// <exception cref="SafetensorsFormatException">It is missing.</exception>
    public string Text(string name) => Metadata.TryGetValue(name, out string? text)
        ? text
        : throw Error($"the metadata lack '{name}'; the file was not written by this program.");

    /// <summary>Reads a file.</summary>
    /// <exception cref="SafetensorsFormatException">It is damaged, or a tensor is not single precision.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a seekable stream; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="SafetensorsFormatException">It is damaged, or a tensor is not single precision.</exception>
    public static SafetensorsFile Read(Stream stream, string source)
    {
        var file = new SafetensorsFile(source);
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw file.Error("this is not a safetensors file.");
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > LongestHeader || length > stream.Length - prefix.Length)
            throw file.Error("this is not a safetensors file, or it is cut off.");
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using JsonDocument json = JsonDocument.Parse(header);
            file.ReadTensors(stream, json.RootElement, prefix.Length + length);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
                or IndexOutOfRangeException)
        {
            throw file.Error("the header is damaged.", error);
        }

        return file;
    }

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(string path)
    {
        using var file = new ReplacingFile(path);
        byte[] header = Header();
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        file.Stream.Write(prefix);
        file.Stream.Write(header);
        foreach ((_, float[] values) in _tensors.Values)
            file.Stream.Write(MemoryMarshal.AsBytes<float>(values));
        file.Commit();
    }

    /// <summary>An error that names the file.</summary>
    public SafetensorsFormatException Error(string problem, Exception? cause = null) => new(_source, problem, cause);

    private void ReadTensors(Stream stream, JsonElement header, long start)
    {
        foreach (JsonProperty entry in header.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                    Metadata[text.Name] = text.Value.GetString() ?? "";
                continue;
            }

            string? type = entry.Value.GetProperty("dtype").GetString();
            if (type != "F32")
                throw Error($"the tensor '{entry.Name}' is of type {type}; only F32 is read.");
            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
            long begin = entry.Value.GetProperty("data_offsets")[0].GetInt64();
            long end = entry.Value.GetProperty("data_offsets")[1].GetInt64();
            long count = shape.Aggregate(1L, (product, length) => length < 0 ? -1 : product * length);
            bool isCounted = count >= 0 && count <= Array.MaxLength && end - begin == 4 * count;
            if (begin < 0 || !isCounted || start + end > stream.Length)
                throw Error($"the tensor '{entry.Name}' does not fit into the file; it is damaged or cut off.");
            float[] values = new float[count];
            stream.Position = start + begin;
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            _tensors[entry.Name] = (shape, values);
        }
    }

    private byte[] Header()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string name, string text) in Metadata)
                json.WriteString(name, text);
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, (int[] shape, float[] values)) in _tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int length in shape)
                    json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += 4L * values.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while ((8 + buffer.Length) % Alignment != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
