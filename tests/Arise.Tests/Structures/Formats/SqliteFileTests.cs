using System.Globalization;
using Arise.Structures.Formats;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Structures.Formats;

/// <summary>Databases that SQLite itself writes, of all sizes of pages and records, read without it.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("arise-sqlite").FullName, "a.db");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Theory]
    [InlineData(512, "UTF-8")]
    [InlineData(1024, "UTF-16le")]
    [InlineData(4096, "UTF-16be")]
    [InlineData(65536, "UTF-8")]
    public void Rows_are_those_of_sqlite(int pageSize, string encoding)
    {
        var random = new Random(pageSize);
        var expected = new List<(long Id, object? A, object? B, object? C)>();
        using (var connection = new SqliteConnection($"Data Source={_path};Pooling=False"))
        {
            connection.Open();
            Do($"pragma page_size={pageSize}; pragma encoding='{encoding}'");
            Do("create table other (x text); insert into other values ('x')");
            Do("create table things (id integer primary key, -- the (number), of the row\n a blob, b text unique, "
                + "c numeric check (c is null or c = c))");
            using SqliteTransaction transaction = connection.BeginTransaction();
            for (int row = 0; row < 700; row++)
            {
                byte[] blob = new byte[random.Next(5) == 0 ? random.Next(5 * pageSize) : random.Next(60)];
                random.NextBytes(blob);
                object? number = (row % 9) switch
                {
                    0 => null,
                    1 => 0L,
                    2 => 1L,
                    3 => -7L,
                    4 => 1234L,
                    5 => -1_234_567L,
                    6 => 1L << 45,
                    7 => -(1L << 52),
                    _ => random.NextDouble(),
                };
                long id = (row * 3L) + (row > 300 ? 1L << 33 : 0);
                string? text = row % 7 == 0 ? null : $"töxt {row} \u2211 {new string('z', random.Next(40))}";
                using SqliteCommand insert = connection.CreateCommand();
                insert.CommandText = "insert into things values ($id, $a, $b, $c)";
                insert.Parameters.AddWithValue("$id", id);
                insert.Parameters.AddWithValue("$a", blob);
                insert.Parameters.AddWithValue("$b", (object?)text ?? DBNull.Value);
                insert.Parameters.AddWithValue("$c", number ?? DBNull.Value);
                insert.ExecuteNonQuery();
                expected.Add((id, Convert.ToHexString(blob), text, number is null ? null : Convert.ToDouble(
                    number, CultureInfo.InvariantCulture)));
            }

            transaction.Commit();
            Do("delete from things where id % 11 = 0; alter table things add column d real");
            expected.RemoveAll(row => row.Id % 11 == 0);

            void Do(string sql)
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }

        using var source = new BinarySource(File.OpenRead(_path), "a.db");
        var database = new SqliteFile(source);
        (long, object?, object?, object?)[] rows =
        [
            .. database.Rows("things")!.Select(row => (
                row.RowNumber, (object?)Convert.ToHexString(row.Blob("a")!.Value.Span), (object?)row.Text("b"),
                (object?)row.Number("c"))),
        ];

        Assert.Equal(expected.Count, rows.Length);
        Assert.Equal(expected, rows);
        Assert.Null(database.Rows("none"));
        Assert.Null(database.Rows("things")!.First().Number("d"));
        Assert.Null(database.Rows("things")!.First().Number("z"));
    }

    [Theory]
    [InlineData(new byte[] { 0x07 }, 7)]
    [InlineData(new byte[] { 0x81, 0x00 }, 128)]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, -1)]
    [InlineData(new byte[] { 0xa0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 }, (1L << 62) + 1)]
    [InlineData(new byte[] { 0x81 }, -1)]
    public void Numbers_of_varying_length(byte[] bytes, long value)
    {
        int place = 0;
        Assert.Equal(value, SqliteFile.Varint(bytes, ref place));
        Assert.Equal(bytes.Length, place);
    }

    // The first page of the table is made an inner one whose only child is itself.
    [Fact]
    public void A_circle_of_pages_ends()
    {
        byte[] file = ForeignFiles.AseDatabase;
        byte[] circle = new byte[512];
        new byte[] { 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }.CopyTo(circle, 0);
        int root = Enumerable.Range(2, (file.Length / 512) - 1).First(page =>
        {
            byte[] damaged = Damaged(page);
            using var source = new BinarySource(new MemoryStream(damaged), "a.db");
            try
            {
                return new SqliteFile(source).Rows("systems")?.Any() == false;
            }
            catch (StructureFormatException error)
            {
                return error.Message.Contains("circle", StringComparison.Ordinal);
            }
        });

        Assert.InRange(root, 2, file.Length / 512);

        byte[] Damaged(int page)
        {
            byte[] damaged = [.. file];
            circle.CopyTo(damaged, (page - 1) * 512);
            damaged[((page - 1) * 512) + 11] = (byte)page;
            return damaged;
        }
    }
}
