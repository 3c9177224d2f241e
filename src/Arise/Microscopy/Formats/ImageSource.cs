using Arise.Files;

namespace Arise.Microscopy.Formats;

/// <summary>
/// A file that images are read from, here and there. What comes compressed or through a pipe is read into memory
/// first, as far as the memory budget goes.
/// </summary>
internal sealed class ImageSource : IDisposable
{
    private readonly Stream _stream;
    private readonly Action<string>? _note;
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    private ImageSource(Stream stream, string file, Action<string>? note) =>
        (_stream, File, _note, Length) = (stream, file, note, stream.Length);

    /// <summary>File name as the user gave it.</summary>
    public string File { get; }

    /// <summary>Bytes of the file, unpacked.</summary>
    public long Length { get; }

    /// <summary>The whole file, for libraries that read streams.</summary>
    public Stream Whole => _stream;

    /// <summary>Opens a file and undoes a compression, which its first bytes tell.</summary>
    /// <param name="path">File name.</param>
    /// <param name="note">Takes what is left out (<see cref="ImageReadOptions.Note"/>).</param>
    /// <exception cref="ImageFormatException">
    /// There is no such file, it may not be read, or it is compressed in a way that is not read, or damaged.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="MemoryBudgetException">What is unpacked needs more than the budget.</exception>
    public static ImageSource Open(string path, Action<string>? note)
    {
        if (Directory.Exists(path))
            throw new ImageFormatException(path, "this is a folder; name an image file.");
        if (!System.IO.File.Exists(path))
            throw new ImageFormatException(path, "there is no such file.");
        try
        {
            return Of(SeekableInput.Open(path), path, note);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ImageFormatException(path, "you may not read this file; change its permissions.", error);
        }
    }

    /// <summary>Takes a stream, and undoes a compression.</summary>
    /// <param name="stream">The data, which can be read here and there; disposed with the result.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="note">Takes what is left out.</param>
    /// <inheritdoc cref="Open"/>
    public static ImageSource Of(Stream stream, string file, Action<string>? note)
    {
        try
        {
            byte[] head = new byte[Compression.HeadLength];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            Compression? compression = length > 0 ? Compression.Of(head.AsMemory(0, length)) : null;
            if (compression is null)
                return new ImageSource(stream, file, note);
            if (!compression.CanRead)
            {
                throw new ImageFormatException(
                    file,
                    $"this is {compression.Name} ({compression.Ending}), which is not read; unpack it "
                    + $"({compression.Unpack}).");
            }

            using Stream packed = compression.Read(stream);
            return new ImageSource(SeekableInput.Of(packed, file), file, note);
        }
        catch (InvalidDataException damage)
        {
            stream.Dispose();
            throw new ImageFormatException(file, $"{damage.Message}; copy the file again.", damage);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The first bytes, at most so many.</summary>
    public byte[] Head(int most)
    {
        byte[] head = new byte[Math.Min(most, Length)];
        Fill(0, head, "its beginning");
        return head;
    }

    /// <summary>Some bytes of the file, for headers; pixels are filled in with <see cref="Fill"/>.</summary>
    /// <param name="offset">Where they begin, from 0.</param>
    /// <param name="count">How many; a product that overflowed is refused, as it is negative or too large.</param>
    /// <param name="what">What they are, for the message: "the header".</param>
    /// <exception cref="ImageFormatException">The file has not so many.</exception>
    public byte[] Bytes(long offset, long count, string what)
    {
        Require(offset, count, what);
        MemoryBudget.Require(count, $"{File}: {what}", "take a smaller file");
        byte[] bytes = new byte[count];
        Fill(offset, bytes, what);
        return bytes;
    }

    /// <summary>Fills a buffer with bytes of the file.</summary>
    /// <exception cref="ImageFormatException">The file has not so many.</exception>
    public void Fill(long offset, Span<byte> target, string what)
    {
        Require(offset, target.Length, what);
        _stream.Position = offset;
        if (_stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
            throw Error($"the file became shorter while {what} was read; copy it again.");
    }

    /// <summary>Refuses a place that is not in the file, or that no array holds.</summary>
    /// <exception cref="ImageFormatException">The file has not so many bytes there.</exception>
    public void Require(long offset, long count, string what) =>
        RequirePlace(offset, count > Array.MaxLength ? -1 : count, what);

    /// <summary>Refuses a place that is not in the file.</summary>
    /// <exception cref="ImageFormatException">The file has not so many bytes there.</exception>
    public void RequirePlace(long offset, long count, string what)
    {
        if (offset < 0 || count < 0 || offset > Length || count > Length - offset)
            throw Error($"the file ends within {what}; it is truncated or damaged, copy it again.");
    }

    /// <summary>
    /// Room for an image, after its sides were found possible and the memory budget was asked. Readers make sure
    /// before that the file has enough bytes for so many pixels.
    /// </summary>
    /// <param name="width">Pixels per row, as the file says.</param>
    /// <param name="height">Number of rows, as the file says.</param>
    /// <param name="more">Bytes that reading takes besides.</param>
    /// <exception cref="ImageFormatException">No image, or sides beyond the limit.</exception>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public float[] Allocate(long width, long height, double more = 0)
    {
        RequireSides(width, height);
        MemoryBudget.Require(
            (sizeof(float) * (double)width * height) + more, $"{File}: an image of {width} x {height} pixels",
            "cut or bin it");
        return new float[width * height];
    }

    /// <summary>Refuses sides that no image can have here.</summary>
    /// <exception cref="ImageFormatException">No image, or sides beyond the limit.</exception>
    public void RequireSides(long width, long height)
    {
        if (width <= 0 || height <= 0)
            throw Error($"the image has {width} x {height} pixels; the file is damaged or holds no image.");
        if (width > MicroscopeImage.MostPixels || height > MicroscopeImage.MostPixels)
        {
            throw Error(
                $"the image has {width} x {height} pixels; up to {MicroscopeImage.MostPixels} a side can be read: cut "
                + "or bin it.");
        }
    }

    /// <summary>
    /// Refuses an image that no compression could have made so small: its header is damaged, and nothing is allocated.
    /// </summary>
    /// <param name="needed">Bytes, or what else is counted, that are to be unpacked.</param>
    /// <param name="packed">Bytes there are.</param>
    /// <param name="most">How many can come of one byte at most.</param>
    /// <exception cref="ImageFormatException">There are too few.</exception>
    public void RequirePacked(double needed, long packed, double most)
    {
        if (needed > (packed * most) + 4096)
            throw Error("there are too few data for so many pixels; the file is truncated or damaged, copy it again.");
    }

    /// <summary>The image, in which numbers that are not finite became gaps.</summary>
    /// <exception cref="ImageFormatException">There is no finite number.</exception>
    public MicroscopeImage Image(
        int width, int height, float[] values, string? name = null, double? pixelSize = null, double? saturation = null)
    {
        long gaps = 0;
        foreach (ref float value in values.AsSpan())
        {
            if (!float.IsFinite(value))
                (value, gaps) = (float.NaN, gaps + 1);
        }

        string which = name is null ? "" : $"{name}: ";
        if (gaps == values.Length)
            throw Error($"{which}no pixel holds a finite number; there is nothing to see.");
        if (gaps > 0)
            Note("pixels that are no finite numbers are taken as gaps.");
        return new MicroscopeImage(width, height, values)
        {
            Name = name, PixelSize = pixelSize, Saturation = saturation,
        };
    }

    /// <summary>Says what is left out of the file, once for each text.</summary>
    public void Note(string text)
    {
        if (_noted.Add(text))
            _note?.Invoke($"{File}: {text}");
    }

    /// <summary>An error of this file.</summary>
    public ImageFormatException Error(string problem, Exception? inner = null) => new(File, problem, inner);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
