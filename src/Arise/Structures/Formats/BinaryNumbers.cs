using System.Buffers.Binary;

namespace Arise.Structures.Formats;

/// <summary>Numbers out of bytes, in either order.</summary>
internal static class BinaryNumbers
{
    /// <summary>Bytes of one number.</summary>
    public static int Size(this BinaryNumber kind) => kind switch
    {
        BinaryNumber.Int8 or BinaryNumber.UInt8 => 1,
        BinaryNumber.Int16 or BinaryNumber.UInt16 => 2,
        BinaryNumber.Int32 or BinaryNumber.UInt32 or BinaryNumber.Float32 => 4,
        _ => 8,
    };

    /// <summary>Whether numbers are whole.</summary>
    public static bool IsWhole(this BinaryNumber kind) => kind is not (BinaryNumber.Float32 or BinaryNumber.Float64);

    /// <summary>All numbers of a block of bytes; whole ones beyond 2^53 are rounded.</summary>
    public static double[] ToReals(this BinaryNumber kind, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        int size = kind.Size();
        double[] values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
            values[i] = Real(kind, bytes.Slice(i * size, size), bigEndian);
        return values;
    }

    private static double Real(BinaryNumber kind, ReadOnlySpan<byte> bytes, bool big) => kind switch
    {
        BinaryNumber.Int8 => (sbyte)bytes[0],
        BinaryNumber.UInt8 => bytes[0],
        BinaryNumber.Int16 =>
            big ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        BinaryNumber.UInt16 =>
            big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        BinaryNumber.Int32 =>
            big ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryNumber.UInt32 =>
            big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryNumber.Int64 =>
            big ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes),
        BinaryNumber.UInt64 =>
            big ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryNumber.Float32 =>
            big ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => big ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };
}
