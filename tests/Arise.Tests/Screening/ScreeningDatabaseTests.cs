using Arise.Screening;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Screening;

public sealed class ScreeningDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-screened-").FullName;
    private readonly string _path;

    public ScreeningDatabaseTests()
    {
        _path = Path.Combine(_folder, "r.db");
        ScreeningSamples.Screener().Run(_path, ScreeningSamples.Entries(8));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_has_a_line_per_row_in_order_of_source_and_frame()
    {
        string table = Path.Combine(_folder, "t.csv");
        using var database = new ScreeningDatabase(_path);
        Assert.Equal(8, database.WriteCsv(table));
        string[] lines = File.ReadAllLines(table);
        Assert.StartsWith("source,frame,name,formula,", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            database.Rows().Select(row => (row.Source, row.Frame.ToString(), row.Formula)),
            lines[1..].Select(line => line.Split(',')).Select(cells => (cells[0], cells[1], cells[3])));
        Assert.Equal(
            ["s0.xyz 1", "s0.xyz 2", "s0.xyz 3", "s0.xyz 4", "s1.xyz 1", "s1.xyz 2", "s1.xyz 3", "s1.xyz 4"],
            database.Rows().Select(row => $"{row.Source} {row.Frame}"));
        Assert.True(ScreeningDatabase.IsTable(table));
        Assert.False(ScreeningDatabase.IsTable(_path));
    }

    [Fact]
    public void Classes_are_counted()
    {
        using var database = new ScreeningDatabase(_path);
        IReadOnlyList<(string Class, string Verdict, long Count)> classes = database.Classes();
        Assert.Equal(8, classes.Sum(one => one.Count));
        Assert.Equal(2, classes.Where(one => one.Class == "face-centered cubic").Sum(one => one.Count));
    }

    [Fact]
    public void Only_its_own_databases_are_opened()
    {
        Assert.True(ScreeningDatabase.IsOne(_path));
        string other = Path.Combine(_folder, "other.db");
        File.WriteAllText(other, "SQLite format 3");
        Assert.False(ScreeningDatabase.IsOne(other));
        Assert.Throws<ScreeningException>(() => new ScreeningDatabase(other));
        Assert.Throws<ScreeningException>(() => new ScreeningDatabase(Path.Combine(_folder, "none.db")));
    }

    [Theory]
    [InlineData("UPDATE results SET probability = 'high'")]
    [InlineData("UPDATE results SET atoms = x'00'")]
    public void A_damaged_row_is_told(string change)
    {
        using (var connection = new SqliteConnection($"Data Source={_path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100
            command.CommandText = change;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        using var database = new ScreeningDatabase(_path);
        var error = Assert.Throws<ScreeningException>(() => database.Rows().ToArray());
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }
}
