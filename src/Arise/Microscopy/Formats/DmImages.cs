namespace Arise.Microscopy.Formats;

/// <summary>
/// Images of DigitalMicrograph (.dm3, .dm4): those of its list except thumbnails; a third axis is a series.
/// </summary>
internal static class DmImages
{
    private const int PackedColor = 23, OldColor = 8;
    private const int MostFrames = 1 << 20;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => DmFile.Begins(head);

    /// <summary>Reads the tags.</summary>
    public static ImageSet Open(ImageSource source)
    {
        var file = new DmFile(source);
        List<DmTag> list = file.Root["ImageList"]?.Children ?? [];
        HashSet<double> thumbnails = [.. (file.Root["Thumbnails"]?.Children ?? [])
            .Select(tag => tag["ImageIndex"]?.Number ?? -1)];
        List<DmTag> images = [.. list.Where((_, index) => list.Count == 1 || !thumbnails.Contains(index))];

        // Without a list of thumbnails the first of several is one, if it is in color.
        if (thumbnails.Count == 0 && images.Count > 1 && images[0].Find("ImageData", "DataType")?.Number == PackedColor)
            images.RemoveAt(0);
        var frames = new List<Func<string?, MicroscopeImage>>();
        foreach (DmTag image in images)
        {
            if (image["ImageData"] is { } data)
                Add(frames, source, file, data);
        }

        if (frames.Count == 0)
            throw source.Error("it holds no image; the file is damaged, or holds only thumbnails.");
        return new ImageSet(
            frames.Count, index => frames[index](ImageSet.NameOf(index, frames.Count, "image")));
    }

    private static void Add(
        List<Func<string?, MicroscopeImage>> frames, ImageSource source, DmFile file, DmTag data)
    {
        long[] sides = [.. (data["Dimensions"]?.Children ?? []).Select(side => (long)(side.Number ?? 0))];
        List<DmTag> axes = data.Find("Calibrations", "Dimension")?.Children ?? [];
        int type = (int)(data["DataType"]?.Number ?? 0);
        if (data["Data"] is not { } array || sides.Length < 1)
            throw source.Error("an image has no data; the file is damaged, copy it again.");
        string shown = string.Join(" x ", sides);
        bool isSpectrum = sides.Length == 3 && Unit(file, axes, 2).EndsWith("eV", StringComparison.Ordinal);
        if (sides.Length > 3 || isSpectrum)
        {
            throw source.Error(
                $"it holds {shown} numbers, a spectrum or a diffraction pattern at each point; save one image of it.");
        }

        if (sides.Length == 1)
            throw source.Error($"it holds a spectrum of {shown} numbers and no image.");
        source.RequireSides(sides[0], sides[1]);
        long count = sides.Length == 3 ? sides[2] : 1;
        long size = sides[0] * sides[1] * array.ElementSize;
        if (count < 1 || count > Math.Min(array.Count, MostFrames) || array.Count / count != sides[0] * sides[1])
        {
            throw source.Error(
                $"{shown} pixels do not fill the {array.Count} numbers of its data; the file is damaged, copy it "
                + "again.");
        }

        double? pixelSize = PixelScale.Of(source, Scale(axes, 0), Scale(axes, 1), Unit(file, axes, 0));
        for (int frame = 0; frame < count; frame++)
        {
            long offset = array.Offset + (frame * size);
            frames.Add(name => Read(source, file, type, sides, array.ElementSize, offset, name, pixelSize));
        }
    }

    private static MicroscopeImage Read(
        ImageSource source, DmFile file, int type, long[] sides, int elementSize, long offset, string? name,
        double? pixelSize)
    {
        if (type is PackedColor or OldColor && elementSize == 4)
            return ReadColors(source, sides, offset, name, pixelSize);
        PixelKind kind = KindOf(type) ?? throw source.Error(type is 3 or 5 or 13
            ? "its numbers are complex, a Fourier transform or wave; save the image itself, or its absolute values."
            : $"its numbers are of type {type}, which is not read; save whole or real numbers.");
        if (kind.Size != elementSize)
            throw source.Error("type and data of an image do not fit; the file is damaged, copy it again.");
        var pixels = new RawPixels(sides[0], sides[1], kind, file.IsBigEndian);
        return source.Image(
            (int)sides[0], (int)sides[1], pixels.Read(source, offset), name, pixelSize, kind.Largest);
    }

    // Blue, green, red, unused.
    private static MicroscopeImage ReadColors(
        ImageSource source, long[] sides, long offset, string? name, double? pixelSize)
    {
        float[] values = source.Allocate(sides[0], sides[1]);
        byte[] row = new byte[4 * sides[0]];
        var gray = new GrayConverter(source);
        for (long y = 0; y < sides[1]; y++)
        {
            source.Fill(offset + (y * row.Length), row, "the pixels");
            for (int x = 0; x < sides[0]; x++)
                values[(y * sides[0]) + x] = gray.Of(row[(4 * x) + 2], row[(4 * x) + 1], row[4 * x]);
        }

        return source.Image((int)sides[0], (int)sides[1], values, name, pixelSize, byte.MaxValue);
    }

    private static double? Scale(List<DmTag> axes, int axis) => axis < axes.Count ? axes[axis]["Scale"]?.Number : null;

    private static string Unit(DmFile file, List<DmTag> axes, int axis) =>
        axis < axes.Count ? file.TextOf(axes[axis]["Units"]) : "";

    private static PixelKind? KindOf(int type) => type switch
    {
        1 => PixelKind.Int16,
        2 => PixelKind.Float32,
        6 => PixelKind.UInt8,
        7 => PixelKind.Int32,
        9 => PixelKind.Int8,
        10 => PixelKind.UInt16,
        11 => PixelKind.UInt32,
        12 => PixelKind.Float64,
        14 => PixelKind.Boolean,
        39 => PixelKind.Int64,
        40 => PixelKind.UInt64,
        _ => null,
    };
}
