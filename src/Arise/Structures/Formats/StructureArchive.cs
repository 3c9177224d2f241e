using System.Formats.Tar;
using System.IO.Compression;
using Arise.Files;

namespace Arise.Structures.Formats;

/// <summary>
/// Archives of structure files: tar, also compressed in any way that structure files may be, and zip. They are read
/// from front to back, member by member, and never unpacked to disk.
/// </summary>
/// <example>
/// <code>
/// using FileStream file = File.OpenRead("crystals.tar.gz");
/// foreach ((string name, Stream content) in StructureArchive.Members(file, "crystals.tar.gz"))
///     Console.WriteLine($"{name}: {StructureFile.Read(content, name).Count()} frames");
/// </code>
/// </example>
public static class StructureArchive
{
    private const int TarMagic = 257;

    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> EmptyZip => "PK\x05\x06"u8;

    private static ReadOnlySpan<byte> Tar => "ustar"u8;

    /// <summary>Whether a file is such an archive, by its content.</summary>
    /// <param name="path">Its name.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            (ReadOnlyMemory<byte> head, Stream whole) = Peek(file, Compression.HeadLength);
            return IsZip(head.Span)
                || (Compression.Of(head) is { CanRead: true } packed
                    ? IsTar(Peek(packed.Read(whole), TarMagic + Tar.Length).Head.Span)
                    : IsTar(head.Span));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The files in an archive, one at a time, without folders, links and hidden files.</summary>
    /// <param name="archive">The archive at its beginning; not disposed. A zip must be seekable.</param>
    /// <param name="name">What the archive is called.</param>
    /// <returns>
    /// The name, that of the archive and of the member (<c>crystals.zip/a/b.cif</c>), and the content, which is read
    /// before the next one is asked for.
    /// </returns>
    /// <exception cref="StructureFormatException">While enumerating: the archive is damaged, or is none.</exception>
    /// <exception cref="IOException">While enumerating: it cannot be read.</exception>
    public static IEnumerable<(string Name, Stream Content)> Members(Stream archive, string name)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Guarded(name, () => Open(archive, name));
    }

    private static IEnumerable<(string Name, Stream Content)> Open(Stream archive, string name)
    {
        (ReadOnlyMemory<byte> head, Stream whole) = Peek(archive, Compression.HeadLength);
        if (!IsZip(head.Span))
        {
            return OfTar(
                Compression.Of(head) is { CanRead: true } packed ? packed.Read(whole) : whole);
        }

        if (!archive.CanSeek)
        {
            throw new StructureFormatException(
                name, 0, "a zip archive cannot be read from a pipe; name the file, or send a tar.");
        }

        archive.Position = 0;
        return OfZip(archive);
    }

    private static IEnumerable<(string Name, Stream Content)> OfTar(Stream stream)
    {
        using var tar = new TarReader(stream, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                or TarEntryType.ContiguousFile)
                yield return (entry.Name, entry.DataStream ?? Stream.Null);
        }
    }

    private static IEnumerable<(string Name, Stream Content)> OfZip(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/'))
                continue;
            using Stream content = entry.Open();
            yield return (entry.FullName, content);
        }
    }

    // One error for whatever is wrong with the archive.
    private static IEnumerable<(string Name, Stream Content)> Guarded(
        string name, Func<IEnumerable<(string Name, Stream Content)>> open)
    {
        using IEnumerator<(string Name, Stream Content)> members = Try(() => open().GetEnumerator());
        while (Try(members.MoveNext))
        {
            (string member, Stream content) = members.Current;
            if (!IsHidden(member))
                yield return ($"{name}/{member.TrimStart('.', '/')}", new PackedInput("archived", content, one => one));
        }

        T Try<T>(Func<T> step)
        {
            try
            {
                return step();
            }
            catch (Exception damage) when (PackedInput.IsDamage(damage) || damage is FormatException)
            {
                throw new StructureFormatException(
                    name, 0, "the archive is damaged or truncated; copy the file again.", damage);
            }
        }
    }

    // As files of folders are, whose names begin with a dot.
    private static bool IsHidden(string member) => member.Split('/', '\\')
        .Any(part => part == "__MACOSX" || (part.Length > 1 && part[0] == '.' && part != ".."));

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith(Zip) || head.StartsWith(EmptyZip);

    private static bool IsTar(ReadOnlySpan<byte> head) =>
        head.Length >= TarMagic + Tar.Length && head[TarMagic..].StartsWith(Tar);

    private static (ReadOnlyMemory<byte> Head, Stream Whole) Peek(Stream stream, int length)
    {
        byte[] head = new byte[length];
        int count = stream.ReadAtLeast(head, length, throwOnEndOfStream: false);
        return (head.AsMemory(0, count), new PrefixedStream(head.AsMemory(0, count), stream));
    }
}
