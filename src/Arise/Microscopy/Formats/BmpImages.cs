using System.Buffers.Binary;

namespace Arise.Microscopy.Formats;

/// <summary>Windows bitmaps of 1 to 32 bits without compression; palettes and masks of bits.</summary>
/// <remarks>Format: Microsoft, "Bitmap Storage"; headers of 12 and of 40 bytes and more.</remarks>
internal static class BmpImages
{
    private const int FileHeader = 14, CoreHeader = 12, InfoHeader = 40;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.Length >= FileHeader + CoreHeader
        && head.StartsWith("BM"u8)
        && BinaryPrimitives.ReadInt32LittleEndian(head[FileHeader..])
            is CoreHeader or InfoHeader or 52 or 56 or 64 or 108 or 124;

    /// <summary>There is one image.</summary>
    public static ImageSet Open(ImageSource source) => new(1, _ => Read(source));

    private static MicroscopeImage Read(ImageSource source)
    {
        byte[] head = source.Head(FileHeader + 124);
        int size = Int32(head, FileHeader);
        bool isCore = size == CoreHeader;
        if (head.Length < FileHeader + size)
            throw source.Error("the file ends before its header does; it is truncated, copy it again.");
        long width = isCore ? UInt16(head, 18) : Int32(head, 18);
        long height = isCore ? UInt16(head, 20) : Int32(head, 22);
        int bits = UInt16(head, isCore ? 24 : 28), compression = isCore ? 0 : Int32(head, 30);
        bool isTopDown = height < 0;
        height = Math.Abs(height);
        source.RequireSides(width, height);
        if (compression is not (0 or 3 or 6) || bits is not (1 or 4 or 8 or 16 or 24 or 32))
        {
            throw source.Error(
                $"it is compressed, or has {bits} bits a pixel, which is not read; save it as PNG or TIFF.");
        }

        BmpColors colors = new(bits, Palette(source, head, size, bits), Masks(source, head, size, bits, compression));
        long stride = ((width * bits) + 31) / 32 * 4, start = (uint)Int32(head, 10);
        source.RequirePlace(start, stride * height, "the pixels");
        float[] values = source.Allocate(width, height, stride);
        byte[] row = new byte[stride];
        var gray = new GrayConverter(source);
        for (int y = 0; y < height; y++)
        {
            source.Fill(start + (y * stride), row, "the pixels");
            long line = isTopDown ? y : height - 1 - y;
            for (int x = 0; x < width; x++)
                values[(line * width) + x] = colors.Gray(row, x, gray);
        }

        double? pixelSize = isCore ? null
            : PixelScale.OfResolution(source, 1e10 / Int32(head, 38), 1e10 / Int32(head, 42));
        return source.Image((int)width, (int)height, values, pixelSize: pixelSize, saturation: byte.MaxValue);
    }

    private static byte[] Palette(ImageSource source, byte[] head, int size, int bits)
    {
        if (bits > 8)
            return [];
        int entry = size == CoreHeader ? 3 : 4;
        long used = size < InfoHeader ? 0 : (uint)Int32(head, 46);
        long count = used is 0 or > 256 ? 1 << bits : used;
        byte[] raw = source.Bytes(FileHeader + size, count * entry, "the palette");
        byte[] palette = new byte[3 * count];
        for (int i = 0; i < count; i++)
            raw.AsSpan(i * entry, 3).CopyTo(palette.AsSpan(3 * i));
        return palette;
    }

    // Which bits are red, green and blue; 5 bits each or 8 bits each where nothing is said.
    private static uint[] Masks(ImageSource source, byte[] head, int size, int bits, int compression)
    {
        if (compression == 0)
            return bits == 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
        byte[] raw = source.Bytes(FileHeader + InfoHeader, 12, "the masks of colors");
        return [.. Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(raw.AsSpan(4 * i)))];
    }

    private static int Int32(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    private static int UInt16(byte[] bytes, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));
}
