namespace Arise.Microscopy.Formats;

/// <summary>Images whose numbers stand one after another in a file, as they are.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Kind">Type of the numbers.</param>
/// <param name="IsBigEndian">Whether the first byte of each is the highest.</param>
internal sealed record RawPixels(long Width, long Height, PixelKind Kind, bool IsBigEndian)
{
    private const int ChunkLength = 1 << 16;

    /// <summary>Bytes of one image.</summary>
    public long Size => Width * Height * Kind.Size;

    /// <summary>Reads one image.</summary>
    /// <param name="source">The file.</param>
    /// <param name="offset">Where the image begins.</param>
    /// <param name="isUpsideDown">Whether the last row comes first.</param>
    /// <param name="isByColumn">Whether columns come one after another instead of rows.</param>
    /// <exception cref="ImageFormatException">The file has not so many bytes, or the sides are impossible.</exception>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public float[] Read(ImageSource source, long offset, bool isUpsideDown = false, bool isByColumn = false)
    {
        source.RequireSides(Width, Height);
        if (offset < 0 || offset > source.Length || Size > source.Length - offset)
        {
            throw source.Error(
                $"{Width} x {Height} pixels of {Kind.Name} take {Size} bytes, but there are "
                + $"{Math.Max(0, source.Length - offset)}; the file is truncated or damaged, copy it again.");
        }

        float[] values = source.Allocate(Width, Height);
        byte[] bytes = new byte[ChunkLength * Kind.Size];
        float[] chunk = new float[ChunkLength];
        for (long start = 0; start < values.Length; start += ChunkLength)
        {
            int count = (int)Math.Min(ChunkLength, values.Length - start);
            Span<byte> part = bytes.AsSpan(0, count * Kind.Size);
            source.Fill(offset + (start * Kind.Size), part, "the pixels");
            Span<float> target = isByColumn ? chunk.AsSpan(0, count) : values.AsSpan((int)start, count);
            Kind.Convert(part, target, IsBigEndian);
            for (int i = 0; isByColumn && i < count; i++)
                values[((start + i) % Height * Width) + ((start + i) / Height)] = chunk[i];
        }

        if (isUpsideDown)
            TurnUpsideDown(values, (int)Width, (int)Height);
        return values;
    }

    private static void TurnUpsideDown(Span<float> values, int width, int height)
    {
        float[] row = new float[width];
        for (int y = 0; y < height / 2; y++)
        {
            Span<float> upper = values.Slice(y * width, width);
            Span<float> lower = values.Slice((height - 1 - y) * width, width);
            upper.CopyTo(row);
            lower.CopyTo(upper);
            row.CopyTo(lower);
        }
    }
}
