using System.Text;

namespace Arise.Files;

/// <summary>
/// One structure in the compact protocol of Apache Thrift: fields in ascending order of their numbers, whole numbers as
/// zigzag varints. Source: thrift/doc/specs/thrift-compact-protocol.md.
/// </summary>
internal sealed class ThriftStruct
{
    private const int Int32Type = 5, Int64Type = 6, BinaryType = 8, ListType = 9, StructType = 12;
    private const int LongList = 15;

    private readonly List<byte> _bytes = [];
    private int _last;

    /// <summary>Adds a whole number of 32 bits.</summary>
    public ThriftStruct Int32(int field, int value) => Header(field, Int32Type).ZigZag(value);

    /// <summary>Adds a whole number of 64 bits.</summary>
    public ThriftStruct Int64(int field, long value) => Header(field, Int64Type).ZigZag(value);

    /// <summary>Adds a text.</summary>
    public ThriftStruct Text(int field, string value) => Header(field, BinaryType).Text(value);

    /// <summary>Adds a structure.</summary>
    public ThriftStruct Struct(int field, ThriftStruct value)
    {
        Header(field, StructType)._bytes.AddRange(value.ToArray());
        return this;
    }

    /// <summary>Adds structures.</summary>
    public ThriftStruct Structs(int field, IReadOnlyCollection<ThriftStruct> values)
    {
        ListHeader(field, StructType, values.Count);
        foreach (ThriftStruct value in values)
            _bytes.AddRange(value.ToArray());
        return this;
    }

    /// <summary>Adds texts.</summary>
    public ThriftStruct Texts(int field, params IReadOnlyCollection<string> values)
    {
        ListHeader(field, BinaryType, values.Count);
        foreach (string value in values)
            Text(value);
        return this;
    }

    /// <summary>Adds whole numbers of 32 bits.</summary>
    public ThriftStruct Int32s(int field, params IReadOnlyCollection<int> values)
    {
        ListHeader(field, Int32Type, values.Count);
        foreach (int value in values)
            ZigZag(value);
        return this;
    }

    /// <summary>The bytes, with the mark of the end.</summary>
    public byte[] ToArray() => [.. _bytes, 0];

    /// <summary>A whole number from 0 in groups of seven bits, the lowest first.</summary>
    public static void Varint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }

    private ThriftStruct Header(int field, int type)
    {
        _bytes.Add((byte)(((field - _last) << 4) | type));
        _last = field;
        return this;
    }

    private void ListHeader(int field, int type, int count)
    {
        Header(field, ListType);
        _bytes.Add((byte)((Math.Min(count, LongList) << 4) | type));
        if (count >= LongList)
            Varint(_bytes, (ulong)count);
    }

    private ThriftStruct Text(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Varint(_bytes, (ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    private ThriftStruct ZigZag(long value)
    {
        Varint(_bytes, (ulong)((value << 1) ^ (value >> 63)));
        return this;
    }
}
