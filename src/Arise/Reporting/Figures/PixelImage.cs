using System.Buffers.Binary;
using System.IO.Compression;
using Arise.Files;

namespace Arise.Reporting.Figures;

/// <summary>
/// An image of sRGB pixels, row by row from the top, that can be written as PNG (ISO/IEC 15948, RFC 2083). The same
/// pixels give the same bytes on one .NET release: the compression is that of the release.
/// </summary>
internal sealed class PixelImage
{
    private readonly byte[] _channels;

    /// <summary>A white image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive or longer than 30 000 pixels.</exception>
    public PixelImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 30_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 30_000);
        (Width, Height) = (width, height);
        _channels = new byte[checked(3 * width * height)];
        _channels.AsSpan().Fill(255);
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>One pixel; x from the left, y from the top.</summary>
    public Color this[int x, int y]
    {
        get
        {
            int at = 3 * ((y * Width) + x);
            return new Color(_channels[at], _channels[at + 1], _channels[at + 2]);
        }
        set
        {
            int at = 3 * ((y * Width) + x);
            (_channels[at], _channels[at + 1], _channels[at + 2]) = (value.R, value.G, value.B);
        }
    }

    /// <summary>Mixes a color into a pixel: coverage 0 leaves it, 1 replaces it. Outside the image: nothing.</summary>
    public void Blend(int x, int y, Color color, double coverage)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height || !(coverage > 0))
            return;
        double c = Math.Min(coverage, 1);
        Color old = this[x, y];
        this[x, y] = new Color(Mix(old.R, color.R, c), Mix(old.G, color.G, c), Mix(old.B, color.B, c));
    }

    /// <summary>
    /// The image as rectangles of one color that fill an area: so it is sharp wherever it is shown.
    /// </summary>
    public void ForEachRectangle(Area area, Action<Area, Color> rectangle)
    {
        (double dx, double dy) = (area.Width / Width, area.Height / Height);
        Rectangles.ForEach(Width, Height, (x, y) => At(x, y), (x, y, width, height, key) => rectangle(
            new Area(area.X + (x * dx), area.Y + (y * dy), width * dx, height * dy),
            new Color((byte)(key >> 16), (byte)(key >> 8), (byte)key)));

        int At(int x, int y) => this[x, y] is var color ? (color.R << 16) | (color.G << 8) | color.B : 0;
    }

    /// <summary>Writes the image as PNG.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="pixelsPerInch">Resolution noted in the file, so that it prints at its size; none when zero.</param>
    public void WritePng(Stream stream, double pixelsPerInch = 0)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height);
        (header[8], header[9]) = (8, 2); // eight bits per channel, RGB; deflate, adaptive filters, not interlaced
        WriteChunk(stream, "IHDR"u8, header);
        if (pixelsPerInch > 0)
        {
            Span<byte> resolution = stackalloc byte[9];
            int perMeter = (int)Math.Round(pixelsPerInch / 0.0254);
            BinaryPrimitives.WriteInt32BigEndian(resolution, perMeter);
            BinaryPrimitives.WriteInt32BigEndian(resolution[4..], perMeter);
            resolution[8] = 1;
            WriteChunk(stream, "pHYs"u8, resolution);
        }

        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < Height; y++)
            {
                deflate.WriteByte(0);
                deflate.Write(_channels, 3 * y * Width, 3 * Width);
            }
        }

        WriteChunk(stream, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (share * (to - from)));

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(data, Crc32.Of(type)));
        stream.Write(number);
    }
}
