using System.Text;
using Arise.Files;

namespace Arise.Structures.Formats;

/// <summary>Reads and writes structures in files of every known format (<see cref="StructureFormat.All"/>).</summary>
/// <remarks>
/// The format is the one given, else the one whose signature the content carries, else the one the file name stands
/// for. gzip, bzip2, xz and zstd are recognized by content when reading; names that end in .gz, .bz2 or .zst
/// are written compressed.
/// </remarks>
public static class StructureFile
{
    // Formats of which nothing depends on a unit that is given.
    private static readonly StructureFormat[] NoTables =
    [
        StructureFormat.ExtendedXyz, StructureFormat.Poscar, StructureFormat.Xdatcar, StructureFormat.FhiAims,
        StructureFormat.LammpsData, StructureFormat.LammpsDump, StructureFormat.Cif, StructureFormat.Pdb,
        StructureFormat.AseTrajectory, StructureFormat.AseDatabase, StructureFormat.Gsd, StructureFormat.JsonLines,
    ];

    private static readonly StructureFormat[] NamesElements =
    [
        StructureFormat.FhiAims, StructureFormat.Cif, StructureFormat.Pdb, StructureFormat.AseTrajectory,
        StructureFormat.AseDatabase, StructureFormat.JsonLines,
    ];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// The frames of a file, one at a time: it is opened when the enumeration starts, and no frame is kept.
    /// </summary>
    /// <param name="path">File name.</param>
    /// <param name="options">What the file cannot say itself.</param>
    /// <exception cref="StructureFormatException">
    /// While enumerating: no such file, unknown format, or a file that cannot be used, with the line.
    /// </exception>
    /// <exception cref="IOException">While enumerating: the file cannot be opened or read.</exception>
    public static IEnumerable<AtomicStructure> Read(string path, StructureReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options?.Validate();
        return ReadFrames(() => StructureInput.Open(path), path, options ?? new StructureReadOptions());
    }

    /// <summary>The frames of a stream, as <see cref="Read(string, StructureReadOptions?)"/>.</summary>
    /// <param name="stream">The data; disposed at the end of the enumeration.</param>
    /// <param name="name">File name, for recognizing the format and for messages.</param>
    /// <param name="options">What the data cannot say themselves.</param>
    public static IEnumerable<AtomicStructure> Read(Stream stream, string name, StructureReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options?.Validate();
        return ReadFrames(() => stream, name, options ?? new StructureReadOptions());
    }

    /// <summary>The first frame of a file; the rest is not read.</summary>
    /// <inheritdoc cref="Read(string, StructureReadOptions?)"/>
    public static AtomicStructure ReadFirst(string path, StructureReadOptions? options = null) =>
        Read(path, options).First();

    /// <summary>The format that a file is read in: told by its content, else by its name.</summary>
    /// <param name="path">File name.</param>
    /// <exception cref="StructureFormatException">No such file, or nothing tells the format.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static StructureFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StructureInput input = StructureInput.Of(StructureInput.Open(path), path);
        if (StructureFormat.FromBytes(input.Head) is { } binary)
            return binary;
        using LineReader lines = input.Lines();
        return Recognize(lines);
    }

    /// <summary>Whether a file of this name is written compressed.</summary>
    public static bool IsWrittenCompressed(string path) => Compression.OfName(path) is not null;

    /// <summary>Writes one structure to a file.</summary>
    /// <inheritdoc cref="Write(string, IEnumerable{AtomicStructure}, StructureFormat?)"/>
    public static void Write(string path, AtomicStructure structure, StructureFormat? format = null) =>
        Write(path, [structure], format);

    /// <summary>
    /// Writes frames to a file as they come. The file appears under its name only when it is complete; a name ending
    /// in .gz, .bz2 or .zst is compressed.
    /// </summary>
    /// <param name="path">File name.</param>
    /// <param name="frames">At least one structure; more than one only if the format holds many frames.</param>
    /// <param name="format">The format, or null for the one the file name stands for.</param>
    /// <exception cref="StructureFormatException">
    /// The format cannot be told or written, or cannot hold the frames.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<AtomicStructure> frames, StructureFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(frames);
        format = WritableFormat(path, format);
        if (Compression.OfName(path) is { CanWrite: false } unwritten)
        {
            throw new StructureFormatException(
                path, 0,
                $"{unwritten.Name} ({unwritten.Ending}) can only be read; choose a name that ends in one of "
                + $"{string.Join(", ", Compression.WrittenEndings)}.");
        }

        using var file = new ReplacingFile(path);
        if (Compression.OfName(path) is { } compression)
        {
            using Stream compressed = compression.Write(file.Stream);
            WriteFrames(compressed, path, frames, format);
        }
        else
        {
            WriteFrames(file.Stream, path, frames, format);
        }

        file.Commit();
    }

    /// <summary>Writes frames to a stream, which stays open; nothing is compressed.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="name">File name, for the format and for messages.</param>
    /// <param name="frames">At least one structure; more than one only if the format holds many frames.</param>
    /// <param name="format">The format, or null for the one the name stands for.</param>
    /// <exception cref="StructureFormatException">
    /// The format cannot be told or written, or cannot hold the frames.
    /// </exception>
    public static void Write(
        Stream stream, string name, IEnumerable<AtomicStructure> frames, StructureFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(frames);
        WriteFrames(stream, name, frames, WritableFormat(name, format));
    }

    private static IEnumerable<AtomicStructure> ReadFrames(Func<Stream> open, string file, StructureReadOptions options)
    {
        using StructureInput input = StructureInput.Of(open(), file);
        if (FormatSignatures.Unread(input.Head.Span) is { } reason)
            throw new StructureFormatException(file, 0, reason);
        StructureFormat? format = options.Format ?? StructureFormat.FromBytes(input.Head);
        if (format?.BinaryReader is not null && !input.Head.IsEmpty && !format.Begins(input.Head))
        {
            throw new StructureFormatException(
                file, 0, $"this is no file of the format {format} ({format.Description}).");
        }

        StructureSource source = format is { BinaryReader: not null } ? input.Bytes(options) : input.Lines(options);
        using (source)
        {
            format ??= Recognize((LineReader)source);
            NoteUnused(source, format, options);
            IEnumerable<StructureFrame> frames = source is BinarySource bytes
                ? bytes.Length == 0 ? [] : format.BinaryReader!.Read(bytes, options)
                : format.Reader!.Read((LineReader)source, options);
            bool any = false;
            foreach (StructureFrame frame in frames)
            {
                any = true;
                if (IsSound(frame, source))
                    yield return frame.Structure;
                source.Release();
            }

            if (!any && !source.AnySkipped)
                throw source.ErrorAt(0, "the file is empty; it holds no structure.");
        }
    }

    // What was given for other files than this one.
    private static void NoteUnused(StructureSource source, StructureFormat format, StructureReadOptions options)
    {
        if ((options.LengthUnit is not null || options.PixelSize is not null) && NoTables.Contains(format))
        {
            source.Note(
                $"the unit or pixel size belongs to tables of positions and is not used: lengths of {format} files "
                    + "are known.",
                0);
        }

        if (options.TypeElements is not null && NamesElements.Contains(format))
            source.Note("the file names its elements; those that were given are not used.", 0);
    }

    private static bool IsSound(StructureFrame frame, StructureSource source)
    {
        try
        {
            FrameValidation.Check(frame, source);
            return true;
        }
        catch (StructureFormatException error) when (source.Skips(error))
        {
            return false;
        }
    }

    private static StructureFormat Recognize(LineReader lines)
    {
        IReadOnlyList<string> head = StructureInput.HeadLines(lines);
        if (StructureFormat.FromContent(head) is { } byContent)
            return byContent;
        StructureFormat? byName = StructureFormat.FromFileName(lines.File);
        if (byName?.Reader is not null)
            return byName;
        if (head.All(string.IsNullOrWhiteSpace))
            throw lines.ErrorAt(0, "the file is empty; it holds no structure.");
        throw byName is not null
            ? lines.ErrorAt(
                0, $"the name stands for the format {byName.Name} ({byName.Description}), but the content does not.")
            : lines.ErrorAt(
                0,
                $"neither name nor content tells the format; say which it is ({Names(StructureFormat.All)}).",
                nameof(StructureReadOptions.Format));
    }

    private static StructureFormat WritableFormat(string file, StructureFormat? format)
    {
        format ??= StructureFormat.FromFileName(file);
        string names = Names(StructureFormat.All.Where(known => known.CanWrite));
        if (format is null)
            throw new StructureFormatException(
                file, 0,
                $"the name does not tell the format to write; say which it is ({names}).");
        return format.CanWrite
            ? format
            : throw new StructureFormatException(
                file, 0,
                $"the format {format.Name} can only be read; write one of {names}.");
    }

    private static void WriteFrames(
        Stream stream, string file, IEnumerable<AtomicStructure> frames, StructureFormat format)
    {
        using var output = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        var written = new WrittenFrames();
        foreach (AtomicStructure structure in frames)
        {
            written.Next();
            if (written.Number > 1 && !format.HoldsManyFrames)
                throw new StructureFormatException(
                    file, 0,
                    $"the format {format.Name} holds one structure; write the frames to separate files.");
            if (structure.Count == 0)
                throw new StructureFormatException(file, 0, "a structure without atoms cannot be written.");
            format.Writer!.Write(structure, output, file, written);
        }

        if (written.Number == 0)
            throw new StructureFormatException(file, 0, "there is no structure to write.");
    }

    private static string Names(IEnumerable<StructureFormat> formats) =>
        string.Join(", ", formats.Select(format => format.Name));
}
