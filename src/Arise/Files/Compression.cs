using System.Collections.Immutable;
using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using Zstandard = SharpCompress.Compressors.ZStandard;

namespace Arise.Files;

/// <summary>
/// A kind of compressed or packed file: recognized by its first bytes, whatever its name, and written if a name ends
/// like it.
/// </summary>
internal sealed class Compression
{
    /// <summary>How many bytes of a file <see cref="Of"/> needs.</summary>
    public const int HeadLength = 264;

    private const int TarOffset = 257;

    private readonly Func<Stream, Stream>? _read;
    private readonly Func<Stream, Stream>? _write;
    private readonly Predicate<ReadOnlyMemory<byte>> _begins;

    private Compression(
        string name,
        string ending,
        Predicate<ReadOnlyMemory<byte>> begins,
        Func<Stream, Stream>? read = null,
        Func<Stream, Stream>? write = null,
        string unpack = "")
    {
        (Name, Ending, Unpack) = (name, ending, unpack);
        (_begins, _read, _write) = (begins, read, write);
    }

    // bzip2 blocks begin with the digits of pi, the end of a file with those of its root. zstd also has frames to be
    // skipped, which parallel compressors put first.
    private static readonly ImmutableArray<Compression> Known =
    [
        new(
            "gzip", ".gz", head => Begins(head, 0x1f, 0x8b),
            source => new GzipInput(source),
            target => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)),
        new(
            "bzip2", ".bz2",
            head => Begins(head, (byte)'B', (byte)'Z', (byte)'h')
                && (Begins(Rest(head, 4), 0x31, 0x41, 0x59, 0x26) || Begins(Rest(head, 4), 0x17, 0x72, 0x45, 0x38)),
            source => BZip2Stream.Create(source, SharpCompress.Compressors.CompressionMode.Decompress, true),
            target => BZip2Stream.Create(
                target, SharpCompress.Compressors.CompressionMode.Compress, false, leaveOpen: true)),
        new(
            "xz", ".xz", head => Begins(head, 0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0),
            source => new XzInput(source), unpack: "xz"),
        new(
            "zstd", ".zst",
            head => Begins(head, 0x28, 0xb5, 0x2f, 0xfd)
                || (Begins(Rest(head, 1), 0x2a, 0x4d, 0x18) && (head.Span[0] & 0xf0) == 0x50),
            source => new Zstandard.DecompressionStream(source, leaveOpen: false),
            target => new Zstandard.CompressionStream(target, leaveOpen: true)),
        new("lz4", ".lz4", head => Begins(head, 0x04, 0x22, 0x4d, 0x18), unpack: "lz4 -d"),
        new("lzip", ".lz", head => Begins(head, (byte)'L', (byte)'Z', (byte)'I', (byte)'P'), unpack: "lzip -d"),
        new("lzop", ".lzo", head => Begins(head, 0x89, (byte)'L', (byte)'Z', (byte)'O'), unpack: "lzop -d"),
        new("lzma", ".lzma", head => Begins(head, 0x5d, 0, 0) && head.Length > 12, unpack: "xz -d"),
        new("compress", ".Z", head => Begins(head, 0x1f, 0x9d), unpack: "gzip -d"),
        new("pack", ".z", head => Begins(head, 0x1f, 0x1e), unpack: "gzip -d"),
        new("zip", ".zip", head => Begins(head, (byte)'P', (byte)'K', 3, 4), unpack: "unzip"),
        new("7z", ".7z", head => Begins(head, (byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c), unpack: "7z x"),
        new("RAR", ".rar", head => Begins(head, (byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1a), unpack: "unrar x"),
        new(
            "tar", ".tar",
            head => Begins(Rest(head, TarOffset), (byte)'u', (byte)'s', (byte)'t', (byte)'a', (byte)'r'),
            unpack: "tar xf"),
    ];

    /// <summary>The endings of names that are written compressed: ".gz".</summary>
    public static IEnumerable<string> WrittenEndings => Known.Where(kind => kind.CanWrite).Select(kind => kind.Ending);

    /// <summary>The names of what is read.</summary>
    public static IEnumerable<string> ReadNames => Known.Where(kind => kind.CanRead).Select(kind => kind.Name);

    /// <summary>The common name: "bzip2".</summary>
    public string Name { get; }

    /// <summary>How names of such files end: ".bz2".</summary>
    public string Ending { get; }

    /// <summary>The usual command that unpacks a file of a kind that is not read.</summary>
    public string Unpack { get; }

    /// <summary>Whether such files are read.</summary>
    public bool CanRead => _read is not null;

    /// <summary>Whether such files are written.</summary>
    public bool CanWrite => _write is not null;

    /// <summary>The kind of a file that begins with these bytes, or null.</summary>
    public static Compression? Of(ReadOnlyMemory<byte> head) => Known.FirstOrDefault(kind => kind._begins(head));

    /// <summary>The kind that a file name stands for, among those that are read; or null.</summary>
    public static Compression? OfName(string name) => Known.FirstOrDefault(
        kind => kind.CanRead && name.EndsWith(kind.Ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>A file name without the ending of a compression.</summary>
    public static string NameWithin(string name) =>
        OfName(name) is { } kind ? name[..^kind.Ending.Length] : name;

    /// <summary>Decompresses a stream, which is disposed with the result.</summary>
    /// <remarks>Reading throws <see cref="InvalidDataException"/> on damaged or truncated data.</remarks>
    public Stream Read(Stream source) => new PackedInput(Name, source, _read!);

    /// <summary>Compresses to a stream, which stays open.</summary>
    public Stream Write(Stream target) => _write!(target);

    private static bool Begins(ReadOnlyMemory<byte> head, params ReadOnlySpan<byte> magic) =>
        head.Span.StartsWith(magic);

    private static ReadOnlyMemory<byte> Rest(ReadOnlyMemory<byte> head, int start) =>
        head.Length > start ? head[start..] : default;
}
