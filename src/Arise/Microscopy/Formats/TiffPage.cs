namespace Arise.Microscopy.Formats;

/// <summary>A page of a TIFF file.</summary>
internal sealed class TiffPage(ImageSource source, TiffHeader header, TiffDirectory directory)
{
    // Undone by LibTiff: LZW, JPEG, deflate (twice), PackBits. The highest ratio is that of LZW with long runs.
    private static readonly Dictionary<long, string> Compressions = new()
    {
        [1] = "none", [5] = "LZW", [7] = "JPEG", [8] = "deflate", [32946] = "deflate", [32773] = "PackBits",
    };

    private const int HighestRatio = 4096;
    private const int MinIsWhite = 0, Palette = 3, ReversedBits = 2;

    /// <summary>Its tags.</summary>
    public TiffDirectory Directory => directory;

    /// <summary>Where its first strip begins; null if there is none.</summary>
    public long? First => directory.Numbers(273, 1) is [var offset] ? (long)offset : null;

    /// <summary>Pixels per row, and rows, as the file says.</summary>
    public (long Width, long Height) Sides => (directory.Integer(256, 0), directory.Integer(257, 0));

    /// <summary>Side of a pixel in Angstrom; null where the page does not say it.</summary>
    /// <exception cref="ImageFormatException">The pixels are not square.</exception>
    public double? PixelSize => TiffPixelSize.Of(source, directory);

    private int Samples => (int)Math.Clamp(directory.Integer(277, 1), 0, 1 << 16);

    private long Photometric => directory.Integer(262, 1);

    /// <summary>The pixels, where they stand in the file one after another as they are; else null.</summary>
    public RawPixels? Raw(TiffHeader header)
    {
        double[] offsets = directory.Numbers(273);
        PixelKind? kind = Kind();
        long width = directory.Integer(256, 0), height = directory.Integer(257, 0);
        if (directory.Integer(259, 1) != 1 || kind is null || Samples != 1 || Photometric is MinIsWhite or Palette
            || directory.Integer(266, 1) == ReversedBits || directory.Has(322) || offsets.Length == 0)
            return null;
        long rows = Math.Min(directory.Integer(278, height), height);
        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] != offsets[0] + ((double)i * rows * width * kind.Size))
                return null;
        }

        return new RawPixels(width, height, kind, header.IsBigEndian);
    }

    /// <summary>Reads the image.</summary>
    /// <param name="name">What the page is called.</param>
    /// <param name="pixelSize">Side of a pixel in Angstrom; null where it is not known.</param>
    /// <exception cref="ImageFormatException">It cannot be used.</exception>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public MicroscopeImage Read(string? name, double? pixelSize = null)
    {
        long width = directory.Integer(256, 0), height = directory.Integer(257, 0);
        source.RequireSides(width, height);
        PixelKind? kind = Kind();
        if (Raw(header) is { } raw && First is { } first)
        {
            return source.Image(
                (int)width, (int)height, raw.Read(source, first), name, pixelSize, raw.Kind.Largest);
        }

        CheckCompression();
        if (Photometric is not (MinIsWhite or 1 or 2 or Palette or 6))
        {
            throw source.Error(
                $"its colors are of a kind that is not read (number {Photometric}: 5 is for printing, 8 to 10 are CIE "
                + "Lab); save gray values.");
        }

        TiffSamples samples = new(
            kind, (int)directory.Integer(258, 1), Samples,
            Photometric == Palette ? directory.Numbers(320) : [], Photometric is 2 or 6, new GrayConverter(source));
        if (kind is null && samples.Bits is < 1 or > 15)
            throw source.Error($"its numbers have {samples.Bits} bits, which is not read; save 8, 16 or 32 bits.");
        if (samples.Channels is < 1 or > 64)
            throw source.Error($"each pixel has {samples.Channels} numbers; save gray values.");
        if (samples is { Channels: > 1, IsColor: false })
            source.Note("each pixel has several numbers; the first is taken.");
        else if (samples.Channels > 3)
            source.Note("transparency is left out.");

        double bytes = (double)width * height * samples.Channels * samples.Bits / 8;
        source.RequirePacked(bytes, source.Length, HighestRatio);
        CheckPlaces(width, height);
        float[] values = source.Allocate(width, height, Math.Min(source.Length, bytes));
        using (TiffDecoder decoder = new(source, directory.Offset))
            decoder.Read(samples, values, (int)width, (int)height);
        double? largest = kind is null ? (1 << samples.Bits) - 1
            : samples.Palette.Length > 0 ? byte.MaxValue : kind.Largest;
        if (Photometric == MinIsWhite)
            Invert(values, largest ?? values.Max());
        return source.Image((int)width, (int)height, values, name, pixelSize, largest);
    }

    private PixelKind? Kind()
    {
        long format = directory.Integer(339, 1);
        double[] bits = directory.Numbers(258);
        if (format is 5 or 6)
            throw source.Error("its numbers are complex; save their absolute values.");
        if (bits.Any(count => count != bits[0]))
            throw source.Error("the numbers of a pixel have different lengths; save gray values.");
        return bits is [var first, ..] ? PixelKind.Of((int)first, format == 3, format == 2) : null;
    }

    private void CheckCompression()
    {
        long compression = directory.Integer(259, 1);
        if (!Compressions.ContainsKey(compression))
        {
            throw source.Error(
                $"its pixels are compressed in a way that is not read (number {compression}); save them with LZW, "
                + "deflate or without compression.");
        }

        if (header is { IsBig: true, IsBigEndian: true })
        {
            throw source.Error(
                "compressed BigTIFF with high bytes first is not read; save it with low bytes first.");
        }

        if (compression == 7 && Photometric == 6)
            throw source.Error("it holds a JPEG image in color; save gray values without loss.");
    }

    // LibTiff makes room for as many bytes as strips and tiles are said to have.
    private void CheckPlaces(long width, long height)
    {
        bool isTiled = directory.Has(322);
        double[] offsets = directory.Numbers(isTiled ? 324 : 273), lengths = directory.Numbers(isTiled ? 325 : 279);
        long across = isTiled ? Count(width, directory.Integer(322, 0)) : 1;
        long down = Count(height, isTiled ? directory.Integer(323, 0) : directory.Integer(278, height));
        if (offsets.Length < across * down || lengths.Length != offsets.Length)
            throw source.Error("places of its pixels are missing; the file is damaged, copy it again.");
        for (int i = 0; i < offsets.Length; i++)
            source.RequirePlace((long)offsets[i], (long)lengths[i], "its pixels");
    }

    private static long Count(long length, long part) => part <= 0 ? int.MaxValue : (length + part - 1) / part;

    private static void Invert(float[] values, double largest)
    {
        foreach (ref float value in values.AsSpan())
            value = (float)(largest - value);
    }
}
