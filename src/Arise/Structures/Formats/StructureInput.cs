using System.Text;
using Arise.Files;

namespace Arise.Structures.Formats;

/// <summary>
/// What a structure is read from: a file or a stream, with its compression undone. Either its lines or its bytes are
/// taken from it.
/// </summary>
internal sealed class StructureInput : IDisposable
{
    private const int MaxHead = 512;

    private readonly string _file;
    private readonly Stream _content;

    private StructureInput(Stream stream, string file)
    {
        _file = file;
        (ReadOnlyMemory<byte> packed, _content) = Peek(stream, Compression.HeadLength);
        if (Compression.Of(packed) is { } compression)
        {
            if (!compression.CanRead)
            {
                string ending = compression.Ending;
                throw new StructureFormatException(
                    file, 0,
                    $"this is {compression.Name} ({ending}), which is not read; unpack it ({compression.Unpack}) or "
                    + $"compress it with one of {string.Join(", ", Compression.ReadNames)}.");
            }

            _content = compression.Read(_content);
        }

        (Head, _content) = Peek(_content, MaxHead);
    }

    /// <summary>The first bytes, at most 512.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="StructureFormatException">
    /// There is no such file, or it is compressed in a way that is not read.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path))
            throw new StructureFormatException(path, 0, "this is a folder; name a structure file.");
        if (!File.Exists(path))
            throw new StructureFormatException(path, 0, "there is no such file.");
        return new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>Takes a stream, whose compression is told by its first bytes, whatever its name.</summary>
    /// <param name="stream">The data; disposed with the result, and when this fails.</param>
    /// <param name="file">Name for error messages.</param>
    /// <exception cref="StructureFormatException">It is compressed in a way that is not read, or damaged.</exception>
    public static StructureInput Of(Stream stream, string file)
    {
        try
        {
            return new StructureInput(stream, file);
        }
        catch (InvalidDataException damage)
        {
            stream.Dispose();
            throw new StructureFormatException(file, 0, $"{damage.Message}; copy the file again.", damage);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The lines in UTF-8 (or what the byte order mark says).</summary>
    /// <param name="options">Who takes what is left out; null for nobody.</param>
    public LineReader Lines(StructureReadOptions? options = null) =>
        new(new StreamReader(_content, Encoding.UTF8, true, 1 << 16), _file)
        {
            Notes = options?.Note, BrokenFrames = options?.BrokenFrame,
        };

    /// <summary>The bytes.</summary>
    /// <param name="options">Who takes what is left out.</param>
    public BinarySource Bytes(StructureReadOptions options) =>
        new(_content, _file) { Notes = options.Note, BrokenFrames = options.BrokenFrame };

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    /// <summary>The complete lines among the first characters of a file, for recognizing its format.</summary>
    public static IReadOnlyList<string> HeadLines(LineReader lines)
    {
        const int enough = 200;
        ReadOnlySpan<char> head = lines.PeekHead();
        var split = new List<string>();
        while (split.Count < enough)
        {
            int length = head.IndexOfAny('\n', '\r');
            split.Add((length < 0 ? head : head[..length]).ToString());
            if (length < 0)
                break;

            // Carriage returns before a line feed belong to it, as in LineReader.
            ReadOnlySpan<char> rest = head[length..];
            int returns = rest.IndexOfAnyExcept('\r');
            head = returns >= 0 && rest[returns] == '\n' ? rest[(returns + 1)..] : rest[1..];
        }

        return split;
    }

    // A file that can be read here and there stays so.
    private static (ReadOnlyMemory<byte> Head, Stream Whole) Peek(Stream stream, int most)
    {
        byte[] head = new byte[most];
        int length = stream.ReadAtLeast(head, most, throwOnEndOfStream: false);
        if (!stream.CanSeek)
            return (head.AsMemory(0, length), new PrefixedStream(head.AsMemory(0, length), stream));
        stream.Position -= length;
        return (head.AsMemory(0, length), stream);
    }
}
