using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// Opens what a structure is read from: a file or a stream; gzip is undone on the way.
/// </summary>
internal static class StructureInput
{
    private static readonly byte[] GzipMagic = [0x1f, 0x8b];

    /// <summary>Opens a file.</summary>
    /// <exception cref="StructureFormatException">There is no such file.</exception>
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

    /// <summary>
    /// The lines of a stream in UTF-8 (or what its byte order mark says). A stream that begins with the two magic
    /// bytes of gzip (RFC 1952) is decompressed, whatever its name.
    /// </summary>
    /// <param name="stream">The data; disposed with the result.</param>
    /// <param name="file">Name for error messages.</param>
    /// <param name="options">Who takes what is left out; null for nobody.</param>
    public static LineReader Lines(Stream stream, string file, StructureReadOptions? options = null)
    {
        byte[] magic = new byte[GzipMagic.Length];
        int length = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        Stream whole = new PrefixedStream(magic.AsMemory(0, length), stream);
        if (magic.AsSpan(0, length).SequenceEqual(GzipMagic))
            whole = new GzipInput(whole);
        return new LineReader(new StreamReader(whole, Encoding.UTF8, true, 1 << 16), file)
        {
            Notes = options?.Note, BrokenFrames = options?.BrokenFrame,
        };
    }

    /// <summary>The complete lines among the first characters of a file, for recognizing its format.</summary>
    public static IReadOnlyList<string> HeadLines(LineReader lines)
    {
        const int enough = 200;
        ReadOnlySpan<char> head = lines.PeekHead();
        var split = new List<string>();
        foreach (ReadOnlySpan<char> line in head.EnumerateLines())
        {
            split.Add(line.ToString());
            if (split.Count == enough)
                return split;
        }

        return split;
    }
}
