namespace Arise.Microscopy.Formats;

/// <summary>What the decoded bytes of a TIFF page mean, and how they become gray values.</summary>
/// <param name="Kind">Type of the numbers; null if they have some other number of bits, unsigned.</param>
/// <param name="Bits">Bits of a number.</param>
/// <param name="Channels">Numbers of a pixel.</param>
/// <param name="Palette">All reds of a palette of 16 bits, all greens, all blues; empty if there is none.</param>
/// <param name="IsColor">Whether the first three numbers are red, green and blue.</param>
/// <param name="Gray">Makes colors gray.</param>
internal sealed record TiffSamples(
    PixelKind? Kind, int Bits, int Channels, double[] Palette, bool IsColor, GrayConverter Gray)
{
    /// <summary>Bytes of a row.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="channels">Numbers of a pixel that stand together.</param>
    public int RowBytes(int width, int channels) => (int)((((long)width * channels * Bits) + 7) / 8);

    /// <summary>A row of numbers.</summary>
    /// <param name="bytes">As they are in memory, in the order of this machine.</param>
    /// <param name="numbers">Takes them.</param>
    public void Unpack(Span<byte> bytes, Span<float> numbers)
    {
        if (Kind is not null)
        {
            Kind.Convert(bytes[..(numbers.Length * Kind.Size)], numbers, bigEndian: false);
            return;
        }

        int bit = 0;
        foreach (ref float number in numbers)
        {
            int value = 0;
            for (int k = 0; k < Bits; k++, bit++)
                value = (value << 1) | ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
            number = value;
        }
    }

    /// <summary>Gray values of pixels whose numbers stand together.</summary>
    public void ToGray(ReadOnlySpan<float> numbers, Span<float> gray)
    {
        for (int x = 0; x < gray.Length; x++)
        {
            ReadOnlySpan<float> pixel = numbers.Slice(x * Channels, Channels);
            gray[x] = Palette.Length >= 3 ? OfPalette(pixel[0])
                : IsColor && Channels >= 3 ? Gray.Of(pixel[0], pixel[1], pixel[2])
                : pixel[0];
        }
    }

    private float OfPalette(float number)
    {
        int length = Palette.Length / 3, index = (int)number;
        if (index < 0 || index >= length)
            return 0;
        return Gray.Of(Part(index), Part(length + index), Part((2 * length) + index));
    }

    // A palette has 16 bits: 8 of them, and the same or zeros once more.
    private float Part(int index) => (float)Math.Floor(Palette[index] / 256);
}
