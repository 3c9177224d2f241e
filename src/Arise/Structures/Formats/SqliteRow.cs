using System.Buffers.Binary;
using System.Text;

namespace Arise.Structures.Formats;

/// <summary>One record of a table of SQLite, by the names of its columns.</summary>
/// <remarks>Format: https://www.sqlite.org/fileformat2.html, section 2.1.</remarks>
internal sealed class SqliteRow
{
    private readonly byte[] _payload;
    private readonly string[] _columns;
    private readonly Encoding _encoding;
    private readonly List<(long Type, int Offset, int Length)> _values = [];

    /// <summary>Takes a record apart.</summary>
    /// <param name="source">The file, for errors.</param>
    /// <param name="payload">The record.</param>
    /// <param name="number">Number of the row.</param>
    /// <param name="columns">Names of the columns; a record may have fewer values.</param>
    /// <param name="encoding">How texts are stored.</param>
    /// <exception cref="StructureFormatException">The record is damaged.</exception>
    public SqliteRow(BinarySource source, byte[] payload, long number, string[] columns, Encoding encoding)
    {
        (RowNumber, _payload, _columns, _encoding) = (number, payload, columns, encoding);
        int place = 0;
        long header = SqliteFile.Varint(payload, ref place);
        long offset = header;
        while (place < header && place < payload.Length)
        {
            long type = SqliteFile.Varint(payload, ref place);
            long length = LengthOf(type);
            if (length < 0 || header > payload.Length || length > payload.Length - offset)
                throw source.Error($"the database is damaged: row {number} is longer than its record.");
            _values.Add((type, (int)offset, (int)length));
            offset += length;
        }
    }

    /// <summary>Number of the row, which is its INTEGER PRIMARY KEY.</summary>
    public long RowNumber { get; }

    /// <summary>A text, or null.</summary>
    public string? Text(string column) => Find(column) is var (type, offset, length) && type >= 13 && type % 2 == 1
        ? _encoding.GetString(_payload, offset, length)
        : null;

    /// <summary>The bytes of a blob, or null.</summary>
    public ReadOnlyMemory<byte>? Blob(string column) =>
        Find(column) is var (type, offset, length) && type >= 12 && type % 2 == 0
            ? _payload.AsMemory(offset, length)
            : null;

    /// <summary>A number, or null.</summary>
    public double? Number(string column)
    {
        if (Find(column) is not var (type, offset, length))
            return null;
        ReadOnlySpan<byte> bytes = _payload.AsSpan(offset, length);
        switch (type)
        {
            case 7:
                return BinaryPrimitives.ReadDoubleBigEndian(bytes);
            case 8 or 9:
                return type - 8;
            case >= 1 and <= 6:
                long value = (sbyte)bytes[0];
                foreach (byte next in bytes[1..])
                    value = (value << 8) | next;
                return value;
            default:
                return null;
        }
    }

    private static long LengthOf(long type) => type switch
    {
        0 or 8 or 9 => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        >= 12 => (type - 12) / 2,
        _ => -1,
    };

    private (long Type, int Offset, int Length)? Find(string column)
    {
        int index = Array.IndexOf(_columns, column);
        return index >= 0 && index < _values.Count ? _values[index] : null;
    }
}
