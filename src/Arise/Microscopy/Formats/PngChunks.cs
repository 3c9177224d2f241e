using System.Buffers.Binary;
using System.Text;
using Arise.Files;

namespace Arise.Microscopy.Formats;

/// <summary>
/// The chunks of a PNG file: what stands before the pixels is read at once, then this is the stream of the compressed
/// pixels, whose chunks are checked one after another.
/// </summary>
internal sealed class PngChunks : ForwardStream
{
    private const int Frame = 12;

    private static ReadOnlySpan<byte> Black => [0, 0, 0];

    private readonly ImageSource _source;
    private readonly byte[] _palette = [];
    private long _next;
    private byte[] _chunk = [];
    private int _taken;

    /// <summary>Reads up to the pixels.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">Where the first chunk begins.</param>
    /// <exception cref="ImageFormatException">It is damaged or has no pixels.</exception>
    public PngChunks(ImageSource source, long start)
    {
        (_source, _next) = (source, start);
        string name = Next();
        Header = (name == "IHDR" && _chunk.Length == PngHeader.Length ? PngHeader.Of(_chunk) : null)
            ?? throw source.Error("the header is damaged or of an unknown kind of PNG; copy the file again.");
        while ((name = Next()) != "IDAT")
        {
            if (name == "IEND")
                throw source.Error("the file holds no pixels.");
            if (name == "PLTE")
                _palette = _chunk;
            if (name == "pHYs" && _chunk is [.., 1] && _chunk.Length == 9)
                PixelSize = SizeOf(_chunk);
        }

        if (Header.HasPalette && _palette.Length < 3)
            throw source.Error("the palette is missing; copy the file again.");
    }

    /// <summary>What the pixels are.</summary>
    public PngHeader Header { get; }

    /// <summary>Side of a pixel in Angstrom, where it is no resolution for printing.</summary>
    public double? PixelSize { get; }

    /// <summary>A color of the palette: red, green, blue; black beyond its end.</summary>
    public ReadOnlySpan<byte> Color(int index) =>
        (3 * index) + 3 <= _palette.Length ? _palette.AsSpan(3 * index, 3) : Black;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_taken == _chunk.Length)
        {
            if (_next < 0 || Next() != "IDAT")
            {
                (_next, _chunk, _taken) = (-1, [], 0);
                return 0;
            }
        }

        int count = Math.Min(buffer.Length, _chunk.Length - _taken);
        _chunk.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    private double? SizeOf(byte[] chunk)
    {
        double x = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        double y = BinaryPrimitives.ReadUInt32BigEndian(chunk.AsSpan(4));
        return PixelScale.OfResolution(_source, 1e10 / x, 1e10 / y);
    }

    // The next chunk: length, name, content, checksum of name and content.
    private string Next()
    {
        byte[] head = _source.Bytes(_next, 8, "the pixels");
        long length = BinaryPrimitives.ReadUInt32BigEndian(head);
        _source.Require(_next, length + Frame, "the pixels");
        _chunk = _source.Bytes(_next + 8, length, "the pixels");
        _taken = 0;
        uint sum = BinaryPrimitives.ReadUInt32BigEndian(_source.Bytes(_next + 8 + length, 4, "the pixels"));
        if (Crc32.Of(_chunk, Crc32.Of(head.AsSpan(4))) != sum)
            throw _source.Error("a checksum is wrong: the file is damaged, copy it again.");
        _next += length + Frame;
        return Encoding.ASCII.GetString(head, 4, 4);
    }
}
