using Arise.Microscopy;

namespace Arise.Tests.Microscopy.Formats;

public class JpegImagesTests : ImageTestBase
{
    public static TheoryData<byte[]> Grays => [JpegFiles.Gray, JpegFiles.Progressive, JpegFiles.GrayInColors];

    [Theory]
    [MemberData(nameof(Grays))]
    public void Gray_is_decoded(byte[] file)
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(file);
        Assert.Equal((17, 9), (image.Width, image.Height));
        Assert.Equal(255, image.Saturation);

        // Compression at quality 90 changes gray values by a few levels.
        for (int y = 0; y < 9; y++)
        {
            for (int x = 0; x < 17; x++)
                Assert.Equal(Math.Min(255, (10 * x) + (12 * y)), image[x, y], 6f);
        }

        Assert.Contains("weak contrasts", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Colors_become_luminance()
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(JpegFiles.Color);
        Assert.Equal((0.299f * 200) + (0.587f * 60) + (0.114f * 40), image[3, 3], 1.5f);
        Assert.Contains(notes, note => note.Contains("in color", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_used_is_refused()
    {
        Assert.Contains("4 colors", Refused(JpegFiles.Printing), StringComparison.Ordinal);
        Assert.Contains("cut off", Refused(JpegFiles.Gray[..300]), StringComparison.Ordinal);
        byte[] large = [.. JpegFiles.Gray];
        int frame = large.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]);
        (large[frame + 5], large[frame + 6], large[frame + 7], large[frame + 8]) = (0x75, 0x30, 0x75, 0x30);
        Assert.Contains("too few data", Refused(large), StringComparison.Ordinal);
        large[frame + 5] = 0xff;
        Assert.Contains("30000", Refused(large), StringComparison.Ordinal);
    }
}
