using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Arise.Files;

/// <summary>
/// Named arrays in one file that NumPy opens with <c>numpy.load</c>: .npz, a zip file with one .npy entry per array.
/// </summary>
/// <remarks>
/// Entries carry a fixed time stamp and the order of insertion: equal content gives equal bytes when it is not
/// compressed, and on one .NET release when it is. Format: NumPy enhancement proposal 1 and the documentation of
/// <c>numpy.lib.format</c> (versions 1.0 to 3.0 are read, 1.0 is written).
/// </remarks>
public sealed class NumpyArchive
{
    // 258 bytes from two bits (RFC 1951).
    private const long MostExpansion = 1032;

    /// <summary>The time that entries bear: equal content gives equal bytes.</summary>
    internal static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, NumpyArray> _arrays = [];
    private readonly List<string> _names = [];
    private string _file = "archive";

    /// <summary>Names in the order of insertion, or of the file.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The array called <paramref name="name"/>.</summary>
    /// <exception cref="NumpyFormatException">There is none.</exception>
    public NumpyArray this[string name] => _arrays.TryGetValue(name, out NumpyArray? array)
        ? array
        : throw new NumpyFormatException(_file, $"there is no array '{name}'; it holds {string.Join(", ", _names)}.");

    /// <summary>Whether a file begins as an archive does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsArchive(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    /// <summary>Reads every array of a .npz file, or of a pipe.</summary>
    /// <exception cref="NumpyFormatException">The file is damaged or holds unsupported element types.</exception>
    /// <exception cref="MemoryBudgetException">It needs more memory than the budget.</exception>
    public static NumpyArchive Read(string path)
    {
        using Stream file = SeekableInput.Open(path);
        return Read(file, path);
    }

    /// <summary>Reads every array of a stream that can be read here and there.</summary>
    internal static NumpyArchive Read(Stream file, string path)
    {
        var archive = new NumpyArchive { _file = path };
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            archive.RequireSpace(zip, file.Length);
            foreach (ZipArchiveEntry entry in zip.Entries)
                archive.Read(entry);
        }
        catch (Exception error) when (IsOfZip(error))
        {
            throw new NumpyFormatException(path, "this is not a readable .npz file (a zip file of arrays).", error);
        }

        return archive;
    }

    /// <summary>Whether there is an array called <paramref name="name"/>.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out NumpyArray? array) => _arrays.TryGetValue(name, out array);

    /// <summary>
    /// The elements of one array, with the number of axes checked.
    /// </summary>
    /// <typeparam name="T">The element type it must have; nothing is converted.</typeparam>
    /// <param name="name">Name of the array.</param>
    /// <param name="rank">Number of axes it must have.</param>
    /// <param name="shape">Length per axis.</param>
    /// <exception cref="NumpyFormatException">Missing, another element type, or another number of axes.</exception>
    internal T[] Get<T>(string name, int rank, out ReadOnlySpan<int> shape)
    {
        NumpyArray array = this[name];
        if (array.Shape.Length != rank || array.Values is not T[] values)
        {
            throw new NumpyFormatException(
                _file,
                $"array '{name}' should have {rank} axes of {typeof(T).Name} but has {array.Shape.Length} of "
                + $"{array.Values.GetType().GetElementType()!.Name}.");
        }

        shape = array.Shape;
        return values;
    }

    /// <summary>Adds an array.</summary>
    /// <param name="name">Its key in NumPy.</param>
    /// <param name="values">Elements in C order; float, double, int, long, sbyte, bool or string.</param>
    /// <param name="shape">Length per axis; one-dimensional when omitted.</param>
    /// <exception cref="ArgumentException">The name is taken, or values and shape do not fit.</exception>
    public NumpyArchive Add(string name, Array values, params int[] shape) =>
        Add(name, new NumpyArray(values, shape is [] ? null : shape));

    /// <summary>Adds an array.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public NumpyArchive Add(string name, NumpyArray array)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_arrays.TryAdd(name, array))
            throw new ArgumentException($"There is already an array '{name}'.", nameof(name));
        _names.Add(name);
        return this;
    }

    /// <summary>Writes the archive; the file appears only once it is complete.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="compress">Whether entries are deflated, as by <c>numpy.savez_compressed</c>.</param>
    public void Write(string path, bool compress = false)
    {
        using var file = new ReplacingFile(path);
        Write(file.Stream, compress);
        file.Commit();
    }

    /// <summary>Writes the archive to a stream, which stays open.</summary>
    public void Write(Stream stream, bool compress = false)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Write(zip, compress);
    }

    /// <summary>Adds the arrays to an archive that is being written.</summary>
    internal void Write(ZipArchive zip, bool compress = false)
    {
        foreach (string name in _names)
        {
            ZipArchiveEntry entry = zip.CreateEntry(
                name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = Timestamp;
            using Stream content = entry.Open();
            NumpyFormat.Write(content, _arrays[name]);
        }
    }

    // What the reader of zip files throws about damaged ones: wrong places, lengths, methods and dates.
    private static bool IsOfZip(Exception error) =>
        error is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException;

    private void Read(ZipArchiveEntry entry)
    {
        string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) && entry.FullName.Length > 4
            ? entry.FullName[..^4]
            : throw new NumpyFormatException(_file, $"entry '{entry.FullName}' is not a .npy array.");
        if (_arrays.ContainsKey(name))
            throw new NumpyFormatException(_file, $"there are two arrays '{name}'; write the file again.");
        string source = $"{_file}, array '{name}'";
        NumpyArray array;
        try
        {
            using var stream = new ChecksumStream(entry.Open());
            array = NumpyFormat.Read(stream, entry.Length, source);
            if (stream.Checksum != entry.Crc32)
                throw new NumpyFormatException(source, "the data are damaged: their checksum is another one.");
        }
        catch (Exception error) when (IsOfZip(error))
        {
            throw new NumpyFormatException(source, "the data are damaged.", error);
        }

        Add(name, array);
    }

    // Members lie side by side, and none becomes longer than deflate can make it.
    private void RequireSpace(ZipArchive zip, long length)
    {
        double compressed = 0, needed = 0;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            compressed += entry.CompressedLength;
            needed += entry.Length;
            if (entry.CompressedLength < 0 || compressed > length
                || entry.Length < 0 || entry.Length > MostExpansion * (entry.CompressedLength + 1))
            {
                throw new NumpyFormatException(
                    _file, $"entry '{entry.FullName}' says that it is longer than it can be; the file is damaged.");
            }
        }

        MemoryBudget.Require(needed, $"{_file}: what it holds", "take a smaller file");
    }
}
