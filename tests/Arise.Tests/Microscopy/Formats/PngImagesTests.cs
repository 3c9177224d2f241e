using System.IO.Compression;
using System.Text;
using Arise.Files;
using Arise.Microscopy;

namespace Arise.Tests.Microscopy.Formats;

public class PngImagesTests : ImageTestBase
{
    [Fact]
    public void Gray_of_16_bits_is_exact()
    {
        byte[] rows = Bytes(true, (byte)0, (ushort)1, (ushort)258, (byte)0, (ushort)65535, (ushort)12345);
        MicroscopeImage image = ReadOne(Png(2, 2, 16, 0, rows));
        AssertPixels(image, 2, 1, 258, 65535, 12345);
        Assert.Equal(65535, image.Saturation);
        Assert.Null(image.PixelSize);
    }

    // W3C PNG, 9.2: the filters none, sub, up, average and Paeth, one a row, of the same row 10 20 30.
    [Fact]
    public void Every_filter_is_undone()
    {
        byte[] rows =
        [
            0, 10, 20, 30, 1, 10, 10, 10, 2, 0, 0, 0, 3, 5, 5, 5, 4, 0, 0, 0,
        ];

        // Average: 10 = 5 + (0 + 10) / 2; 20 = 5 + (10 + 20) / 2; 30 = 5 + (20 + 30) / 2. Paeth takes the one above,
        // which differs least from left + above - corner.
        AssertPixels(
            ReadOne(Png(3, 5, 8, 0, rows)), 3, 10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30);
    }

    [Fact]
    public void Few_bits_are_unpacked()
    {
        AssertPixels(ReadOne(Png(3, 1, 1, 0, [0, 0b1010_0000])), 3, 1, 0, 1);
        AssertPixels(ReadOne(Png(3, 1, 2, 0, [0, 0b11_00_10_00])), 3, 3, 0, 2);
        AssertPixels(ReadOne(Png(3, 1, 4, 0, [0, 0x7f, 0x20])), 3, 7, 15, 2);
    }

    [Fact]
    public void Palettes_of_gray_are_gray()
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(
            Png(3, 1, 8, 3, [0, 0, 1, 2], palette: [5, 5, 5, 90, 90, 90, 255, 255, 255]));
        AssertPixels(image, 3, 5, 90, 255);
        Assert.Empty(notes);
        (image, notes) = ReadNoted(Png(2, 1, 8, 3, [0, 0, 1], palette: [5, 5, 5, 90, 0, 0]));
        Assert.Equal(0.299f * 90, image[1, 0], 1e-4f);
        Assert.Single(notes);
    }

    [Fact]
    public void Colors_become_luminance_and_transparency_is_left_out()
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(Png(1, 1, 8, 2, [0, 200, 100, 50]));
        Assert.Equal(124.2f, image[0, 0], 1e-3f);
        Assert.Contains("color", Assert.Single(notes), StringComparison.Ordinal);
        (image, notes) = ReadNoted(Png(2, 1, 8, 6, [0, 9, 9, 9, 0, 8, 8, 8, 255]));
        AssertPixels(image, 2, 9, 8);
        Assert.Contains("transparency", Assert.Single(notes), StringComparison.Ordinal);
        AssertPixels(ReadOne(Png(2, 1, 8, 4, [0, 7, 255, 3, 255])), 2, 7, 3);
    }

    // Adam7 of 3 x 3 pixels, numbered row by row: passes 1, 4 (column 2), 5 (row 2, columns 0, 2), 6 and 7.
    [Fact]
    public void Interlaced_images_are_put_together()
    {
        byte[] passes = [0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6];
        AssertPixels(ReadOne(Png(3, 3, 8, 0, passes, interlaced: true)), 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    [Fact]
    public void Pixels_may_stand_in_many_chunks()
    {
        byte[] rows = [.. Enumerable.Range(0, 40).SelectMany(y => new byte[] { 0, (byte)y, (byte)(200 - y) })];
        MicroscopeImage image = ReadOne(Png(2, 40, 8, 0, rows, chunkLength: 3));
        Assert.Equal(161, image[1, 39]);
    }

    [Fact]
    public void A_resolution_of_microscopes_is_the_size_of_pixels()
    {
        byte[] perMeter = [.. Bytes(true, 2_000_000_000u, 2_000_000_000u), 1];
        Assert.Equal(5, ReadOne(Png(1, 1, 8, 0, [0, 1], physical: perMeter)).PixelSize!.Value, 1e-9);
        byte[] print = [.. Bytes(true, 3780u, 3780u), 1];
        Assert.Null(ReadOne(Png(1, 1, 8, 0, [0, 1], physical: print)).PixelSize);
        byte[] oblong = [.. Bytes(true, 2_000_000_000u, 1_000_000_000u), 1];
        Assert.Contains("square", Refused(Png(1, 1, 8, 0, [0, 1], physical: oblong)), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_refused()
    {
        byte[] file = Png(3, 1, 8, 0, [0, 1, 2, 3]);
        Assert.Contains("truncated", Refused(file[..^20]), StringComparison.Ordinal);
        byte[] flipped = [.. file];
        flipped[45] ^= 1;
        Assert.Contains("checksum", Refused(flipped), StringComparison.Ordinal);
        Assert.Contains("cut off", Refused(Png(3, 2, 8, 0, [0, 1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("damaged", Refused(Png(3, 1, 8, 0, [9, 1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("header", Refused(Png(3, 1, 7, 0, [0, 1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("0 x 1", Refused(Png(0, 1, 8, 0, [0])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000, "too few data")]
    [InlineData(30_001, "30001 x 30001")]
    [InlineData(-1, "-1 x -1")]
    public void Headers_that_promise_much_are_refused_at_once(int side, string reason)
    {
        byte[] file = Png(side, side, 16, 0, [0, 1, 2, 3]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(reason, Refused(file), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    internal static byte[] Png(
        int width, int height, int depth, int colorType, byte[] rows, byte[]? palette = null, bool interlaced = false,
        byte[]? physical = null, int chunkLength = int.MaxValue)
    {
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(rows);
        byte[] header = Bytes(
            true, width, height, (byte)depth, (byte)colorType, (byte)0, (byte)0, (byte)(interlaced ? 1 : 0));
        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", header),
            .. palette is null ? [] : Chunk("PLTE", palette), .. physical is null ? [] : Chunk("pHYs", physical),
            .. packed.ToArray().Chunk(chunkLength).SelectMany(part => Chunk("IDAT", part)), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] both = [.. Encoding.ASCII.GetBytes(name), .. content];
        return Bytes(true, content.Length, both, Crc32.Of(both));
    }
}
