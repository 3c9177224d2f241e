using System.Text;

namespace Arise.Microscopy.Formats;

/// <summary>Goes through bytes of an HDF5 file; whatever lies behind their end is damage.</summary>
/// <param name="file">The file, which knows the size of places and lengths.</param>
/// <param name="bytes">The bytes.</param>
internal sealed class Hdf5Cursor(Hdf5File file, byte[] bytes)
{
    /// <summary>The next byte.</summary>
    public int Position { get; set; }

    /// <summary>Bytes that are left.</summary>
    public int Left => bytes.Length - Position;

    /// <summary>An unsigned number of 1 to 8 bytes, low byte first; what does not fit becomes -1.</summary>
    public long Number(int size)
    {
        ReadOnlySpan<byte> part = Span(size);
        ulong value = 0;
        for (int i = Math.Min(size, sizeof(ulong)) - 1; i >= 0; i--)
            value = (value << 8) | part[i];
        return value > long.MaxValue ? -1 : (long)value;
    }

    /// <summary>A number of 8, 16 or 32 bits.</summary>
    public int Byte() => (int)Number(1);

    /// <inheritdoc cref="Byte"/>
    public int UInt16() => (int)Number(2);

    /// <inheritdoc cref="Byte"/>
    public long UInt32() => Number(4);

    /// <summary>A place in the file; -1 where there is none.</summary>
    public long Place()
    {
        long value = Number(file.PlaceSize);
        return value < 0 || (file.PlaceSize < 8 && value == (1L << (8 * file.PlaceSize)) - 1) ? -1 : value;
    }

    /// <summary>A length, which is never negative.</summary>
    public long Length() => Number(file.LengthSize) is >= 0 and long length ? length : throw file.Damaged();

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Span(long count)
    {
        if (count < 0 || count > Left)
            throw file.Damaged();
        ReadOnlySpan<byte> span = bytes.AsSpan(Position, (int)count);
        Position += (int)count;
        return span;
    }

    /// <summary>So many bytes, which may be gone through by themselves.</summary>
    public Hdf5Cursor Part(long count) => new(file, Span(count).ToArray());

    /// <summary>Leaves out so many bytes.</summary>
    public Hdf5Cursor Skip(long count)
    {
        Span(count);
        return this;
    }

    /// <summary>Goes on to a multiple of 8 bytes, or to the end.</summary>
    public void Align() => Position = Math.Min(bytes.Length, (Position + 7) / 8 * 8);

    /// <summary>Refuses other bytes than these.</summary>
    public Hdf5Cursor Expect(string signature) =>
        Span(signature.Length).SequenceEqual(Encoding.ASCII.GetBytes(signature)) ? this : throw file.Damaged();

    /// <summary>A text that ends with a zero, or with the bytes.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

}
