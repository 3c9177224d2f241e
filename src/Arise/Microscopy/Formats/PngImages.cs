using System.IO.Compression;

namespace Arise.Microscopy.Formats;

/// <summary>PNG: gray, color and palettes of 1 to 16 bits, interlaced too. Transparency is left out.</summary>
/// <remarks>Format: W3C Recommendation, Portable Network Graphics (PNG) Specification, third edition.</remarks>
internal static class PngImages
{
    private const int DeflateMost = 1032;

    // Adam7: first column, first row, step of columns, step of rows.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    /// <summary>There is one image.</summary>
    public static ImageSet Open(ImageSource source) => new(1, _ => Read(source));

    private static MicroscopeImage Read(ImageSource source)
    {
        using var chunks = new PngChunks(source, Magic.Length);
        PngHeader header = chunks.Header;
        source.RequireSides(header.Width, header.Height);
        source.RequirePacked(
            (double)header.Width * header.Height * header.BitsPerPixel / 8, source.Length, DeflateMost);
        float[] values = source.Allocate(header.Width, header.Height, 2.0 * header.BytesOf(header.Width));
        var gray = new GrayConverter(source);
        try
        {
            using var pixels = new ZLibStream(chunks, CompressionMode.Decompress, leaveOpen: true);
            if (header.IsInterlaced)
            {
                foreach ((int x, int y, int stepX, int stepY) in Passes)
                    ReadPass(pixels, chunks, gray, values, (x, y, stepX, stepY));
            }
            else
            {
                ReadPass(pixels, chunks, gray, values, (0, 0, 1, 1));
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            throw source.Error("the pixels are damaged or cut off; copy the file again.", damage);
        }

        if (header.HasAlpha)
            source.Note("transparency is left out.");
        return source.Image(
            header.Width, header.Height, values, pixelSize: chunks.PixelSize, saturation: header.Largest);
    }

    private static void ReadPass(
        Stream pixels, PngChunks chunks, GrayConverter gray, float[] values, (int X, int Y, int StepX, int StepY) pass)
    {
        PngHeader header = chunks.Header;
        int width = Count(header.Width, pass.X, pass.StepX), height = Count(header.Height, pass.Y, pass.StepY);
        if (width == 0 || height == 0)
            return;
        byte[] row = new byte[header.BytesOf(width)], above = new byte[row.Length];
        for (int y = 0; y < height; y++)
        {
            int filter = pixels.ReadByte();
            pixels.ReadExactly(row);
            if (!Unfilter(filter, row, above, Math.Max(1, header.BitsPerPixel / 8)))
                throw new InvalidDataException("No such filter.");
            int start = (pass.Y + (y * pass.StepY)) * header.Width;
            for (int x = 0; x < width; x++)
                values[start + pass.X + (x * pass.StepX)] = Gray(header, chunks, gray, row, x);
            (row, above) = (above, row);
        }
    }

    private static float Gray(PngHeader header, PngChunks chunks, GrayConverter gray, byte[] row, int x)
    {
        int channels = header.Channels;
        if (channels < 3)
        {
            int sample = header.Sample(row, x * channels);
            if (!header.HasPalette)
                return sample;
            ReadOnlySpan<byte> color = chunks.Color(sample);
            return gray.Of(color[0], color[1], color[2]);
        }

        int first = x * channels;
        return gray.Of(header.Sample(row, first), header.Sample(row, first + 1), header.Sample(row, first + 2));
    }

    private static int Count(int length, int first, int step) =>
        length <= first ? 0 : (length - first + step - 1) / step;

    // A row as the filter left it becomes the row; step is the distance to the pixel on its left.
    private static bool Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                return true;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                return true;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) / 2);
                return true;
            case 4:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
                return true;
            default:
                return false;
        }
    }

    private static byte Paeth(byte left, byte above, byte corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
