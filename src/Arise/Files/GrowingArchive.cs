using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Arise.Files;

/// <summary>
/// Arrays that grow piece by piece and are larger than memory: their elements wait in files until the lengths are
/// known, and then become an archive as <see cref="NumpyArchive"/> has it.
/// </summary>
/// <param name="folder">Where the elements wait; nothing stays there.</param>
internal sealed class GrowingArchive(string folder) : IDisposable
{
    private readonly List<(string Name, string Type, int Size, int Width, FileStream Elements)> _arrays = [];

    /// <summary>Appends elements to an array, which begins with the first ones.</summary>
    /// <param name="name">Its key in NumPy.</param>
    /// <param name="values">Numbers of 16 to 64 bits, of one type per array.</param>
    /// <param name="width">Elements of a row, the same for all pieces; an array of width 1 has one dimension.</param>
    public void Append<T>(string name, ReadOnlySpan<T> values, int width = 1)
        where T : unmanaged
    {
        string type = TypeOf<T>();
        int index = _arrays.FindIndex(array => array.Name == name);
        if (index < 0)
        {
            index = _arrays.Count;
            var elements = new FileStream(
                Path.Combine(folder, $".{name}.elements"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                1 << 16, FileOptions.DeleteOnClose);
            _arrays.Add((name, type, Marshal.SizeOf<T>(), width, elements));
        }

        if (_arrays[index].Type != type)
            throw new ArgumentException($"The array '{name}' holds {_arrays[index].Type}.", nameof(values));
        _arrays[index].Elements.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes all arrays; the file appears only once it is complete.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="further">Arrays that did not grow; they come last.</param>
    public void Write(string path, NumpyArchive further)
    {
        using var file = new ReplacingFile(path);
        using (var zip = new ZipArchive(file.Stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string type, int size, int width, FileStream elements) in _arrays)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
                entry.LastWriteTime = NumpyArchive.Timestamp;
                using Stream content = entry.Open();
                long rows = elements.Length / size / width;
                NumpyFormat.WriteHeader(content, type, width == 1 ? [rows] : [rows, width]);
                elements.Position = 0;
                elements.CopyTo(content);
            }

            further.Write(zip);
        }

        file.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, _, _, _, FileStream elements) in _arrays)
            elements.Dispose();
    }

    private static string TypeOf<T>() => default(T) switch
    {
        short => "<i2",
        int => "<i4",
        long => "<i8",
        float => "<f4",
        double => "<f8",
        _ => throw new ArgumentException($"Arrays of {typeof(T).Name} cannot grow."),
    };
}
