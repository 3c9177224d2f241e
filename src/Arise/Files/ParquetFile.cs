using System.Buffers.Binary;
using System.IO.Compression;

namespace Arise.Files;

/// <summary>
/// Writes a flat table in the format of Apache Parquet: groups of rows, one page per column and group, plain values
/// compressed with gzip. Source: https://github.com/apache/parquet-format (version 1 of pages).
/// </summary>
/// <param name="stream">Where to; not disposed.</param>
/// <param name="columns">The columns; a row is complete when each has got its value.</param>
internal sealed class ParquetFile(Stream stream, params IReadOnlyList<ParquetColumn> columns)
{
    private const int RowsPerGroup = 1 << 16;
    private const int Plain = 0, Rle = 3, Gzip = 2, DataPage = 0, Utf8 = 0, Required = 0, Optional = 1;

    private readonly List<ThriftStruct> _groups = [];
    private long _offset;
    private long _rows;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Says that each column has got its value of a row.</summary>
    public void EndRow()
    {
        if (columns[0].Count == RowsPerGroup)
            WriteGroup();
    }

    /// <summary>Writes what waits, and the directory of the file.</summary>
    public void Complete()
    {
        WriteGroup();
        byte[] footer = new ThriftStruct()
            .Int32(1, 1)
            .Structs(2, [new ThriftStruct().Text(4, "schema").Int32(5, columns.Count), .. columns.Select(Schema)])
            .Int64(3, _rows)
            .Structs(4, _groups)
            .Text(6, "Arise")
            .ToArray();
        Write(footer);
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        Write(length);
        Write(Magic);
    }

    private static ThriftStruct Schema(ParquetColumn column)
    {
        ThriftStruct element = new ThriftStruct()
            .Int32(1, (int)column.Type)
            .Int32(3, column.IsOptional ? Optional : Required)
            .Text(4, column.Name);
        return column.Type == ParquetColumn.Kind.Text
            ? element.Int32(6, Utf8).Struct(10, new ThriftStruct().Struct(1, new ThriftStruct()))
            : element;
    }

    private void WriteGroup()
    {
        if (_offset == 0)
            Write(Magic);
        int rows = columns[0].Count;
        if (rows == 0)
            return;
        long start = _offset;
        ThriftStruct[] chunks = [.. columns.Select(WriteChunk)];
        _groups.Add(new ThriftStruct().Structs(1, chunks).Int64(2, _offset - start).Int64(3, rows));
        _rows += rows;
    }

    private ThriftStruct WriteChunk(ParquetColumn column)
    {
        int count = column.Count;
        byte[] page = column.TakePage(), packed = Pack(page);
        byte[] header = new ThriftStruct()
            .Int32(1, DataPage)
            .Int32(2, page.Length)
            .Int32(3, packed.Length)
            .Struct(5, new ThriftStruct().Int32(1, count).Int32(2, Plain).Int32(3, Rle).Int32(4, Rle))
            .ToArray();
        long start = _offset;
        Write(header);
        Write(packed);
        return new ThriftStruct()
            .Int64(2, start)
            .Struct(3, new ThriftStruct()
                .Int32(1, (int)column.Type)
                .Int32s(2, Plain, Rle)
                .Texts(3, column.Name)
                .Int32(4, Gzip)
                .Int64(5, count)
                .Int64(6, header.Length + page.Length)
                .Int64(7, header.Length + packed.Length)
                .Int64(9, start));
    }

    private static byte[] Pack(byte[] page)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(page);
        return packed.ToArray();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _offset += bytes.Length;
    }
}
