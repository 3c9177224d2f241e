using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Arise.Recognition;

namespace Arise.Reporting;

/// <summary>
/// Writes classifications as one JSON array, an object per structure, while they come, and reads such an array. Lengths
/// in Angstrom, entropies in bits; a structure without a class has an empty list of candidates and null entropies.
/// </summary>
/// <example>
/// <code>
/// foreach (ClassificationJson.Entry one in ClassificationJson.Read("classes.json"))
///     Console.WriteLine($"{one.File}: {one.Result.Best?.Name}");
/// </code>
/// </example>
public sealed class ClassificationJson : IDisposable
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly Utf8JsonWriter _json;
    private readonly int _top;
    private readonly ClassGrouping? _grouping;

    /// <summary>Opens the array.</summary>
    /// <param name="output">Where to; not disposed.</param>
    /// <param name="top">Number of candidates per structure.</param>
    /// <param name="grouping">Groups of classes to list as well, <c>groups</c>; none when omitted.</param>
    public ClassificationJson(TextWriter output, int top, ClassGrouping? grouping = null)
    {
        (_output, _top, _grouping) = (output, top, grouping);
        _json = new Utf8JsonWriter(_pending, Layout);
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

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">UTF-8; read to its end.</param>
    /// <param name="name">What an error calls it.</param>
    /// <exception cref="ClassificationFormatException">It is damaged or no array of classifications.</exception>
    public static ImmutableArray<Entry> Read(Stream stream, string name)
    {
        try
        {
            ClassificationDocument[] documents =
                JsonSerializer.Deserialize(stream, ClassificationJsonContext.Default.ClassificationDocumentArray)
                ?? throw new FormatException("There is no array.");
            return [.. documents.Select(EntryOf)];
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
    }

    /// <summary>Closes the array.</summary>
    public void Dispose()
    {
        _json.WriteEndArray();
        HandOver();
        _output.WriteLine();
        _json.Dispose();
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
