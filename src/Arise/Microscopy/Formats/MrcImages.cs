using System.Buffers.Binary;

namespace Arise.Microscopy.Formats;

/// <summary>
/// MRC and MRC2014: sections of whole or real numbers, in either order of bytes. The first row of a section is the
/// lowest and is turned to the bottom.
/// </summary>
/// <remarks>
/// A. Cheng et al., "MRC2014: Extensions to the MRC format header for electron cryo-microscopy and tomography",
/// J. Struct. Biol. 192, 146 (2015).
/// </remarks>
internal static class MrcImages
{
    private const int HeaderLength = 1024;
    private const int ImodStamp = 1146047817;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderLength)
            return head.Length >= 212 && head[208..212].SequenceEqual("MAP "u8);
        if (head[208..212].SequenceEqual("MAP "u8))
            return true;

        // Older files have no signature: small positive sides, a known mode, and axes 1, 2, 3.
        bool isBigEndian = IsBigEndian(head);
        return Int32(head, 0) is > 0 and <= 1 << 20 && Int32(head, 4) is > 0 and <= 1 << 20
            && Int32(head, 8) is > 0 and <= 1 << 20 && Int32(head, 12) is >= 0 and <= 6
            && (Int32(head, 64), Int32(head, 68), Int32(head, 72)) == (1, 2, 3);

        int Int32(ReadOnlySpan<byte> bytes, int offset) => MrcImages.Int32(bytes, offset, isBigEndian);
    }

    /// <summary>Reads the header.</summary>
    public static ImageSet Open(ImageSource source)
    {
        byte[] head = source.Bytes(0, HeaderLength, "the header");
        bool isBigEndian = IsBigEndian(head);
        int mode = Value(12), sections = Value(8);
        bool isUnsigned = Value(152) == ImodStamp && (Value(156) & 1) == 0;
        PixelKind kind = mode switch
        {
            0 => isUnsigned ? PixelKind.UInt8 : PixelKind.Int8,
            1 => PixelKind.Int16,
            2 => PixelKind.Float32,
            6 => PixelKind.UInt16,
            12 => PixelKind.Float16,
            3 or 4 => throw source.Error("its numbers are complex, a Fourier transform; save the image itself."),
            _ => throw source.Error($"its numbers are of mode {mode}, which is not read; save mode 1, 2 or 6."),
        };
        var pixels = new RawPixels(Value(0), Value(4), kind, isBigEndian);
        source.RequireSides(pixels.Width, pixels.Height);
        if (sections < 1)
            throw source.Error($"it holds {sections} sections; the file is damaged.");
        long start = HeaderLength + (long)Value(92);
        if (Value(92) < 0)
            throw source.Error("the length of its extended header is negative; the file is damaged, copy it again.");
        if (sections > 1 && Value(88) == 1)
            source.Note("the sections are of a volume; each is read as an image.");
        double? pixelSize = SizeOf(source, Real(40), Real(44), Value(28), Value(32));
        return new ImageSet(sections, index => source.Image(
            (int)pixels.Width, (int)pixels.Height,
            pixels.Read(source, start + (index * pixels.Size), isUpsideDown: true),
            ImageSet.NameOf(index, sections, "section"), pixelSize, kind.Largest));

        int Value(int offset) => Int32(head, offset, isBigEndian);
        float Real(int offset) => BitConverter.Int32BitsToSingle(Value(offset));
    }

    // The cell in Angstrom has mx x my pixels. Programs that know nothing write 1 Angstrom or 0.
    private static double? SizeOf(ImageSource source, float cellX, float cellY, int mx, int my)
    {
        if (!(cellX > 0) || mx <= 0)
            return null;
        double x = (double)cellX / mx, y = cellY > 0 && my > 0 ? (double)cellY / my : x;
        if (x == 1 && y == 1)
        {
            source.Note("its pixels are said to be 1 Angstrom, which programs also write when they do not know; it is "
                + "left out.");
            return null;
        }

        return PixelScale.Of(source, x, y);
    }

    // Modes and axes are small numbers: in the wrong order they are huge.
    private static bool IsBigEndian(ReadOnlySpan<byte> head) =>
        (uint)Int32(head, 12, true) < (uint)Int32(head, 12, false)
        || (Int32(head, 12, false) == 0 && (uint)Int32(head, 0, true) < (uint)Int32(head, 0, false));

    private static int Int32(ReadOnlySpan<byte> head, int offset, bool isBigEndian) => isBigEndian
        ? BinaryPrimitives.ReadInt32BigEndian(head[offset..]) : BinaryPrimitives.ReadInt32LittleEndian(head[offset..]);
}
