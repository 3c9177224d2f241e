using System.Buffers.Binary;

namespace Arise.Microscopy.Formats;

/// <summary>How a TIFF file is written.</summary>
/// <param name="IsBigEndian">Whether the first byte of a number is the highest.</param>
/// <param name="IsBig">Whether places have 64 bits: BigTIFF.</param>
internal sealed record TiffHeader(bool IsBigEndian, bool IsBig)
{
    /// <summary>Bytes that <see cref="Of"/> needs.</summary>
    public const int Length = 16;

    /// <summary>What the first bytes of a file say; null if it is no TIFF file.</summary>
    public static TiffHeader? Of(ReadOnlySpan<byte> head)
    {
        bool isBigEndian = head.StartsWith("MM"u8);
        if (head.Length < 8 || !(isBigEndian || head.StartsWith("II"u8)))
            return null;
        return new TiffHeader(isBigEndian, false).UInt16(head[2..]) switch
        {
            42 => new TiffHeader(isBigEndian, false),
            43 when head.Length >= Length => new TiffHeader(isBigEndian, true),
            _ => null,
        };
    }

    /// <summary>Where the first page is described.</summary>
    public long First(ReadOnlySpan<byte> head) => IsBig ? Int64(head[8..]) : UInt32(head[4..]);

    /// <summary>A number of 16 bits; likewise the others.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public uint UInt32(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public long Int64(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);

    /// <summary>A place or a number of values, of 32 or 64 bits.</summary>
    public long Word(ReadOnlySpan<byte> bytes) => IsBig ? Int64(bytes) : UInt32(bytes);
}
