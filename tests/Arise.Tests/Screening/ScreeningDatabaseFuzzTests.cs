using System.Globalization;
using Arise.Screening;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Screening;

/// <summary>
/// A damaged database of screened structures, or one with anything in its cells, is rows or a
/// <see cref="ScreeningException"/>; so is a screening that goes on with it.
/// </summary>
public sealed class ScreeningDatabaseFuzzTests : IDisposable
{
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("screening", ["name", "value"]),
        (
            "results",
            [
                "content", "formula", "reduced_formula", "elements", "atoms", "label", "class", "probability",
                "verdict", "answer", "novelty", "mutual_information", "passes", "space_group", "descriptor",
                "structure",
            ]),
        ("entries", ["source", "frame", "name", "result"]),
        ("problems", ["source", "frame", "reason"]),
    ];

    private static readonly string[] Cells =
    [
        "NULL", "''", "'text'", "9e999", "-9e999", "-1", "0", "1", "0.5", "2147483648", "9223372036854775807",
        "x'00ff'", "zeroblob(720)", "zeroblob(100)", "x'789c030000000001'", "char(27) || '[31m'", "randomblob(720)",
        "(SELECT structure FROM results LIMIT 1)", "(SELECT descriptor FROM results LIMIT 1)",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-screened-").FullName;
    private readonly ScreeningEntry[] _entries = [.. ScreeningSamples.Entries(4), new("bad", 1, null, "broken")];
    private readonly byte[] _valid;
    private int _number;

    public ScreeningDatabaseFuzzTests()
    {
        string path = Path.Combine(_folder, "valid");
        ScreeningSamples.Screener().Run(path, _entries);
        _valid = File.ReadAllBytes(path);
        Read(_valid);
        GoOn(_valid);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damage_anywhere() =>
        Fuzz.Run<ScreeningException>(60, random => Damage.Bytes(_valid, random), Read, _folder);

    [Fact]
    public void Anything_in_the_cells() => Fuzz.Run<ScreeningException>(60, Changed, Read, _folder);

    [Fact]
    public void A_screening_that_goes_on() => Fuzz.Run<ScreeningException>(
        30, random => random.Next(2) == 0 ? Changed(random) : Damage.Bytes(_valid, random), GoOn, _folder);

    private byte[] Changed(Random random)
    {
        (string table, string[] columns) = Tables[random.Next(Tables.Length)];
        string column = columns[random.Next(columns.Length)], cell = Cells[random.Next(Cells.Length)];
        return With(random.Next(12) switch
        {
            0 => $"DROP TABLE {table}",
            1 => $"DELETE FROM {table}",
            2 => $"ALTER TABLE {table} RENAME COLUMN {column} TO other",
            3 => $"DROP TABLE {table}; CREATE TABLE {table} (name, value)",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"UPDATE OR IGNORE {table} SET {column} = {cell} WHERE abs(random()) % 3 > 0"),
        });
    }

    // Changes that a constraint forbids are none.
    private byte[] With(string change)
    {
        string path = Next();
        File.WriteAllBytes(path, _valid);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100
            command.CommandText = change;
#pragma warning restore CA2100
            try
            {
                command.ExecuteNonQuery();
            }
            catch (SqliteException)
            {
                // A constraint of the table.
            }
        }

        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private void Read(byte[] bytes)
    {
        string path = Next();
        File.WriteAllBytes(path, bytes);
        using (var database = new ScreeningDatabase(path))
        {
            long count = database.Count();
            Assert.Equal(count, database.Rows().LongCount());
            Assert.Equal(count, database.Classes().Sum(one => one.Count));
            _ = database.Problems().Count();
            Assert.Equal(count, database.WriteCsv(Path.Combine(_folder, "t.csv")));
            Assert.Equal(count, database.WriteParquet(Path.Combine(_folder, "t.parquet")));
            if (count > 0)
                Assert.Equal(count, database.WriteXyz(Path.Combine(_folder, "t.xyz")));
            Assert.InRange(database.Duplicates(0.1).Count, 0, count);
        }

        File.Delete(path);
    }

    private void GoOn(byte[] bytes)
    {
        string path = Next();
        File.WriteAllBytes(path, bytes);
        Assert.Equal(_entries.Length, ScreeningSamples.Screener().Run(path, _entries).Total);
        File.Delete(path);
    }

    private string Next() => Path.Combine(_folder, $"damaged-{_number++}");
}
