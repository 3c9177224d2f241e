using System.Buffers.Binary;

namespace Arise.Structures.Formats;

/// <summary>
/// The data elements of MATLAB 5 in a stream: a tag of type and length, small ones in the tag itself, the others padded
/// to eight bytes.
/// </summary>
/// <remarks>Format: MAT-File Format, MathWorks, section "Level 5 MAT-file data elements".</remarks>
internal sealed class MatElement
{
    private const int ChunkLength = 1 << 20;

    private readonly StructureSource _source;
    private readonly Stream _stream;
    private readonly bool _bigEndian;
    private readonly byte[]? _small;

    private MatElement(StructureSource source, Stream stream, bool bigEndian, int type, long length, byte[]? small)
    {
        (_source, _stream, _bigEndian) = (source, stream, bigEndian);
        (Type, Length, _small) = (type, length, small);
    }

    /// <summary>Number of the type: 1 to 13 numbers, 14 a matrix, 15 compressed, 16 to 18 text.</summary>
    public int Type { get; }

    /// <summary>Bytes of the content, without padding.</summary>
    public long Length { get; }

    /// <summary>The type of its numbers; null for others.</summary>
    public BinaryNumber? Kind => Type switch
    {
        1 => BinaryNumber.Int8,
        2 or 16 => BinaryNumber.UInt8,
        3 => BinaryNumber.Int16,
        4 or 17 => BinaryNumber.UInt16,
        5 => BinaryNumber.Int32,
        6 => BinaryNumber.UInt32,
        7 => BinaryNumber.Float32,
        9 => BinaryNumber.Float64,
        12 => BinaryNumber.Int64,
        13 => BinaryNumber.UInt64,
        _ => null,
    };

    /// <summary>The next element of a stream; null at its end.</summary>
    /// <exception cref="StructureFormatException">The stream ends inside of the tag.</exception>
    public static MatElement? Next(StructureSource source, Stream stream, bool bigEndian)
    {
        byte[] tag = new byte[8];
        int length = stream.ReadAtLeast(tag, tag.Length, throwOnEndOfStream: false);
        if (length == 0)
            return null;
        if (length < tag.Length)
            throw source.Error("the file ends inside of an element; it is truncated.");
        uint first = UInt32(tag, bigEndian);
        return first >> 16 != 0
            ? new(source, stream, bigEndian, (int)(first & 0xffff), Math.Min(first >> 16, 4), tag[4..])
            : new(source, stream, bigEndian, (int)first, UInt32(tag.AsSpan(4), bigEndian), null);
    }

    /// <summary>
    /// All numbers of the element, which is taken from the stream with its padding. Memory grows with what comes.
    /// </summary>
    /// <exception cref="StructureFormatException">They are none, or end early.</exception>
    public double[] Reals()
    {
        if (Kind is not { } kind)
            throw _source.Error($"an element of type {Type} stands where numbers should; the file is damaged.");
        if (_small is not null)
            return kind.ToReals(_small.AsSpan(0, (int)Length), _bigEndian);
        var values = new List<double>();
        byte[] chunk = new byte[Math.Min(Length, ChunkLength)];
        for (long left = Length; left > 0;)
        {
            int count = (int)Math.Min(left, chunk.Length);
            if (_stream.ReadAtLeast(chunk.AsSpan(0, count), count, throwOnEndOfStream: false) < count)
                throw Truncated();
            _source.Keep(3.0 * count / kind.Size() * sizeof(double));
            values.AddRange(kind.ToReals(chunk.AsSpan(0, count), _bigEndian));
            left -= count;
        }

        SkipPadding();
        return [.. values];
    }

    /// <summary>Passes over the element and its padding.</summary>
    public void Skip()
    {
        if (_small is not null)
            return;
        byte[] chunk = new byte[Math.Min(Length, ChunkLength)];
        for (long left = Length; left > 0;)
        {
            int count = _stream.Read(chunk, 0, (int)Math.Min(left, chunk.Length));
            if (count == 0)
                throw Truncated();
            left -= count;
        }

        SkipPadding();
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    // The end of a compressed element may lack it.
    private void SkipPadding() => _stream.ReadAtLeast(new byte[-Length & 7], (int)(-Length & 7), false);

    private StructureFormatException Truncated() =>
        _source.Error("the file ends inside of an element; it is truncated.");
}
