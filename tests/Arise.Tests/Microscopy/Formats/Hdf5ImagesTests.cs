using System.IO.Compression;
using System.Text;
using Arise.Microscopy;
using Arise.Microscopy.Formats;

namespace Arise.Tests.Microscopy.Formats;

public class Hdf5ImagesTests : ImageTestBase
{
    [Fact]
    public void Frames_of_Velox_have_the_last_axis_and_metadata()
    {
        List<MicroscopeImage> frames = Read(Hdf5Files.VeloxOld);
        Assert.Equal(["frame 1", "frame 2"], frames.Select(frame => frame.Name));
        AssertPixels(frames[0], 4, 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23);
        AssertPixels(frames[1], 4, 1000, 1001, 1002, 1003, 1010, 1011, 1012, 1013, 1020, 1021, 1022, 1023);
        Assert.All(frames, frame => Assert.Equal(0.125, frame.PixelSize!.Value, 1e-9));
        Assert.All(frames, frame => Assert.Equal(65535, frame.Saturation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Berkeley_files_have_coordinates_of_each_axis(bool isNew)
    {
        MicroscopeImage image = ReadOne(isNew ? Hdf5Files.BerkeleyNew : Hdf5Files.BerkeleyOld);
        AssertPixels(image, 3, 1, 2, 3, 4, 5, 6.5f);
        Assert.Equal(0.2, image.PixelSize!.Value, 1e-6);
        Assert.Null(image.Name);
    }

    [Fact]
    public void Other_files_give_every_data_set_by_its_path()
    {
        List<MicroscopeImage> images = Read(Hdf5Files.TwoImages);
        Assert.Equal(["/image_data", "/mask"], images.Select(image => image.Name));
        AssertPixels(images[0], 3, 1, 2, 3, 4, 5, 6);
        AssertPixels(images[1], 3, 0, 1, 1, 0, 0, 1);
        Assert.Null(images[0].PixelSize);
        Assert.Equal("/mask", Assert.Single(Read(Hdf5Files.TwoImages, new ImageReadOptions { Page = 2 })).Name);
    }

    [Fact]
    public void Compressed_files_are_unpacked()
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Hdf5Files.BerkeleyOld);
        AssertPixels(ReadOne(file.ToArray()), 3, 1, 2, 3, 4, 5, 6.5f);
    }

    [Theory]
    [InlineData("{\"Core", 1, (byte)'x')]
    [InlineData("HAADF", 0, (byte)0xb2)]
    public void Damaged_metadata_are_told_and_the_image_is_read(string near, int offset, byte value)
    {
        byte[] file = [.. Hdf5Files.VeloxOld];
        file[file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(near)) + offset] = value;
        var notes = new List<string>();
        List<MicroscopeImage> frames = Read(file, new ImageReadOptions { Note = notes.Add });
        Assert.Null(frames[0].PixelSize);
        Assert.Contains("metadata", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_of_diffraction_are_no_sizes()
    {
        byte[] file = Replaced(Hdf5Files.BerkeleyOld, "[n_m]", "n_m-1");
        (MicroscopeImage image, List<string> notes) = ReadNoted(file);
        Assert.Null(image.PixelSize);
        Assert.Contains("diffraction", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_read_is_said()
    {
        Assert.Contains("can grow", Refused(Hdf5Files.GrowingChunks), StringComparison.Ordinal);
        Assert.Contains("many members", Refused(Hdf5Files.ManyMembers), StringComparison.Ordinal);
        byte[] other = [.. Hdf5Files.BerkeleyOld];
        int filter = other.AsSpan().IndexOf("deflate"u8);
        (other[filter - 8], other[filter - 7]) = (0x01, 0x7d);
        Assert.Contains("Blosc", Refused(other), StringComparison.Ordinal);
    }

    private static byte[] Replaced(byte[] file, string old, string other)
    {
        byte[] changed = [.. file];
        ReadOnlySpan<byte> wanted = Encoding.ASCII.GetBytes(old);
        for (int place = changed.AsSpan().IndexOf(wanted); place >= 0; place = changed.AsSpan().IndexOf(wanted))
            Encoding.ASCII.GetBytes(other).CopyTo(changed.AsSpan(place));
        return changed;
    }
}
