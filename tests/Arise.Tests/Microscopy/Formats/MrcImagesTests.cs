using Arise.Microscopy;

namespace Arise.Tests.Microscopy.Formats;

public class MrcImagesTests : ImageTestBase
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_of_every_mode_are_read_from_below(bool big)
    {
        AssertPixels(ReadOne(Mrc(0, big, 2, 2, 1, [1, 2, 255, 4])), 2, -1, 4, 1, 2);
        byte[] shorts = Bytes(big, (short)1, (short)-2, (short)300, (short)4);
        AssertPixels(ReadOne(Mrc(1, big, 2, 2, 1, shorts)), 2, 300, 4, 1, -2);
        AssertPixels(ReadOne(Mrc(2, big, 2, 2, 1, Bytes(big, 1f, 2f, 3.5f, 4f))), 2, 3.5f, 4, 1, 2);
        AssertPixels(ReadOne(Mrc(6, big, 2, 1, 1, Bytes(big, (ushort)65535, (ushort)2))), 2, 65535, 2);
        AssertPixels(ReadOne(Mrc(12, big, 2, 1, 1, Bytes(big, (Half)0.5f, (Half)2))), 2, 0.5f, 2);
    }

    [Fact]
    public void Sections_stand_behind_the_extended_header()
    {
        List<MicroscopeImage> sections = Read(Mrc(2, false, 1, 1, 3, Bytes(false, 7f, 8f, 9f), extended: 128));
        Assert.Equal(["section 1", "section 2", "section 3"], sections.Select(section => section.Name));
        AssertPixels(sections[2], 1, 9);
    }

    [Theory]
    [InlineData(5f, 5f, 2.5)]
    [InlineData(0f, 0f, null)]
    [InlineData(2f, 2f, null)]
    public void Size_of_pixels_is_that_of_the_cell(float cellX, float cellY, double? expected)
    {
        byte[] file = Mrc(2, false, 2, 2, 1, Bytes(false, 1f, 2f, 3f, 4f), cellX: cellX, cellY: cellY);
        Assert.Equal(expected, ReadOne(file).PixelSize);
    }

    [Fact]
    public void Files_without_a_signature_are_known_by_their_header()
    {
        byte[] file = Mrc(2, true, 2, 1, 1, Bytes(true, 1f, 2f));
        file.AsSpan(208, 4).Clear();
        AssertPixels(ReadOne(file), 2, 1, 2);
    }

    [Fact]
    public void What_cannot_be_used_is_refused()
    {
        byte[] data = Bytes(false, 1f, 2f, 3f, 4f);
        Assert.Contains("truncated", Refused(Mrc(2, false, 2, 2, 1, data)[..^1]), StringComparison.Ordinal);
        Assert.Contains("truncated", Refused(Mrc(2, false, 2, 2, 1, data)[..500]), StringComparison.Ordinal);
        Assert.Contains("complex", Refused(Mrc(4, false, 2, 1, 1, data)), StringComparison.Ordinal);
        Assert.Contains("mode 101", Refused(Mrc(101, false, 2, 1, 1, data)), StringComparison.Ordinal);
        Assert.Contains("30000", Refused(Mrc(2, false, 40_000, 1, 1, data)), StringComparison.Ordinal);
        Assert.Contains("truncated", Refused(Mrc(2, false, 30_000, 30_000, 1, data)), StringComparison.Ordinal);
        Assert.Contains("square", Refused(Mrc(2, false, 2, 2, 1, data, cellX: 2, cellY: 3)), StringComparison.Ordinal);
        Assert.Contains("0 sections", Refused(Mrc(2, false, 2, 2, 0, data)), StringComparison.Ordinal);
    }

    // Words of 4 bytes: sides, mode, start, intervals, cell, angles, axes, statistics, space group, extended header.
    internal static byte[] Mrc(
        int mode, bool big, int width, int height, int sections, byte[] data, int extended = 0, float cellX = 0,
        float cellY = 0) => Bytes(
        big, width, height, sections, mode, 0, 0, 0, width, height, sections, cellX, cellY, 0f, 90f, 90f, 90f, 1, 2, 3,
        0f, 0f, 0f, 0, extended, new byte[112], "MAP ",
        big ? new byte[] { 0x11, 0x11, 0, 0 } : [0x44, 0x44, 0, 0], new byte[808], new byte[extended], data);
}
