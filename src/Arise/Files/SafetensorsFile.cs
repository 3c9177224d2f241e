using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arise.Files;

/// <summary>
/// Named tensors of single precision or bytes and text metadata in one file: an 8-byte little-endian length, a JSON
/// header, then the numbers (the safetensors format, https://huggingface.co/docs/safetensors). Tensors keep the order
/// of insertion, bytes behind single precision; equal content gives equal bytes.
/// </summary>
internal sealed class SafetensorsFile
{
    private const int Alignment = 64;
    private const int LongestHeader = 1 << 26;
    private const string MetadataName = "__metadata__";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _tensors = [];
    private readonly Dictionary<string, (int[] Shape, byte[] Values)> _bytes = [];
    private readonly string _source;

    public SafetensorsFile(string source = "model") => _source = source;

    /// <summary>Texts by name.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a tensor; the values are not copied.</summary>
    public void Add(string name, float[] values, params int[] shape) => _tensors.Add(name, (shape, values));

    /// <summary>Adds a tensor of bytes; they are not copied.</summary>
    public void Add(string name, byte[] values, params int[] shape) => _bytes.Add(name, (shape, values));

    /// <summary>The values of a tensor of known shape.</summary>
    /// <exception cref="SafetensorsFormatException">It is missing or of another shape.</exception>
    public float[] Tensor(string name, params int[] shape) => Find(_tensors, name, shape);

    /// <summary>The values of a tensor of bytes of known shape.</summary>
    /// <exception cref="SafetensorsFormatException">It is missing or of another shape.</exception>
    public byte[] Bytes(string name, params int[] shape) => Find(_bytes, name, shape);

    private T Find<T>(Dictionary<string, (int[] Shape, T Values)> tensors, string name, int[] shape)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            throw Error($"the tensor '{name}' is missing.");
        return tensor.Shape.AsSpan().SequenceEqual(shape)
            ? tensor.Values
            : throw Error($"the tensor '{name}' is [{string.Join(", ", tensor.Shape)}], "
                + $"not [{string.Join(", ", shape)}].");
    }

    /// <summary>The values of a tensor of known shape, all of them finite.</summary>
    /// <exception cref="SafetensorsFormatException">It is missing, of another shape, or not finite.</exception>
    public float[] FiniteTensor(string name, params int[] shape)
    {
        float[] values = Tensor(name, shape);
        return Array.TrueForAll(values, float.IsFinite)
            ? values
            : throw Error($"the tensor '{name}' has numbers that are not finite.");
    }

    /// <summary>A text of the metadata.</summary>
    /// <exception cref="SafetensorsFormatException">It is missing.</exception>
    public string Text(string name) => Metadata.TryGetValue(name, out string? text)
        ? text
        : throw Error($"the metadata lack '{name}'; the file was not written by this program.");

    /// <summary>Whether the header of a file has some text near its beginning.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool Begins(string path, string text)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] start = new byte[1 << 16];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(0, length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }

    /// <summary>Reads a file or a pipe.</summary>
    /// <exception cref="SafetensorsFormatException">
    /// It is damaged, or a tensor is neither single precision nor bytes.
    /// </exception>
    public static SafetensorsFile Read(string path)
    {
        using Stream stream = SeekableInput.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="SafetensorsFormatException">
    /// It is damaged, or a tensor is neither single precision nor bytes.
    /// </exception>
    public static SafetensorsFile Read(Stream stream, string source)
    {
        stream = SeekableInput.Of(stream, source);
        var file = new SafetensorsFile(source);
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw file.Error("this is not a safetensors file.");
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > LongestHeader || length > stream.Length - prefix.Length)
            throw file.Error("this is not a safetensors file, or it is cut off.");
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        List<SafetensorsEntry> entries = file.ReadHeader(header, stream.Length - prefix.Length - length);

        // Whoever reads tensors makes others of them.
        MemoryBudget.Require(
            2.0 * entries.Sum(entry => entry.Size * entry.Count), $"{source}: what it holds", "take a smaller one");
        foreach (SafetensorsEntry entry in entries)
        {
            stream.Position = prefix.Length + length + entry.Begin;
            if (entry.Size == sizeof(float))
            {
                float[] values = new float[entry.Count];
                stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
                file._tensors.Add(entry.Name, (entry.Shape, values));
            }
            else
            {
                byte[] values = new byte[entry.Count];
                stream.ReadExactly(values);
                file._bytes.Add(entry.Name, (entry.Shape, values));
            }
        }

        return file;
    }

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(string path)
    {
        using var file = new ReplacingFile(path);
        Write(file.Stream);
        file.Commit();
    }

    /// <summary>Writes the bytes of the file.</summary>
    public void Write(Stream stream)
    {
        byte[] header = Header();
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, float[] values) in _tensors.Values)
            stream.Write(MemoryMarshal.AsBytes<float>(values));
        foreach ((_, byte[] values) in _bytes.Values)
            stream.Write(values);
    }

    /// <summary>An error that names the file.</summary>
    public SafetensorsFormatException Error(string problem, Exception? cause = null) => new(_source, problem, cause);

    // Metadata and tensors of a header, in its order; every tensor lies within the data and no two share any.
    private List<SafetensorsEntry> ReadHeader(byte[] header, long dataLength)
    {
        var entries = new List<SafetensorsEntry>();
        try
        {
            using JsonDocument json = JsonDocument.Parse(header);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                    throw Error($"the header has '{property.Name}' twice.");
                if (property.Name == MetadataName)
                    ReadMetadata(property.Value);
                else
                    entries.Add(SafetensorsEntry.Read(property, dataLength, this));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // What is no JSON object, or text that is not UTF-8.
            throw Error("the header is damaged.", error);
        }

        long end = 0;
        foreach (SafetensorsEntry entry in entries.Where(entry => entry.Count > 0).OrderBy(entry => entry.Begin))
        {
            if (entry.Begin < end)
                throw Error($"the tensor '{entry.Name}' begins before the one ahead of it ends; the file is damaged.");
            end = entry.End;
        }

        return entries;
    }

    private void ReadMetadata(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
            throw Error("the metadata are no names and texts.");
        foreach (JsonProperty text in metadata.EnumerateObject())
        {
            if (text.Value.ValueKind != JsonValueKind.String)
                throw Error($"'{text.Name}' of the metadata is not a text.");
            if (!Metadata.TryAdd(text.Name, text.Value.GetString()!))
                throw Error($"the metadata have '{text.Name}' twice.");
        }
    }

    private byte[] Header()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach ((string name, string text) in Metadata)
                json.WriteString(name, text);
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, (int[] shape, float[] values)) in _tensors)
                Entry(name, "F32", shape, sizeof(float) * (long)values.Length);
            foreach ((string name, (int[] shape, byte[] values)) in _bytes)
                Entry(name, "U8", shape, values.Length);
            json.WriteEndObject();

            void Entry(string name, string type, int[] shape, long bytes)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                foreach (int length in shape)
                    json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        while ((8 + buffer.Length) % Alignment != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
