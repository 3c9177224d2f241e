using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Arise.Microscopy.Formats;

/// <summary>
/// A NumPy array [row, column], a series [frame, row, column], or colors [row, column, 3 or 4] of 8 bits. Numbers of
/// any kind and byte order.
/// </summary>
/// <remarks>Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.</remarks>
internal static partial class NpyImages
{
    private const long MostHeader = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    /// <summary>Reads the header.</summary>
    public static ImageSet Open(ImageSource source)
    {
        byte[] start = source.Bytes(0, 12, "the header");
        if (start[6] is < 1 or > 3)
            throw source.Error("this is no NumPy array of version 1, 2 or 3; save it with numpy.save.");
        int prefix = start[6] == 1 ? 10 : 12;
        long length = start[6] == 1 ? BitConverter.ToUInt16(start, 8) : BitConverter.ToUInt32(start, 8);
        if (length > MostHeader)
            throw source.Error("the header is damaged; copy the file again.");
        Match header = Header().Match(Encoding.UTF8.GetString(source.Bytes(prefix, length, "the header")));
        string type = header.Groups["type"].Value;
        PixelKind kind = KindOf(type) ?? throw source.Error(
            !header.Success ? "the array holds records or objects, or its header is damaged; save plain numbers."
            : type.Contains('c') ? "the numbers are complex; save their absolute values (numpy.abs)."
            : $"the array holds '{VisibleText.Of(type)}'; save plain numbers, [row, column].");

        string[] texts = header.Groups["shape"].Value.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = [.. texts.Select(text => int.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : int.MaxValue)];
        string shown = $"the array has the shape ({string.Join(", ", texts)})";
        if (shape.Length is not (2 or 3))
        {
            throw source.Error($"{shown}; an image has two axes [row, column], a series a first axis for its frames"
                + (shape.Length == 4 ? " (of 4D-STEM data, save one image that was summed over a detector)." : "."));
        }

        bool isFortran = header.Groups["order"].Value == "True";
        if (isFortran && shape.Length == 3)
            throw source.Error($"{shown} in Fortran order; save numpy.ascontiguousarray of it.");
        bool isBigEndian = type[0] == '>';
        long first = prefix + length;
        if (shape is [_, _, 3 or 4] && kind == PixelKind.UInt8)
            return new ImageSet(1, _ => ReadColors(source, first, shape[0], shape[1], shape[2]));

        int frames = shape.Length == 3 ? shape[0] : 1;
        var pixels = new RawPixels(shape[^1], shape[^2], kind, isBigEndian);
        source.RequireSides(pixels.Width, pixels.Height);
        if (frames == 0)
            throw source.Error($"{shown}: it holds no image.");
        return new ImageSet(frames, frame => source.Image(
            (int)pixels.Width, (int)pixels.Height,
            pixels.Read(source, first + (frame * pixels.Size), isByColumn: isFortran),
            ImageSet.NameOf(frame, frames), saturation: kind.Largest));
    }

    private static MicroscopeImage ReadColors(ImageSource source, long offset, int rows, int columns, int channels)
    {
        source.RequireSides(columns, rows);
        source.RequirePlace(offset, (long)rows * columns * channels, "the pixels");
        float[] values = source.Allocate(columns, rows);
        byte[] row = new byte[columns * channels];
        var gray = new GrayConverter(source);
        for (int y = 0; y < rows; y++)
        {
            source.Fill(offset + ((long)y * row.Length), row, "the pixels");
            for (int x = 0; x < columns; x++)
            {
                ReadOnlySpan<byte> color = row.AsSpan(x * channels, 3);
                values[(y * columns) + x] = gray.Of(color[0], color[1], color[2]);
            }
        }

        return source.Image(columns, rows, values, saturation: byte.MaxValue);
    }

    private static PixelKind? KindOf(string type) => type.TrimStart('<', '>', '|', '=') switch
    {
        "f2" => PixelKind.Float16,
        "f4" => PixelKind.Float32,
        "f8" => PixelKind.Float64,
        "i1" => PixelKind.Int8,
        "i2" => PixelKind.Int16,
        "i4" => PixelKind.Int32,
        "i8" => PixelKind.Int64,
        "u1" => PixelKind.UInt8,
        "u2" => PixelKind.UInt16,
        "u4" => PixelKind.UInt32,
        "u8" => PixelKind.UInt64,
        "b1" => PixelKind.Boolean,
        _ => null,
    };

    [GeneratedRegex(@"^\s*\{\s*'descr'\s*:\s*'(?<type>[^']+)'\s*,\s*'fortran_order'\s*:\s*(?<order>True|False)\s*,"
        + @"\s*'shape'\s*:\s*\((?<shape>[0-9,\s]*)\)\s*,?\s*\}\s*$")]
    private static partial Regex Header();
}
