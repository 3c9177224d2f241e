using System.Buffers.Binary;
using System.Numerics;

namespace Arise.Microscopy.Formats;

/// <summary>What the bits of a Windows bitmap mean.</summary>
/// <param name="bits">Bits of a pixel.</param>
/// <param name="palette">Blue, green, red of each color; empty where pixels hold them.</param>
/// <param name="masks">Which bits of a pixel are red, green and blue.</param>
internal sealed class BmpColors(int bits, byte[] palette, uint[] masks)
{
    /// <summary>The gray of a pixel, 0 to 255.</summary>
    public float Gray(ReadOnlySpan<byte> row, int x, GrayConverter gray)
    {
        switch (bits)
        {
            case 24:
                return gray.Of(row[(3 * x) + 2], row[(3 * x) + 1], row[3 * x]);
            case 16 or 32:
                uint value = bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..])
                    : BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..]);
                return gray.Of(Part(value, masks[0]), Part(value, masks[1]), Part(value, masks[2]));
            default:
                int bit = x * bits;
                int first = 3 * ((row[bit >> 3] >> (8 - bits - (bit & 7))) & ((1 << bits) - 1));
                return first + 2 < palette.Length ? gray.Of(palette[first + 2], palette[first + 1], palette[first]) : 0;
        }
    }

    private static float Part(uint value, uint mask)
    {
        if (mask == 0)
            return 0;
        int shift = BitOperations.TrailingZeroCount(mask);
        return byte.MaxValue * ((value & mask) >> shift) / (float)(mask >> shift);
    }
}
