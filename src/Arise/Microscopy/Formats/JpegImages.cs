using JpegLibrary;

namespace Arise.Microscopy.Formats;

/// <summary>JPEG: gray, or the luminance of colors; decoded by JpegLibrary.</summary>
/// <remarks>ITU-T T.81; JFIF: ITU-T T.871; the marker of Adobe: T.872, 6.5.3.</remarks>
internal static class JpegImages
{
    // One bit of a block of 64 at least.
    private const int HighestRatio = 1024;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]);

    /// <summary>There is one image.</summary>
    public static ImageSet Open(ImageSource source) => new(1, _ => Read(source));

    private static MicroscopeImage Read(ImageSource source)
    {
        byte[] file = source.Bytes(0, source.Length, "the file");
        var decoder = new JpegDecoder();
        float[] values;
        int components;
        try
        {
            decoder.SetInput(file);
            decoder.Identify();
            components = decoder.NumberOfComponents;
            if (components is not (1 or 3))
                throw source.Error($"it has {components} colors, as for printing; save it in gray.");
            source.RequireSides(decoder.Width, decoder.Height);
            double pixels = (double)decoder.Width * decoder.Height;
            source.RequirePacked(pixels, source.Length, HighestRatio);
            values = source.Allocate(decoder.Width, decoder.Height, 3 * pixels * components);
            var writer = new JpegGrayWriter(
                decoder.Width, decoder.Height, values, components, decoder.Precision, IsRgb(file), source);
            decoder.SetOutputWriter(writer);
            decoder.Decode();
            writer.Finish();
        }
        catch (Exception error) when (error is not (AriseException or IOException or OutOfMemoryException))
        {
            throw source.Error(
                "it cannot be decoded: it is damaged, cut off or of a rare kind; copy it again or save it as PNG.",
                error);
        }

        source.Note("JPEG changes weak contrasts; better save images without loss.");
        return source.Image(decoder.Width, decoder.Height, values, saturation: (1 << decoder.Precision) - 1);
    }

    // Adobe's marker APP14 with transform 0: the colors are red, green and blue.
    private static bool IsRgb(ReadOnlySpan<byte> file)
    {
        int marker = file.IndexOf((ReadOnlySpan<byte>)
            [0xff, 0xee, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e']);
        return marker >= 0 && marker + 15 < file.Length && file[marker + 15] == 0;
    }
}
