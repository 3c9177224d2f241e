using System.Text;
using Arise.Microscopy;

namespace Arise.Tests.Microscopy.Formats;

public class DmImagesTests : ImageTestBase
{
    public static TheoryData<int, byte[], int> Types => new()
    {
        { 1, Bytes(false, (short)1, (short)-2, (short)3, (short)4, (short)5, (short)6), 2 },
        { 2, Bytes(false, 1f, -2f, 3f, 4f, 5f, 6f), 4 },
        { 7, Bytes(false, 1, -2, 3, 4, 5, 6), 4 },
        { 9, Bytes(false, (sbyte)1, (sbyte)-2, (sbyte)3, (sbyte)4, (sbyte)5, (sbyte)6), 1 },
        { 12, Bytes(false, 1d, -2d, 3d, 4d, 5d, 6d), 8 },
        { 39, Bytes(false, 1L, -2L, 3L, 4L, 5L, 6L), 8 },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Numbers_of_every_type_are_read_from_both_versions(int type, byte[] data, int size)
    {
        foreach (bool isLong in (bool[])[false, true])
        {
            MicroscopeImage image = ReadOne(Dm(isLong, Image(isLong, type, data, size, [3, 2], 0.0125f, "nm")));
            AssertPixels(image, 3, 1, -2, 3, 4, 5, 6);
            Assert.Equal(0.125, image.PixelSize!.Value, 1e-7);
            Assert.Null(image.Name);
        }
    }

    [Fact]
    public void Thumbnails_are_left_out()
    {
        byte[] thumbnail = Image(false, 23, [1, 1, 1, 0, 2, 2, 2, 0], 4, [2, 1], 1, "");
        byte[] image = Image(false, 10, Bytes(false, (ushort)7, (ushort)65535), 2, [2, 1], 0.1f, "µm");
        MicroscopeImage read = ReadOne(Dm(false, thumbnail, image));
        AssertPixels(read, 2, 7, 65535);
        Assert.Equal(1000, read.PixelSize!.Value, 1e-3);
        Assert.Equal(65535, read.Saturation);

        // The list of thumbnails names the first.
        byte[] gray = Image(false, 6, [9, 9], 1, [2, 1], 1, "");
        AssertPixels(ReadOne(Dm(false, true, gray, image)), 2, 7, 65535);
        Assert.Equal(2, Read(Dm(false, gray, image)).Count);
        AssertPixels(ReadOne(Dm(false, thumbnail)), 2, 1, 2);
    }

    [Fact]
    public void A_third_axis_is_a_series()
    {
        List<MicroscopeImage> frames = Read(Dm(true, Image(true, 6, [1, 2, 3, 4, 5, 6], 1, [1, 2, 3], 1, "Å")));
        Assert.Equal(["image 1", "image 2", "image 3"], frames.Select(frame => frame.Name));
        AssertPixels(frames[2], 1, 5, 6);
        Assert.Equal(1, frames[2].PixelSize);
    }

    [Theory]
    [InlineData("1/nm", "diffraction")]
    [InlineData("mrad", "no length")]
    public void Units_that_are_no_lengths_give_no_size(string unit, string reason)
    {
        byte[] file = Dm(false, Image(false, 6, [1, 2], 1, [2, 1], 0.1f, unit));
        (MicroscopeImage image, List<string> notes) = ReadNoted(file);
        Assert.Null(image.PixelSize);
        Assert.Contains(reason, Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_is_refused()
    {
        byte[] data = new byte[64];
        Assert.Contains(
            "complex", Refused(Dm(false, Image(false, 3, data, 8, [4, 2], 1, ""))), StringComparison.Ordinal);
        Assert.Contains(
            "at each point", Refused(Dm(false, Image(false, 6, data, 1, [4, 4, 2, 2], 1, ""))),
            StringComparison.Ordinal);
        Assert.Contains(
            "spectrum", Refused(Dm(false, Image(false, 6, data, 1, [64], 1, ""))), StringComparison.Ordinal);
        Assert.Contains(
            "do not fill", Refused(Dm(false, Image(false, 6, data, 1, [9, 9], 1, ""))), StringComparison.Ordinal);
        Assert.Contains(
            "30000", Refused(Dm(false, Image(false, 6, data, 1, [40_000, 9], 1, ""))), StringComparison.Ordinal);
        Assert.Contains(
            "type 99", Refused(Dm(false, Image(false, 99, data, 1, [8, 8], 1, ""))), StringComparison.Ordinal);
        Assert.Contains("no image", Refused(Dm(false)), StringComparison.Ordinal);
        byte[] file = Dm(true, Image(true, 6, data, 1, [8, 8], 1, "nm"));
        Assert.Matches("truncated|damaged", Refused(file[..^40]));
    }

    /// <summary>A file of version 3 or 4 with the low bytes of values first.</summary>
    internal static byte[] Dm(bool isLong, params byte[][] images) => Dm(isLong, false, images);

    internal static byte[] Dm(bool isLong, bool firstIsThumbnail, params byte[][] images)
    {
        byte[] list = Group(isLong, "ImageList", [.. images.Select(image => Group(isLong, "", image))]);
        byte[] thumbnails = Group(isLong, "Thumbnails", Group(isLong, "", Number(isLong, "ImageIndex", 0)));
        byte[] tags = Tags(isLong, firstIsThumbnail ? [list, thumbnails] : [list]);
        return Bytes(true, isLong ? 4 : 3, Count(isLong, tags.Length), 1, tags, 0, 0);
    }

    internal static byte[] Image(
        bool isLong, int type, byte[] data, int size, int[] sides, float scale, string unit)
    {
        byte[] calibrations = Group(isLong, "Calibrations", Group(isLong, "Dimension", [.. sides.Select(_ => Group(
            isLong, "", Value(isLong, "Scale", Bytes(false, scale), 6),
            Value(isLong, "Units", Encoding.Unicode.GetBytes(unit), 20, 4, unit.Length)))]));
        return Group(
            isLong, "ImageData", calibrations,
            Value(isLong, "Data", data, 20, size switch { 1 => 10, 2 => 4, 4 => 5, _ => 12 }, data.Length / size),
            Number(isLong, "DataType", type),
            Group(isLong, "Dimensions", [.. sides.Select(side => Number(isLong, "", side))]));
    }

    private static byte[] Number(bool isLong, string name, int value) =>
        Value(isLong, name, Bytes(false, value), 5);

    private static byte[] Value(bool isLong, string name, byte[] data, params int[] info)
    {
        byte[] content = Bytes(
            true, ["%%%%", Count(isLong, info.Length), .. info.Select(word => (object)Count(isLong, word)), data]);
        return Tag(isLong, 21, name, content);
    }

    private static byte[] Group(bool isLong, string name, params byte[][] tags) =>
        Tag(isLong, 20, name, Tags(isLong, tags));

    private static byte[] Tags(bool isLong, params byte[][] tags) => Bytes(
        true, (byte)1, (byte)0, Count(isLong, tags.Length), tags.SelectMany(tag => tag).ToArray());

    private static byte[] Tag(bool isLong, int kind, string name, byte[] content) => Bytes(
        true, (byte)kind, (ushort)name.Length, name, isLong ? BitConverter.GetBytes(0L) : [], content);

    private static byte[] Count(bool isLong, long count) => Bytes(true, isLong ? count : (object)(int)count);
}
