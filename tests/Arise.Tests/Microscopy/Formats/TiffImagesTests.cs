using System.IO.Compression;
using System.Text;
using Arise.Microscopy;
using Arise.Microscopy.Formats;
using BitMiracle.LibTiff.Classic;

namespace Arise.Tests.Microscopy.Formats;

public class TiffImagesTests : ImageTestBase
{
    private const int Width = 5, Height = 7;

    public static TheoryData<int, int> Numbers => new()
    {
        { 8, 1 }, { 8, 2 }, { 16, 1 }, { 16, 2 }, { 32, 1 }, { 32, 2 }, { 32, 3 }, { 64, 3 }, { 16, 3 },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_of_every_kind_are_read_however_they_are_stored(int bits, int format)
    {
        float[] expected = Expected(bits, format);
        // LibTiff writes no BigTIFF with the high bytes first, and predictions of such numbers wrongly.
        foreach (string mode in (string[])["wl", "wb", "wl8"])
        {
            foreach (int compression in (int[])[1, 5, 8, 32773])
            {
                foreach ((int rows, int tile, int predictor) in
                    ((int, int, int)[])[(Height, 0, 1), (2, 0, 1), (2, 0, format == 3 ? 3 : 2), (0, 16, 1)])
                {
                    if (predictor > 1 && (compression is not (5 or 8) || mode == "wb"))
                        continue;
                    MicroscopeImage image = ReadOne(Write(mode, tiff =>
                        Page(tiff, bits, format, compression, rows, tile, predictor)));
                    Assert.True(
                        expected.SequenceEqual(image.Intensities.ToArray()),
                        $"{mode} {compression} {rows} {tile} {predictor}");
                    Assert.Equal(LargestOf(bits, format), image.Saturation);
                }
            }
        }
    }

    [Fact]
    public void Pages_are_read_one_by_one_without_thumbnails()
    {
        byte[] file = Write("wl", tiff =>
        {
            Page(tiff, 8, 1);
            tiff.WriteDirectory();
            tiff.SetField(TiffTag.SUBFILETYPE, FileType.REDUCEDIMAGE);
            Page(tiff, 8, 1);
            tiff.WriteDirectory();
            Page(tiff, 32, 3);
        });
        var notes = new List<string>();
        List<MicroscopeImage> pages = Read(file, new ImageReadOptions { Note = notes.Add });
        Assert.Equal(["page 1", "page 2"], pages.Select(page => page.Name));
        Assert.Equal(Expected(32, 3), pages[1].Intensities.ToArray());
        Assert.Contains("thumbnails", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal("page 2", Assert.Single(Read(file, new ImageReadOptions { Page = 2 })).Name);
    }

    [Fact]
    public void Small_copies_of_the_first_page_are_left_out_and_other_small_pages_are_not()
    {
        var random = new Random(3);
        byte[] first = new byte[64 * 48], other = new byte[16 * 12], copy = new byte[16 * 12];
        random.NextBytes(first);
        random.NextBytes(other);
        for (int k = 0; k < first.Length; k++)
            copy[(k / 64 / 4 * 16) + (k % 64 / 4)] += (byte)(first[k] / 16);
        byte[] file = Write("wl", tiff =>
        {
            Bytes(tiff, 64, first);
            tiff.WriteDirectory();
            Bytes(tiff, 16, copy);
            tiff.WriteDirectory();
            Bytes(tiff, 16, other);
        });
        var notes = new List<string>();
        List<MicroscopeImage> pages = Read(file, new ImageReadOptions { Note = notes.Add });
        Assert.Equal([64, 16], pages.Select(page => page.Width));
        Assert.Equal(other.Select(value => (float)value), pages[1].Intensities.ToArray());
        Assert.Contains("thumbnails", Assert.Single(notes), StringComparison.Ordinal);
    }

    private static void Bytes(Tiff tiff, int width, byte[] values)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, values.Length / width);
        tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
        tiff.SetField(TiffTag.ROWSPERSTRIP, values.Length / width);
        tiff.WriteEncodedStrip(0, values, values.Length);
    }

    [Fact]
    public void White_that_is_zero_is_turned_around()
    {
        byte[] file = Write("wl", tiff => Page(tiff, 8, 1, photometric: Photometric.MINISWHITE));
        Assert.Equal(Expected(8, 1).Select(value => 255 - value), ReadOne(file).Intensities.ToArray());
    }

    [Fact]
    public void Colors_and_palettes_become_gray()
    {
        byte[] colors = [200, 100, 50, 7, 7, 7];
        byte[] file = Write("wl", tiff => Row(tiff, 2, 3, colors, Photometric.RGB));
        (MicroscopeImage image, List<string> notes) = ReadNoted(file);
        Assert.Equal([124.2f, 7], image.Intensities.ToArray().Select(value => MathF.Round(value, 3)));
        Assert.Single(notes);

        short[] ramp = [.. Enumerable.Range(0, 256).Select(k => (short)(257 * (255 - k)))];
        file = Write("wl", tiff =>
        {
            tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
            tiff.SetField(TiffTag.COLORMAP, ramp, ramp, ramp);
            Row(tiff, 2, 1, [0, 250], Photometric.PALETTE);
        });
        (image, notes) = ReadNoted(file);
        AssertPixels(image, 2, 255, 5);
        Assert.Empty(notes);

        // Some programs fill the low byte with zeros.
        ramp = [.. Enumerable.Range(0, 256).Select(k => (short)(256 * (255 - k)))];
        file = Write("wl", tiff =>
        {
            tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
            tiff.SetField(TiffTag.COLORMAP, ramp, ramp, ramp);
            Row(tiff, 2, 1, [0, 250], Photometric.PALETTE);
        });
        AssertPixels(ReadOne(file), 2, 255, 5);
    }

    [Fact]
    public void Few_bits_are_unpacked()
    {
        byte[] file = Write("wl", tiff => Row(tiff, 3, 1, [0b1010_0000], Photometric.MINISBLACK, bits: 1));
        AssertPixels(ReadOne(file), 3, 1, 0, 1);
        file = Write("wl", tiff => Row(tiff, 2, 1, [0x12, 0x3f, 0xff], Photometric.MINISBLACK, bits: 12));
        MicroscopeImage image = ReadOne(file);
        AssertPixels(image, 2, 0x123, 0xfff);
        Assert.Equal(4095, image.Saturation);
    }

    [Theory]
    [InlineData("ImageJ=1.53t\nunit=nm\n", 4.0, 1, 2.5)]
    [InlineData("ImageJ=1.53t\nunit=\\u00B5m\n", 4.0, 1, 2500.0)]
    [InlineData("ImageJ=1.53t\nunit=pixel\n", 4.0, 1, null)]
    [InlineData("ImageJ=1.53t\nunit=1/nm\n", 4.0, 1, null)]
    [InlineData("ImageJ=1.53t\n", 4.0, 1, null)]
    [InlineData("<OME><Pixels PhysicalSizeX=\"0.05\" PhysicalSizeXUnit=\"nm\"/></OME>", 1.0, 1, 0.5)]
    [InlineData("", 300.0, 2, null)]
    [InlineData("", 1e9, 3, 0.1)]
    public void Size_of_pixels_comes_from_description_or_resolution(
        string text, double resolution, int unit, double? expected)
    {
        byte[] file = Write("wl", tiff =>
        {
            tiff.SetField(TiffTag.IMAGEDESCRIPTION, text);
            tiff.SetField(TiffTag.XRESOLUTION, resolution);
            tiff.SetField(TiffTag.YRESOLUTION, resolution);
            tiff.SetField(TiffTag.RESOLUTIONUNIT, (ResUnit)unit);
            Page(tiff, 8, 1);
        });
        double? size = ReadOne(file).PixelSize;
        Assert.Equal(expected is null, size is null);
        Assert.Equal(expected ?? 0, size ?? 0, (expected ?? 1) * 1e-6);
    }

    [Fact]
    public void A_series_that_is_described_on_its_first_page_has_one_size_of_pixels()
    {
        byte[] file = Write("wl", tiff =>
        {
            tiff.SetField(TiffTag.IMAGEDESCRIPTION, "ImageJ=1.53t\nimages=2\nunit=nm\n");
            tiff.SetField(TiffTag.XRESOLUTION, 4.0);
            tiff.SetField(TiffTag.YRESOLUTION, 4.0);
            Page(tiff, 8, 1);
            tiff.WriteDirectory();
            Page(tiff, 8, 1);
            tiff.WriteDirectory();
            Bytes(tiff, 2, [1, 2, 3, 4]);
        });
        Assert.Equal([2.5, 2.5, null], Read(file).Select(page => page.PixelSize));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Bits_in_reverse_order_are_turned_around(int compression)
    {
        byte[] file = Write("wl", tiff =>
        {
            tiff.SetField(TiffTag.FILLORDER, FillOrder.LSB2MSB);
            Page(tiff, 16, 1, compression);
        });
        Assert.Equal(Expected(16, 1), ReadOne(file).Intensities.ToArray());
    }

    [Fact]
    public void Size_of_pixels_comes_from_the_tags_of_microscopes()
    {
        Assert.Equal(12.5, ReadOne(Raw((34682, 2, "[Scan]\r\nPixelWidth=1.25e-009\r\nPixelHeight=1.25e-009\r\n\0")))
            .PixelSize!.Value, 1e-9);
        const string zeiss = "AP_PIXEL_SIZE\r\nImage Pixel Size = 9 nm\r\nPixel Size = 1.5 nm\r\n\0";
        Assert.Equal(15, ReadOne(Raw((34118, 2, zeiss))).PixelSize!.Value, 1e-9);
        byte[] scale = BitConverter.GetBytes(0.0125);
        Assert.Equal(0.125, ReadOne(Raw(
            (65003, 1, "n\0m\0\0\0"), (65009, 12, Encoding.Latin1.GetString(scale)))).PixelSize!.Value, 1e-9);
    }

    [Fact]
    public void A_stack_of_ImageJ_goes_on_behind_its_only_page()
    {
        byte[] file = [.. Raw((270, 2, "ImageJ=1.53t\nimages=3\nunit=nm\n\0")), 3, 4, 5, 6];
        List<MicroscopeImage> frames = Read(file);
        Assert.Equal(3, frames.Count);
        AssertPixels(frames[2], 2, 5, 6);
    }

    // TIFF 6.0, section 14: differences of neighbors, here of numbers whose high byte comes first.
    [Fact]
    public void High_bytes_first_may_be_predicted_and_have_places_of_64_bits()
    {
        byte[] differences = Bytes(true, (ushort)500, (ushort)3000, unchecked((ushort)-1200));
        AssertPixels(ReadOne(Big(differences, 8, 2)), 3, 500, 3500, 2300);
        byte[] plain = Bytes(true, (ushort)500, (ushort)3500, (ushort)2300);
        AssertPixels(ReadOne(Big(plain, 1, 1, isLong: true)), 3, 500, 3500, 2300);
        Assert.Contains("high bytes first", Refused(Big(plain, 8, 1, isLong: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_is_refused()
    {
        byte[] file = Raw();
        Assert.Contains("truncated", Refused(file[..^1]), StringComparison.Ordinal);
        Assert.Contains("number 50000", Refused(With(file, 259, 50000)), StringComparison.Ordinal);
        Assert.Contains("complex", Refused(With(file, 339, 6)), StringComparison.Ordinal);
        byte[] printing = Write("wl", tiff => Row(tiff, 2, 4, new byte[8], Photometric.SEPARATED));
        Assert.Contains("number 5", Refused(printing), StringComparison.Ordinal);
        Assert.Contains("30000", Refused(With(file, 256, 60000)), StringComparison.Ordinal);
        Assert.Contains("0 x 1", Refused(With(file, 256, 0)), StringComparison.Ordinal);
        byte[] circle = [.. file];
        circle[8 + 2 + (12 * 8)] = 8;
        Assert.Contains("circle", Refused(circle), StringComparison.Ordinal);
        byte[] packed = Write("wl", tiff => Page(tiff, 16, 1, 8));
        Assert.Contains("cut off", Refused(With(packed, 279, 3)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Headers_that_promise_much_are_refused_at_once(int compression)
    {
        byte[] file = With(With(With(Raw(), 256, 30000), 257, 30000), 259, (ushort)compression);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Matches("too few data|truncated", Refused(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    internal static byte[] Write(string mode, Action<Tiff> fill)
    {
        var stream = new MemoryStream();
        using (Tiff tiff = Tiff.ClientOpen("test", mode, stream, new TiffStream()))
        {
            fill(tiff);
            tiff.WriteDirectory();
        }

        return stream.ToArray();
    }

    internal static void Page(
        Tiff tiff, int bits, int format, int compression = 1, int rows = Height, int tile = 0, int predictor = 1,
        Photometric photometric = Photometric.MINISBLACK)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(TiffTag.IMAGELENGTH, Height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
        tiff.SetField(TiffTag.SAMPLEFORMAT, (SampleFormat)format);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
        tiff.SetField(TiffTag.COMPRESSION, (Compression)compression);
        tiff.SetField(TiffTag.PHOTOMETRIC, photometric);
        if (predictor > 1)
            tiff.SetField(TiffTag.PREDICTOR, (Predictor)predictor);
        if (tile > 0)
        {
            tiff.SetField(TiffTag.TILEWIDTH, tile);
            tiff.SetField(TiffTag.TILELENGTH, tile);
            byte[] whole = new byte[tile * tile * bits / 8];
            for (int y = 0; y < Height; y++)
                RowOf(y, bits, format).CopyTo(whole, y * tile * bits / 8);
            tiff.WriteTile(whole, 0, 0, 0, 0);
            return;
        }

        tiff.SetField(TiffTag.ROWSPERSTRIP, rows);
        for (int y = 0; y < Height; y++)
            tiff.WriteScanline(RowOf(y, bits, format), y);
    }

    private static float[] Expected(int bits, int format) =>
        [.. Enumerable.Range(0, Width * Height).Select(i => (float)Value(i % Width, i / Width, bits, format))];

    private static double? LargestOf(int bits, int format) => (bits, format) switch
    {
        (8, 1) => 255,
        (8, 2) => 127,
        (16, 1) => 65535,
        (16, 2) => 32767,
        _ => null,
    };

    private static double Value(int x, int y, int bits, int format) => format switch
    {
        1 => bits == 8 ? (20 * x) + y : (4000 * x) + y,
        2 => (bits == 8 ? 20 * x : 4000 * x) - (9 * y),
        _ => (0.25 * x) - (8 * y),
    };

    private static byte[] RowOf(int y, int bits, int format) => Bytes(false, [.. Enumerable.Range(0, Width).Select(x =>
    {
        double value = Value(x, y, bits, format);
        return (bits, format) switch
        {
            (8, 1) => (byte)value,
            (8, 2) => (sbyte)value,
            (16, 1) => (ushort)value,
            (16, 2) => (short)value,
            (32, 1) => (uint)value,
            (32, 2) => (int)value,
            (16, 3) => (Half)value,
            (32, 3) => (float)value,
            _ => (object)value,
        };
    })]);

    private static void Row(Tiff tiff, int width, int channels, byte[] row, Photometric photometric, int bits = 8)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, 1);
        tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, channels);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.PHOTOMETRIC, photometric);
        tiff.SetField(TiffTag.ROWSPERSTRIP, 1);
        tiff.WriteScanline(row, 0);
    }

    // One page of 2 x 1 pixels of 8 bits, 1 and 2, which stand at the end of the file; tags of 16 bits first.
    private static byte[] Raw(params (int Tag, int Type, string Content)[] more)
    {
        int start = 8 + 2 + (12 * (8 + more.Length)) + 4, data = start + more.Sum(tag => tag.Content.Length);
        List<object> parts =
        [
            "II", (ushort)42, 8, (ushort)(8 + more.Length), .. Short(256, 2), .. Short(257, 1), .. Short(258, 8),
            .. Short(259, 1), .. Short(262, 1), .. Short(273, data), .. Short(277, 1), .. Short(339, 1),
        ];
        foreach ((int tag, int type, string content) in more)
        {
            parts.AddRange([(ushort)tag, (ushort)type, content.Length / (type == 12 ? 8 : 1), start]);
            start += content.Length;
        }

        return Bytes(false, [.. parts, 0, .. more.Select(tag => tag.Content), (byte)1, (byte)2]);
    }

    // 3 x 1 pixels of 16 bits, high bytes first.
    private static byte[] Big(byte[] row, int compression, int predictor, bool isLong = false)
    {
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(row);
        byte[] data = compression == 1 ? row : packed.ToArray();
        (int, int)[] tags =
        [
            (256, 3), (257, 1), (258, 16), (259, compression), (262, 1),
            (273, isLong ? 16 + 8 + 220 + 8 : 8 + 2 + 132 + 4), (277, 1), (278, 1), (279, data.Length),
            (317, predictor), (339, 1),
        ];
        IEnumerable<object> entries = tags.SelectMany(tag => (object[])
        [
            (ushort)tag.Item1, (ushort)3, isLong ? (object)1L : 1, (ushort)tag.Item2, new byte[isLong ? 6 : 2],
        ]);
        return isLong
            ? Bytes(true, ["MM", (ushort)43, (ushort)8, (ushort)0, 16L, (long)tags.Length, .. entries, 0L, data])
            : Bytes(true, ["MM", (ushort)42, 8, (ushort)tags.Length, .. entries, 0, data]);
    }

    private static object[] Short(int tag, int value) => [(ushort)tag, (ushort)3, 1, value];

    // The same file with another value of a tag of the first page, which stands in the tag.
    private static byte[] With(byte[] file, int tag, int value)
    {
        byte[] changed = [.. file];
        int start = BitConverter.ToInt32(file, 4);
        for (int i = 0; i < BitConverter.ToUInt16(file, start); i++)
        {
            int place = start + 2 + (12 * i);
            if (BitConverter.ToUInt16(file, place) == tag)
                BitConverter.TryWriteBytes(changed.AsSpan(place + 8), value);
        }

        return changed;
    }
}
