using System.Buffers.Binary;

namespace Arise.Microscopy.Formats;

/// <summary>The chunk IHDR of a PNG file.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Depth">Bits of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="ColorType">0 gray, 2 color, 3 palette; 4 more where there is transparency.</param>
/// <param name="IsInterlaced">Whether the pixels come in seven passes.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, int ColorType, bool IsInterlaced)
{
    /// <summary>Bytes of the chunk.</summary>
    public const int Length = 13;

    /// <summary>Samples of a pixel.</summary>
    public int Channels => ColorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Whether samples are numbers of colors.</summary>
    public bool HasPalette => ColorType == 3;

    /// <summary>Whether each pixel has a transparency.</summary>
    public bool HasAlpha => ColorType >= 4;

    /// <summary>Bits of a pixel.</summary>
    public int BitsPerPixel => Depth * Channels;

    /// <summary>The largest gray value.</summary>
    public int Largest => HasPalette ? byte.MaxValue : (1 << Depth) - 1;

    /// <summary>Reads the chunk; null if no PNG file has such a one.</summary>
    public static PngHeader? Of(ReadOnlySpan<byte> chunk)
    {
        int width = BinaryPrimitives.ReadInt32BigEndian(chunk);
        int height = BinaryPrimitives.ReadInt32BigEndian(chunk[4..]);
        bool isPossible = chunk[9] switch
        {
            0 => chunk[8] is 1 or 2 or 4 or 8 or 16,
            3 => chunk[8] is 1 or 2 or 4 or 8,
            2 or 4 or 6 => chunk[8] is 8 or 16,
            _ => false,
        };
        return isPossible && chunk[10] == 0 && chunk[11] == 0 && chunk[12] <= 1
            ? new PngHeader(width, height, chunk[8], chunk[9], chunk[12] == 1) : null;
    }

    /// <summary>Bytes of so many pixels of a row.</summary>
    public int BytesOf(int pixels) => (int)((((long)pixels * BitsPerPixel) + 7) / 8);

    /// <summary>One sample of a row.</summary>
    public int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (Depth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
            default:
                int bit = index * Depth;
                return (row[bit >> 3] >> (8 - Depth - (bit & 7))) & ((1 << Depth) - 1);
        }
    }
}
