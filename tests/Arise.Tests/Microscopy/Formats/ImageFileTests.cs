using System.Text;
using Arise.Microscopy.Formats;

namespace Arise.Tests.Microscopy.Formats;

public sealed class ImageFileTests : ImageTestBase, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_content_tells_the_format_and_not_the_name()
    {
        string path = Path.Combine(_folder, "image.tif");
        File.WriteAllBytes(path, PngImagesTests.Png(2, 1, 8, 0, [0, 7, 9]));
        AssertPixels(ImageFile.Read(path).Single(), 2, 7, 9);
    }

    [Theory]
    [InlineData("a.TIF", true)]
    [InlineData("b.dm4.gz", true)]
    [InlineData("c.emd", true)]
    [InlineData("d.xyz", false)]
    [InlineData("e.gz", false)]
    public void Names_of_images_are_known(string name, bool isImage) =>
        Assert.Equal(isImage, ImageFile.IsNamedAsImage(name));

    [Fact]
    public void What_is_not_there_is_said()
    {
        string missing = Path.Combine(_folder, "missing.png");
        Assert.Contains("no such file", Assert.Throws<ImageFormatException>(() => First(missing)).Message);
        Assert.Contains("folder", Assert.Throws<ImageFormatException>(() => First(_folder)).Message);
        Assert.Throws<ArgumentException>(() => ImageFile.Read("x", new ImageReadOptions { Page = 0 }));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("GIF89a1234", "GIF")]
    [InlineData("%PDF-1.4 1234", "PDF")]
    [InlineData("%!PS-Adobe", "PostScript")]
    [InlineData("8BPS1234", "Photoshop")]
    [InlineData("SIMPLE  =                    T", "FITS")]
    [InlineData("MATLAB 5.0 MAT-file", "MATLAB")]
    [InlineData("II\u0097\u0001\u0010\u0002", ".ser")]
    [InlineData("IDBLO\u0001", ".blo")]
    [InlineData("\0\0\0\u000cjP  ", "JPEG 2000")]
    [InlineData("RIFF1234WEBPVP8 ", "WebP")]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData("<?xml version='1.0'?>", "XML")]
    [InlineData("1\n\nC 0 0 0\n", "text")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006\u0007", "no image of a known format")]
    public void Other_files_are_named(string content, string expected)
    {
        string problem = Refused(Encoding.Latin1.GetBytes(content));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_atoms_are_told_from_texts_and_the_formats_are_listed()
    {
        string problem = Refused(Encoding.ASCII.GetBytes("1\n\nC 0 0 0\n"), name: "atoms.xyz");
        Assert.Contains("a file of atoms", problem, StringComparison.Ordinal);
        Assert.All(
            ImageFormat.All, format => Assert.Contains(format.Name, problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Notes_are_told_once_for_a_file()
    {
        var notes = new List<string>();
        byte[] file = Npy("<f4", "2, 1, 2", Bytes(false, float.NaN, 1f, float.NaN, 2f));
        Assert.Equal(2, Read(file, new ImageReadOptions { Note = notes.Add }).Count);
        Assert.StartsWith("test: ", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_compression_is_damage_of_the_file()
    {
        byte[] gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
        Assert.Contains("gzip", Refused(gzip), StringComparison.Ordinal);
    }

    // Frames are read when they are asked for.
    [Fact]
    public void A_frame_is_read_without_those_before_it()
    {
        byte[] file = Npy("<f4", "200, 300, 300", new byte[200 * 300 * 300 * 4]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("frame 200", Assert.Single(Read(file, new ImageReadOptions { Page = 200 })).Name);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * 300 * 300 * 4);
    }

    private static void First(string path) => Assert.NotNull(ImageFile.Read(path).First());
}
