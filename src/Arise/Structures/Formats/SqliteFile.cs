using System.Buffers.Binary;
using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// Reads the rows of a table out of an SQLite database: pages, the tree of a table, records that overflow. Nothing is
/// written, no index is used, and no SQL is understood but the names of the columns of a CREATE TABLE.
/// </summary>
/// <remarks>Format: https://www.sqlite.org/fileformat2.html, sections 1.3, 1.5, 1.6 and 2.1.</remarks>
internal sealed class SqliteFile
{
    private const int HeaderLength = 100;
    private const int MaxDepth = 40;

    private readonly BinarySource _source;
    private readonly int _pageSize;
    private readonly int _usable;
    private readonly long _pages;
    private readonly Encoding _encoding;

    /// <summary>Reads the header of a database.</summary>
    /// <exception cref="StructureFormatException">It is no database, or damaged.</exception>
    public SqliteFile(BinarySource source)
    {
        _source = source;
        byte[] header = source.Bytes(0, HeaderLength, "the header");
        if (!Begins(header))
            throw source.Error("this is no SQLite database.");
        int size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16));
        _pageSize = size == 1 ? 1 << 16 : size;
        _usable = _pageSize - header[20];
        if (_pageSize < 512 || !int.IsPow2(_pageSize) || _usable < 480)
            throw Damaged("the size of its pages is impossible");
        _pages = (source.Length + _pageSize - 1) / _pageSize;
        _encoding = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(56)) switch
        {
            2 => Encoding.Unicode,
            3 => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
    }

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlyMemory<byte> head) => head.Span.StartsWith("SQLite format 3\0"u8);

    /// <summary>The rows of a table in the order of their numbers, one at a time; null when there is no such table.
    /// </summary>
    /// <exception cref="StructureFormatException">While enumerating: the file is damaged.</exception>
    public IEnumerable<SqliteRow>? Rows(string table)
    {
        foreach (SqliteRow row in Rows(1, ["type", "name", "tbl_name", "rootpage", "sql"]))
        {
            if (row.Text("type") == "table" && row.Text("name") == table)
                return Rows((long)(row.Number("rootpage") ?? 0), Columns(row.Text("sql") ?? ""));
        }

        return null;
    }

    // CREATE TABLE name (column type ..., -- comment
    //     column type ..., FOREIGN KEY (...) ...)
    private static string[] Columns(string sql)
    {
        string[] lines = [.. sql.Split('\n').Select(line => line.Split("--")[0])];
        string plain = string.Join('\n', lines);
        int start = plain.IndexOf('(', StringComparison.Ordinal), depth = 0;
        var columns = new List<string>();
        var column = new StringBuilder();
        for (int i = start + 1; i < plain.Length && start >= 0; i++)
        {
            depth += plain[i] == '(' ? 1 : plain[i] == ')' ? -1 : 0;
            if ((plain[i] == ',' && depth == 0) || depth < 0)
            {
                string name = column.ToString().Trim();
                columns.Add(name[..Math.Max(0, name.IndexOfAny([' ', '\n', '\t']))].Trim('"', '`', '[', ']'));
                column.Clear();
            }
            else
            {
                column.Append(plain[i]);
            }

            if (depth < 0)
                break;
        }

        return [.. columns];
    }

    private IEnumerable<SqliteRow> Rows(long root, string[] columns)
    {
        // What is still to do: children in reverse order. No page belongs to a table twice.
        var stack = new Stack<(long Page, int Depth)>();
        stack.Push((root, 0));
        for (long visited = 0; stack.TryPop(out (long Page, int Depth) next); visited++)
        {
            if (visited > _pages || next.Depth > MaxDepth)
                throw Damaged("its pages refer to each other in a circle");
            byte[] page = Page(next.Page);
            int start = next.Page == 1 ? HeaderLength : 0;
            byte kind = page[start];
            int cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
            int table = start + (kind == 5 ? 12 : 8);
            if (kind is not (5 or 13) || table + (2 * cells) > _usable)
                throw Damaged($"page {next.Page} is no page of a table");
            if (kind == 5)
            {
                stack.Push((BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(start + 8)), next.Depth + 1));
                for (int cell = cells - 1; cell >= 0; cell--)
                {
                    int place = Place(page, table, cell, 4);
                    stack.Push((BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(place)), next.Depth + 1));
                }

                continue;
            }

            for (int cell = 0; cell < cells; cell++)
            {
                int place = Place(page, table, cell, 2);
                long length = Varint(page, ref place);
                long number = Varint(page, ref place);
                byte[] payload = Payload(page, place, length);
                yield return new SqliteRow(_source, payload, number, columns, _encoding);
            }
        }
    }

    private int Place(byte[] page, int table, int cell, int least)
    {
        int place = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(table + (2 * cell)));
        return place + least <= _usable ? place : throw Damaged("a cell lies outside of its page");
    }

    // Section 1.6: how much of a record stands on its page, and where the rest begins.
    private byte[] Payload(byte[] page, int place, long length)
    {
        if (length < 0 || length > _source.Length)
            throw Damaged("a record is longer than the file");
        int most = _usable - 35, least = ((_usable - 12) * 32 / 255) - 23;
        long rest = least + ((length - least) % (_usable - 4));
        int local = (int)(length <= most ? length : rest <= most ? rest : least);
        bool overflows = local < length;
        if (place + local + (overflows ? 4 : 0) > page.Length)
            throw Damaged("a record lies outside of its page");
        _source.Keep(length);
        byte[] payload = new byte[length];
        page.AsSpan(place, local).CopyTo(payload);
        long next = overflows ? BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(place + local)) : 0;
        for (int filled = local; filled < length;)
        {
            byte[] overflow = Page(next);
            int count = (int)Math.Min(length - filled, _usable - 4);
            overflow.AsSpan(4, count).CopyTo(payload.AsSpan(filled));
            filled += count;
            next = BinaryPrimitives.ReadUInt32BigEndian(overflow);
        }

        return payload;
    }

    private byte[] Page(long number) => number >= 1 && number <= _pages
        ? _source.Bytes((number - 1) * _pageSize, _pageSize, $"page {number} of the database")
        : throw Damaged($"it refers to page {number} of {_pages}");

    /// <summary>A whole number of one to nine bytes, seven bits in each, the first the highest.</summary>
    /// <returns>The number; -1 when it runs over the end.</returns>
    internal static long Varint(ReadOnlySpan<byte> bytes, ref int place)
    {
        long value = 0;
        for (int i = 0; i < 9 && place < bytes.Length; i++)
        {
            byte next = bytes[place++];
            if (i == 8)
                return (value << 8) | next;
            value = (value << 7) | (long)(next & 0x7f);
            if ((next & 0x80) == 0)
                return value;
        }

        return -1;
    }

    private StructureFormatException Damaged(string why) => _source.Error($"the database is damaged: {why}.");
}
