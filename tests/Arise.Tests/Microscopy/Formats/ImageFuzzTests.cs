using Arise.Microscopy.Formats;
using BitMiracle.LibTiff.Classic;

namespace Arise.Tests.Microscopy.Formats;

/// <summary>Image files that were cut or changed: images, or one sentence; little time and memory.</summary>
public class ImageFuzzTests : ImageTestBase
{
    private static readonly Dictionary<string, Func<byte[]>> Samples = new()
    {
        ["npy"] = () => Npy("<u2", "2, 3", new byte[12]),
        ["npy series"] = () => Npy(">f4", "2, 3, 2", new byte[48]),
        ["png"] = () => PngImagesTests.Png(4, 6, 8, 0, new byte[30], chunkLength: 7),
        ["png palette"] = () => PngImagesTests.Png(3, 3, 2, 3, [0, 4, 0, 8, 0, 9, 0, 1, 0, 2, 0, 3], new byte[9], true),
        ["jpeg"] = () => JpegFiles.Gray,
        ["jpeg progressive"] = () => JpegFiles.Progressive,
        ["jpeg color"] = () => JpegFiles.Color,
        ["bmp"] = () => BmpImagesTests.Bmp(3, 2, 8, [3, 2, 1, 0, 0, 1, 2, 0], new byte[16]),
        ["tiff"] = () => Tiff("wl", 1, 0),
        ["tiff lzw"] = () => Tiff("wl", 5, 0),
        ["tiff deflate, tiles"] = () => Tiff("wb", 8, 16),
        ["tiff packbits, big"] = () => Tiff("wl8", 32773, 0),
        ["dm3"] = () => DmImagesTests.Dm(false, DmImagesTests.Image(false, 6, [1, 2, 3, 4], 1, [2, 2], 1, "nm")),
        ["dm4"] = () => DmImagesTests.Dm(true, DmImagesTests.Image(true, 6, [1, 2, 3, 4], 1, [1, 2, 2], 1, "nm")),
        ["hdf5 of Velox"] = () => Hdf5Files.VeloxOld,
        ["hdf5, old"] = () => Hdf5Files.BerkeleyOld,
        ["hdf5, new"] = () => Hdf5Files.BerkeleyNew,
        ["mrc"] = () => MrcImagesTests.Mrc(1, true, 2, 2, 2, new byte[16], 8),
    };

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_files_give_images_or_a_sentence(string name)
    {
        byte[] sample = Samples[name]();
        Assert.NotEmpty(Read(sample));
        Fuzz.Run<ImageFormatException>(
            200, random => Damage.Bytes(sample, random), bytes => Read(bytes, name: "damaged"), "damaged");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cut_gives_images_or_a_sentence(string name)
    {
        byte[] sample = Samples[name]();
        int step = Math.Max(1, sample.Length / 200);
        for (int length = 0; length < sample.Length; length += step)
            Caught(sample[..length]);
    }

    // Every byte by itself, since counts and places stand in few of them.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_changed_byte_gives_images_or_a_sentence(string name)
    {
        byte[] sample = Samples[name]();
        int step = Math.Max(1, sample.Length / 250);
        for (int place = 0; place < sample.Length; place += step)
        {
            foreach (byte value in (byte[])[0, 0x7f, 0xff, (byte)(sample[place] + 1)])
            {
                byte[] damaged = [.. sample];
                damaged[place] = value;
                Caught(damaged);
            }
        }
    }

    private static void Caught(byte[] bytes)
    {
        try
        {
            Read(bytes, name: "damaged");
        }
        catch (Exception error) when (error is ImageFormatException or MemoryBudgetException)
        {
            Assert.StartsWith("damaged", error.Message, StringComparison.Ordinal);
        }
    }

    internal static byte[] Tiff(string mode, int compression, int tile) => TiffImagesTests.Write(
        mode, tiff =>
        {
            tiff.SetField(TiffTag.IMAGEDESCRIPTION, "ImageJ=1.53\nunit=nm\n");
            tiff.SetField(TiffTag.XRESOLUTION, 4);
            tiff.SetField(TiffTag.YRESOLUTION, 4);
            TiffImagesTests.Page(tiff, 16, 1, compression, 3, tile);
        });
}
