using Arise.Microscopy;

namespace Arise.Tests.Microscopy.Formats;

public class BmpImagesTests : ImageTestBase
{
    private static readonly byte[] Grays = [0, 0, 0, 0, 85, 85, 85, 0, 170, 170, 170, 0, 255, 255, 255, 0];

    [Fact]
    public void The_last_row_comes_first()
    {
        byte[] rows = [3, 2, 1, 0, 0, 1, 2, 0];
        AssertPixels(ReadOne(Bmp(3, 2, 8, rows, Grays)), 3, 0, 85, 170, 255, 170, 85);
        AssertPixels(ReadOne(Bmp(3, -2, 8, rows, Grays)), 3, 255, 170, 85, 0, 85, 170);
    }

    [Fact]
    public void Few_bits_are_numbers_of_colors()
    {
        AssertPixels(ReadOne(Bmp(3, 1, 4, [0x31, 0x20, 0, 0], Grays)), 3, 255, 85, 170);
        AssertPixels(ReadOne(Bmp(3, 1, 1, [0b1010_0000, 0, 0, 0], Grays[..8])), 3, 85, 0, 85);
    }

    [Fact]
    public void Colors_become_luminance()
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(Bmp(1, 1, 24, [50, 100, 200, 0]));
        Assert.Equal(124.2f, image[0, 0], 1e-3f);
        Assert.Single(notes);
        AssertPixels(ReadOne(Bmp(1, 1, 32, [9, 9, 9, 77])), 1, 9);
        AssertPixels(ReadOne(Bmp(1, 1, 16, [0xff, 0x7f, 0, 0])), 1, 255);

        // Masks behind the header: red is the lowest byte.
        Assert.Equal(
            0.299f * 200, ReadOne(Bmp(1, 1, 32, [200, 0, 0, 0], Bytes(false, 0xff, 0xff00, 0xff0000), 3))[0, 0], 1e-3f);
    }

    [Fact]
    public void What_cannot_be_used_is_refused()
    {
        byte[] file = Bmp(3, 2, 8, [3, 2, 1, 0, 0, 1, 2, 0], Grays);
        Assert.Contains("truncated", Refused(file[..^1]), StringComparison.Ordinal);
        Assert.Contains("truncated", Refused(file[..40]), StringComparison.Ordinal);
        Assert.Contains("compressed", Refused(Bmp(3, 1, 8, [0, 0, 0, 0], Grays, 1)), StringComparison.Ordinal);
        Assert.Contains("30000", Refused(Bmp(40_000, 1, 8, [0], Grays)), StringComparison.Ordinal);
        Assert.Contains("truncated", Refused(Bmp(30_000, 30_000, 8, [0], Grays)), StringComparison.Ordinal);
    }

    internal static byte[] Bmp(
        int width, int height, int bits, byte[] rows, byte[]? palette = null, int compression = 0)
    {
        int start = 54 + (palette?.Length ?? 0);
        return Bytes(
            false, "BM", start + rows.Length, 0, start, 40, width, height, (ushort)1, (ushort)bits, compression, 0,
            2835, 2835, compression == 0 ? (palette?.Length ?? 0) / 4 : 0, 0, palette ?? [], rows);
    }
}
