namespace Arise.Microscopy.Formats;

/// <summary>The type of the elements of a data set or attribute.</summary>
/// <param name="Class">0 whole, 1 real, 3 text, 6 compound, 8 names of numbers, 9 of any length.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="IsBigEndian">Whether the high byte of a number comes first.</param>
/// <param name="Kind">The kind of numbers; null if they are none, or of unusual bits.</param>
internal sealed record Hdf5Type(int Class, int Size, bool IsBigEndian, PixelKind? Kind)
{
    private const int Whole = 0, Real = 1, Names = 8;

    /// <summary>Reads a message.</summary>
    public static Hdf5Type Of(Hdf5Cursor message)
    {
        int first = message.Byte();
        int bits = (int)message.Number(3);
        long size = message.UInt32();
        int kind = first & 15;
        if (kind == Names && message.Left >= 8)
        {
            // h5py keeps truth values as names of the numbers 0 and 1.
            Hdf5Type numbers = Of(message);
            return numbers with { Class = Names };
        }

        PixelKind? number = null;
        if (kind is Whole or Real && message.Left >= 4)
        {
            int offset = message.UInt16(), precision = message.UInt16();
            number = offset == 0 && precision == 8 * size
                ? PixelKind.Of(precision, kind == Real, (bits & 8) != 0) : null;
        }

        return new Hdf5Type(kind, (int)Math.Min(size, int.MaxValue), (bits & 1) != 0, number);
    }
}
