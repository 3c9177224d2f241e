using System.Text;

namespace Arise.Microscopy.Formats;

/// <summary>One directory of a TIFF file: the tags of a page.</summary>
/// <remarks>TIFF, revision 6.0, Adobe 1992; BigTIFF: offsets of 64 bits.</remarks>
internal sealed class TiffDirectory
{
    private readonly TiffHeader _header;
    private readonly ImageSource _source;
    private readonly Dictionary<int, Entry> _entries = [];

    /// <summary>Reads the tags, not what they point to.</summary>
    /// <param name="source">The file.</param>
    /// <param name="header">How it is written.</param>
    /// <param name="offset">Where the directory begins.</param>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    public TiffDirectory(ImageSource source, TiffHeader header, long offset)
    {
        (_source, _header, Offset) = (source, header, offset);
        long count = header.IsBig
            ? header.Int64(source.Bytes(offset, 8, "a page")) : header.UInt16(source.Bytes(offset, 2, "a page"));
        long start = offset + (header.IsBig ? 8 : 2);
        int size = header.IsBig ? 20 : 12, word = header.IsBig ? 8 : 4;
        if (count is < 1 or > ushort.MaxValue)
            throw Damaged("has no possible number of tags");
        byte[] bytes = source.Bytes(start, (count * size) + word, "a page");
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = bytes.AsSpan(i * size, size);
            int tag = header.UInt16(entry), type = header.UInt16(entry[2..]);
            long values = header.Word(entry[4..]);
            long place = start + (i * size) + 4 + word;
            long width = Width(type);
            if (values < 0 || (width > 0 && values > source.Length / width))
                throw Damaged($"has a tag {tag} that is longer than the file");
            if (values * width > word)
                place = header.Word(entry[(4 + word)..]);
            source.RequirePlace(place, values * width, $"tag {tag}");
            _entries.TryAdd(tag, new Entry(type, values, place));
        }

        Next = header.Word(bytes.AsSpan((int)(count * size)));
    }

    /// <summary>Where it begins.</summary>
    public long Offset { get; }

    /// <summary>Where the next one begins; 0 if it is the last.</summary>
    public long Next { get; }

    /// <summary>Whether there is a tag.</summary>
    public bool Has(int tag) => _entries.ContainsKey(tag);

    /// <summary>The first number of a tag, or what it is when it is left out.</summary>
    public long Integer(int tag, long usual) =>
        Numbers(tag, 1) is [var value, ..] && Math.Abs(value) < 1e15 ? (long)value : usual;

    /// <summary>The first number of a tag, or null.</summary>
    public double? Real(int tag) => Numbers(tag, 1) is [var value, ..] ? value : null;

    /// <summary>The numbers of a tag; none if it is left out or holds no numbers.</summary>
    public double[] Numbers(int tag, long most = long.MaxValue)
    {
        if (!_entries.TryGetValue(tag, out Entry entry))
            return [];
        int width = Width(entry.Type);
        byte[] bytes = _source.Bytes(entry.Place, Math.Min(entry.Count, most) * width, $"tag {tag}");
        double[] values = new double[width == 0 ? 0 : bytes.Length / width];
        for (int i = 0; i < values.Length; i++)
            values[i] = Number(entry.Type, bytes.AsSpan(i * width, width));
        return values;
    }

    /// <summary>The text of a tag, at most 64 KB; null if it is left out.</summary>
    public string? Text(int tag)
    {
        if (!_entries.TryGetValue(tag, out Entry entry) || entry.Count * Width(entry.Type) == 0)
            return null;
        byte[] bytes = _source.Bytes(
            entry.Place, Math.Min(entry.Count * Width(entry.Type), ushort.MaxValue), $"tag {tag}");

        // DigitalMicrograph writes its units in 16 bits.
        string text = bytes.Length > 2 && entry.Type != 2 && bytes[1] == 0 && bytes[0] != 0
            ? Encoding.Unicode.GetString(bytes) : Encoding.UTF8.GetString(bytes).Replace('\ufffd', 'µ');
        return text.TrimEnd('\0');
    }

    private double Number(int type, ReadOnlySpan<byte> bytes) => type switch
    {
        1 or 7 => bytes[0],
        3 => _header.UInt16(bytes),
        4 or 13 => _header.UInt32(bytes),
        5 => _header.UInt32(bytes) / (double)_header.UInt32(bytes[4..]),
        6 => (sbyte)bytes[0],
        8 => (short)_header.UInt16(bytes),
        9 => (int)_header.UInt32(bytes),
        10 => (int)_header.UInt32(bytes) / (double)(int)_header.UInt32(bytes[4..]),
        11 => BitConverter.UInt32BitsToSingle(_header.UInt32(bytes)),
        12 => BitConverter.Int64BitsToDouble(_header.Int64(bytes)),
        16 or 17 or 18 => _header.Int64(bytes),
        _ => double.NaN,
    };

    private static int Width(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    private ImageFormatException Damaged(string how) =>
        _source.Error($"the page at byte {Offset} {how}; the file is damaged, copy it again.");

    private readonly record struct Entry(int Type, long Count, long Place);
}
