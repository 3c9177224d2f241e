using System.Buffers.Binary;
using System.Text;

namespace Arise.Microscopy.Formats;

/// <summary>
/// The tags of a file of DigitalMicrograph, version 3 or 4. Names and what describes a value have their high bytes
/// first, values usually the low ones; in version 4 counts have 64 bits.
/// </summary>
/// <remarks>
/// Gatan does not publish the format. Sources: C. B. Boothroyd, "Digital Micrograph file format"; G. Jefferis, "DM3
/// image format" (ImageJ).
/// </remarks>
internal sealed class DmFile
{
    private const int Group = 20, Data = 21;
    private const int Struct = 15, Text = 18, Array = 20;
    private const int MostDepth = 64, MostInfo = 1024;

    private readonly ImageSource _source;
    private readonly bool _isLong;
    private long _next;

    /// <summary>Reads all tags, but no arrays.</summary>
    /// <exception cref="ImageFormatException">The file is damaged.</exception>
    public DmFile(ImageSource source)
    {
        _source = source;
        _isLong = UInt32() == 4;
        Count();
        IsBigEndian = UInt32() == 0;
        ReadGroup(Root, 0);
    }

    /// <summary>The group of all tags.</summary>
    public DmTag Root { get; } = new("");

    /// <summary>Whether the high bytes of values come first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Whether a file begins like this: version, length, order of bytes, flags of the first group.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (head.Length < 24 || !head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0]) || head[3] is not (3 or 4))
            return false;
        int order = head[3] == 3 ? 8 : 12;
        return BinaryPrimitives.ReadInt32BigEndian(head[order..]) is 0 or 1 && head[order + 4] <= 1
            && head[order + 5] <= 1;
    }

    /// <summary>The text of a tag: an array of characters of 16 bits; empty if it is none.</summary>
    public string TextOf(DmTag? tag)
    {
        if (tag is not { ElementSize: 2, Count: > 0 and < 4096 })
            return "";
        byte[] bytes = _source.Bytes(tag.Offset, 2 * tag.Count, "a text");
        return (IsBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes).TrimEnd('\0');
    }

    private void ReadGroup(DmTag group, int depth)
    {
        if (depth > MostDepth)
            throw Damaged();
        _next += 2;
        long count = Count();
        Span<byte> start = stackalloc byte[3];
        for (long i = 0; i < count; i++)
        {
            Fill(start);
            if (start[0] is not (Group or Data))
                throw Damaged();
            byte[] name = _source.Bytes(_next, BinaryPrimitives.ReadUInt16BigEndian(start[1..]), "the name of a tag");
            _next += name.Length;
            if (_isLong)
                _next += sizeof(long);
            string text = Encoding.Latin1.GetString(name);
            if (start[0] == Group)
            {
                var inner = new DmTag(text);
                group.Children.Add(inner);
                ReadGroup(inner, depth + 1);
            }
            else
            {
                group.Children.Add(ReadValue(text));
            }
        }
    }

    private DmTag ReadValue(string name)
    {
        Span<byte> mark = stackalloc byte[4];
        Fill(mark);
        long length = Count();
        if (!mark.SequenceEqual("%%%%"u8) || length is < 1 or > MostInfo)
            throw Damaged();
        long[] info = new long[length];
        for (int i = 0; i < info.Length; i++)
            info[i] = Count();

        long offset = _next;
        if (info[0] is not (Struct or Text or Array))
        {
            int size = SizeOf(info[0]);
            Span<byte> value = stackalloc byte[8];
            Fill(value[..size]);
            return new DmTag(name) { Number = Number(info[0], value[..size]) };
        }

        int place = 0;
        long element = info[0] == Array ? ElementOf(info, ref place, 1) : ElementOf(info, ref place, 0);
        long count = info[0] == Array ? At(info, place) : 1;
        if (count < 0 || (element > 0 && count > _source.Length / element))
            throw Damaged();
        _source.RequirePlace(offset, count * element, "a tag");
        _next = offset + (count * element);
        return new DmTag(name) { Offset = offset, Count = count, ElementSize = (int)Math.Min(element, int.MaxValue) };
    }

    // Bytes of what is described from a place on; the place becomes the one behind the description.
    private long ElementOf(long[] info, ref int place, int start)
    {
        place = start + 1;
        switch (At(info, start))
        {
            case Struct:
                long fields = At(info, start + 2), size = 0;
                place = start + 3;
                if (fields is < 0 or > MostInfo)
                    throw Damaged();
                for (int field = 0; field < fields; field++, place += 2)
                    size += SizeOf(At(info, place + 1));
                return size;
            case Text:
                place = start + 2;
                return Math.Max(0, 2 * Math.Min(At(info, start + 1), _source.Length));
            case Array:
                long element = ElementOf(info, ref place, start + 1), count = At(info, place++);
                return count < 0 || (element > 0 && count > _source.Length / element)
                    ? throw Damaged() : count * element;
            case var type:
                return SizeOf(type);
        }
    }

    private long At(long[] info, int place) => place < info.Length ? info[place] : throw Damaged();

    private int SizeOf(long type) => type switch
    {
        2 or 4 => 2,
        3 or 5 or 6 => 4,
        7 or 11 or 12 => 8,
        8 or 9 or 10 => 1,
        _ => throw Damaged(),
    };

    private double Number(long type, Span<byte> bytes)
    {
        if (IsBigEndian)
            bytes.Reverse();
        return type switch
        {
            2 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            3 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            5 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            6 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            7 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            11 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            12 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            _ => bytes[0],
        };
    }

    private long Count()
    {
        Span<byte> bytes = stackalloc byte[8];
        if (!_isLong)
            return UInt32();
        Fill(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private uint UInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private void Fill(Span<byte> bytes)
    {
        _source.Fill(_next, bytes, "its tags");
        _next += bytes.Length;
    }

    private ImageFormatException Damaged() =>
        _source.Error($"the tag at byte {_next} is none; the file is damaged, copy it again.");
}
