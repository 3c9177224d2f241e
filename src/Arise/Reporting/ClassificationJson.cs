using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Arise.Recognition;

namespace Arise.Reporting;

/// <summary>
/// Writes classifications as one JSON array, an object per structure, while they come, or as one object per line
/// (NDJSON), and reads both. Lengths in Angstrom, entropies in bits; a structure without a class has an empty list of
/// candidates and null entropies.
/// </summary>
/// <example>
/// <code>
/// foreach (ClassificationJson.Entry one in ClassificationJson.Read("classes.json"))
///     Console.WriteLine($"{one.File}: {one.Result.Best?.Name}");
/// </code>
/// </example>
public sealed class ClassificationJson : IDisposable
{
    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly Utf8JsonWriter _json;
    private readonly int _top;
    private readonly ClassGrouping? _grouping;
    private readonly bool _isLines;

    /// <summary>Opens the array.</summary>
    /// <param name="output">Where to; not disposed.</param>
    /// <param name="top">Number of candidates per structure.</param>
    /// <param name="grouping">Groups of classes to list as well, <c>groups</c>; none when omitted.</param>
    /// <param name="isLines">Whether each structure is one line of its own, and there is no array.</param>
    public ClassificationJson(TextWriter output, int top, ClassGrouping? grouping = null, bool isLines = false)
    {
        (_output, _top, _grouping, _isLines) = (output, top, grouping, isLines);
        _json = new Utf8JsonWriter(_pending, new JsonWriterOptions { Indented = !isLines });
        if (!isLines)
            _json.WriteStartArray();
    }

    /// <summary>One structure of a file that was read.</summary>
    /// <param name="File">The file it came from.</param>
    /// <param name="Frame">Number of the frame in that file, from 1.</param>
    /// <param name="Formula">Its formula.</param>
    /// <param name="Atoms">Number of atoms.</param>
    /// <param name="Periodicity">Which axes repeat, as the file says it.</param>
    /// <param name="Result">
    /// What it was recognized as: the classes that were written, without descriptor and hidden layers.
    /// </param>
    public sealed record Entry(
        string File, int Frame, string Formula, int Atoms, string Periodicity, Classification Result);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its name.</param>
    /// <exception cref="ClassificationFormatException">It is damaged or no array of classifications.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ImmutableArray<Entry> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads an array, or an object per line, from a stream.</summary>
    /// <param name="stream">UTF-8; read to its end.</param>
    /// <param name="name">What an error calls it.</param>
    /// <exception cref="ClassificationFormatException">It is damaged or no array of classifications.</exception>
    public static ImmutableArray<Entry> Read(Stream stream, string name)
    {
        try
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return [.. Documents(memory.GetBuffer().AsSpan(0, (int)memory.Length)).Select(EntryOf)];
        }
        catch (JsonException error)
        {
            throw new ClassificationFormatException(name, error.LineNumber + 1, error.Message, error);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new ClassificationFormatException(name, null, error.Message, error);
        }
    }

    /// <summary>Writes one object.</summary>
    public void Write(ClassifiedStructure item)
    {
        JsonSerializer.Serialize(
            _json,
            ClassificationDocument.Of(item, _top, _grouping),
            ClassificationJsonContext.Default.ClassificationDocument);
        HandOver();
        if (!_isLines)
            return;
        _output.WriteLine();
        _output.Flush();
        _json.Reset();
    }

    /// <summary>Closes the array.</summary>
    public void Dispose()
    {
        if (!_isLines)
        {
            _json.WriteEndArray();
            HandOver();
            _output.WriteLine();
        }

        _json.Dispose();
    }

    // An object in front is that of a line.
    private static IReadOnlyList<ClassificationDocument?> Documents(ReadOnlySpan<byte> text)
    {
        bool isLines = text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        if (!isLines)
        {
            return JsonSerializer.Deserialize(text, ClassificationJsonContext.Default.ClassificationDocumentArray)
                ?? throw new FormatException("There is no array.");
        }

        var documents = new List<ClassificationDocument?>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            documents.Add(JsonSerializer.Deserialize(
                ref reader, ClassificationJsonContext.Default.ClassificationDocument));
        }

        return documents;
    }

    private static Entry EntryOf(ClassificationDocument? document) =>
        document is null || document.Candidates.Any(candidate => candidate is null)
        ? throw new FormatException("A classification or a candidate is null.")
        : new Entry(
            document.File,
            document.Frame,
            document.Formula,
            document.Atoms,
            document.Periodicity,
            document.ToClassification());

    private void HandOver()
    {
        _json.Flush();
        _output.Write(Encoding.UTF8.GetString(_pending.WrittenSpan));
        _pending.Clear();
    }
}
