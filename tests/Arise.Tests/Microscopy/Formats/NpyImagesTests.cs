using Arise.Microscopy;
using Arise.Microscopy.Formats;

namespace Arise.Tests.Microscopy.Formats;

public class NpyImagesTests : ImageTestBase
{
    public static TheoryData<string, byte[]> Types => new()
    {
        { "|u1", Bytes(false, (byte)1, (byte)2, (byte)3, (byte)4, (byte)5, (byte)255) },
        { "<u2", Bytes(false, (ushort)1, (ushort)2, (ushort)3, (ushort)4, (ushort)5, (ushort)255) },
        { ">u2", Bytes(true, (ushort)1, (ushort)2, (ushort)3, (ushort)4, (ushort)5, (ushort)255) },
        { "<i2", Bytes(false, (short)1, (short)2, (short)3, (short)4, (short)5, (short)255) },
        { "<u4", Bytes(false, 1u, 2u, 3u, 4u, 5u, 255u) },
        { ">i4", Bytes(true, 1, 2, 3, 4, 5, 255) },
        { "<i8", Bytes(false, 1L, 2L, 3L, 4L, 5L, 255L) },
        { ">u8", Bytes(true, 1ul, 2ul, 3ul, 4ul, 5ul, 255ul) },
        { "<f2", Bytes(false, (Half)1, (Half)2, (Half)3, (Half)4, (Half)5, (Half)255) },
        { "<f4", Bytes(false, 1f, 2f, 3f, 4f, 5f, 255f) },
        { ">f4", Bytes(true, 1f, 2f, 3f, 4f, 5f, 255f) },
        { "=f8", Bytes(false, 1d, 2d, 3d, 4d, 5d, 255d) },
        { ">f8", Bytes(true, 1d, 2d, 3d, 4d, 5d, 255d) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Numbers_of_every_kind_become_intensities(string type, byte[] data)
    {
        MicroscopeImage image = ReadOne(Npy(type, "2, 3", data));
        AssertPixels(image, 3, 1, 2, 3, 4, 5, 255);
        Assert.Null(image.PixelSize);
        Assert.Null(image.Name);
        double? largest = type switch { "|u1" => 255, "<u2" or ">u2" => 65535, "<i2" => 32767, _ => null };
        Assert.Equal(largest, image.Saturation);
    }

    [Fact]
    public void Signs_and_truth_values_are_kept()
    {
        AssertPixels(ReadOne(Npy("|i1", "1, 2", Bytes(false, (sbyte)-128, (sbyte)7))), 2, -128, 7);
        AssertPixels(ReadOne(Npy(">i2", "1, 2", Bytes(true, (short)-300, (short)7))), 2, -300, 7);
        AssertPixels(ReadOne(Npy("|b1", "1, 3", [0, 1, 2])), 3, 0, 1, 1);
    }

    [Fact]
    public void Fortran_order_is_by_columns() => AssertPixels(
        ReadOne(Npy("<i4", "2, 3", Bytes(false, 1, 4, 2, 5, 3, 6), isFortran: true)), 3, 1, 2, 3, 4, 5, 6);

    [Fact]
    public void Third_axis_is_a_series()
    {
        byte[] file = Npy("<i4", "2, 1, 2", Bytes(false, 1, 2, 3, 4));
        List<MicroscopeImage> frames = Read(file);
        Assert.Equal(["frame 1", "frame 2"], frames.Select(frame => frame.Name));
        AssertPixels(frames[1], 2, 3, 4);
        AssertPixels(Assert.Single(Read(file, new ImageReadOptions { Page = 2 })), 2, 3, 4);
        Assert.Contains("no image 3", Refused(file, new ImageReadOptions { Page = 3 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Colors_become_luminance_and_are_told_once()
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(
            Npy("|u1", "2, 1, 3", [200, 100, 50, 0, 255, 0]));
        Assert.Equal((0.299f * 200) + (0.587f * 100) + (0.114f * 50), image[0, 0], 1e-3f);
        Assert.Equal(0.587f * 255, image[0, 1], 1e-3f);
        Assert.Contains("color", Assert.Single(notes), StringComparison.Ordinal);
        (image, notes) = ReadNoted(Npy("|u1", "1, 2, 4", [9, 9, 9, 255, 77, 77, 77, 0]));
        AssertPixels(image, 2, 9, 77);
        Assert.Empty(notes);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_gaps()
    {
        (MicroscopeImage image, List<string> notes) = ReadNoted(
            Npy("<f4", "1, 3", Bytes(false, float.NaN, float.NegativeInfinity, 1f)));
        Assert.Equal([float.NaN, float.NaN, 1], image.Intensities.ToArray());
        Assert.Contains("gaps", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Contains(
            "no pixel", Refused(Npy("<f4", "1, 2", Bytes(false, float.NaN, float.NaN))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<c8", "2, 2", "complex")]
    [InlineData("<U4", "2, 2", "plain numbers")]
    [InlineData("<f4", "4,", "two axes")]
    [InlineData("<f4", "2, 2, 2, 2", "4D-STEM")]
    [InlineData("<f4", "0, 5", "5 x 0 pixels")]
    [InlineData("<f4", "0, 2, 2", "no image")]
    [InlineData("<f4", "30001, 2", "30000")]
    [InlineData("<f4", "2, 99999999999999999999", "30000")]
    [InlineData("<f8", "2, 2", "truncated")]
    public void What_is_no_image_is_refused(string type, string shape, string reason) => Assert.Contains(
        reason, Refused(Npy(type, shape, new byte[16])), StringComparison.Ordinal);

    [Fact]
    public void Largest_sides_are_refused_before_anything_is_allocated()
    {
        byte[] file = Npy("<f4", "30000, 30000", new byte[100]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("truncated", Refused(file), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
