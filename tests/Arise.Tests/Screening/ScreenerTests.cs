using Arise.Files;
using Arise.Prototypes;
using Arise.Screening;
using Arise.Structures;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Screening;

public sealed class ScreenerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-screener-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Any_number_of_threads_gives_the_same_table()
    {
        string one = Screen("one.db", 1, ScreeningSamples.Entries(30));
        Assert.Equal(one, Screen("many.db", 4, ScreeningSamples.Entries(30)));
        Assert.Equal(31, one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_run_that_was_ended_is_gone_on_with_and_gives_the_same_table()
    {
        const int all = 160, last = 120;
        string whole = Screen("whole.db", 2, ScreeningSamples.Entries(all));
        string path = Path.Combine(_folder, "ended.db");
        using (var end = new CancellationTokenSource())
        {
            int read = 0;
            Assert.ThrowsAny<OperationCanceledException>(() => ScreeningSamples.Screener(2).Run(
                path,
                ScreeningSamples.Entries(all).Select(entry =>
                {
                    if (++read == last)
                        end.Cancel();
                    return entry;
                }),
                cancellation: end.Token));
        }

        using (var database = new ScreeningDatabase(path))
            Assert.InRange(database.Count(), 1, last);
        ScreeningCounts counts = ScreeningSamples.Screener().Run(path, ScreeningSamples.Entries(all));
        Assert.InRange(counts.Present, 1, last);
        Assert.Equal((all, 0), (counts.Total, counts.Problems));
        Assert.Equal(whole, Table(path));
        Assert.Equal(all, ScreeningSamples.Screener().Run(path, ScreeningSamples.Entries(all)).Present);
    }

    [Fact]
    public void A_structure_that_stands_elsewhere_shares_its_result()
    {
        string path = Path.Combine(_folder, "r.db");
        AtomicStructure copper = ScreeningSamples.Crystal(0);
        ScreeningCounts counts = ScreeningSamples.Screener(4).Run(path, [
            new ScreeningEntry("a", 1, copper),
            new ScreeningEntry("b", 1, copper.WithName("of another name")),
            new ScreeningEntry("b", 2, copper.WithPeriodicity(Periodicity.InPlane)),
        ]);
        Assert.Equal(new ScreeningCounts(2, 1, 0, 0), counts);
        Assert.Equal(2L, Value(path, "SELECT count(*) FROM results"));
        Assert.Equal(3L, Value(path, "SELECT count(*) FROM structures"));
        Assert.Equal("of another name", Value(path, "SELECT name FROM structures WHERE source = 'b' AND frame = 1"));
    }

    [Fact]
    public void What_cannot_be_classified_is_kept_with_its_reason_until_it_can()
    {
        string path = Path.Combine(_folder, "r.db");
        AtomicStructure copper = ScreeningSamples.Crystal(0);
        AtomicStructure doubled = new(
            [.. copper.Positions, copper.Positions[0]], [.. copper.Species, copper.Species[0]], copper.Lattice,
            copper.Periodicity);
        ScreeningCounts counts = ScreeningSamples.Screener().Run(path, [
            new ScreeningEntry("a", 0, null, "there is no such file."),
            new ScreeningEntry("b", 1, doubled),
            new ScreeningEntry("c", 1, new AtomicStructure([default], [ChemicalElement.FromAtomicNumber(29)])),
            new ScreeningEntry("d", 1, copper),
        ]);
        Assert.Equal(new ScreeningCounts(1, 0, 0, 3), counts);
        using (var database = new ScreeningDatabase(path))
        {
            string[] reasons = [.. database.Problems().Select(problem => $"{problem.Source}: {problem.Problem}")];
            Assert.Equal("a: there is no such file.", reasons[0]);
            Assert.Contains("b: ", reasons[1], StringComparison.Ordinal);
            Assert.Contains("too few atoms", reasons[2], StringComparison.Ordinal);
        }

        ScreeningSamples.Screener().Run(path, [new ScreeningEntry("b", 1, ScreeningSamples.Crystal(1))]);
        Assert.Equal(2L, Value(path, "SELECT count(*) FROM problems"));
        Assert.Equal("bcc_W_A_cI2_229_a", Value(path, "SELECT label FROM structures WHERE source = 'b'"));
    }

    [Fact]
    public void A_file_that_changed_is_classified_again()
    {
        string path = Path.Combine(_folder, "r.db");
        ScreeningSamples.Screener().Run(path, [new ScreeningEntry("a", 1, ScreeningSamples.Crystal(0))]);
        ScreeningSamples.Screener().Run(path, [new ScreeningEntry("a", 1, ScreeningSamples.Crystal(2))]);
        using var database = new ScreeningDatabase(path);
        Assert.Equal("diamond", Assert.Single(database.Rows()).Class);
    }

    [Fact]
    public void Other_settings_than_before_are_refused_by_name()
    {
        string path = Path.Combine(_folder, "r.db");
        ScreeningSamples.Screener().Run(path, []);
        var error = Assert.Throws<ScreeningException>(() => ScreeningSamples.Screener(seed: 7).Run(path, []));
        Assert.Equal(path, error.File);
        Assert.Contains("seed 0, not 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_left_as_it_is()
    {
        string path = Path.Combine(_folder, "other.db");
        Value(path, "CREATE TABLE systems (id INTEGER)");
        byte[] before = File.ReadAllBytes(path);
        var error = Assert.Throws<ScreeningException>(() => ScreeningSamples.Screener().Run(path, []));
        Assert.Contains("other tables (systems)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    // What a run leaves that is killed before its tables are there.
    [Fact]
    public void An_empty_database_is_filled()
    {
        string path = Path.Combine(_folder, "empty.db");
        Value(path, "PRAGMA journal_mode = WAL");
        Assert.NotEqual(0, new FileInfo(path).Length);
        Screener.AddPaths(new RunPaths(), path).Check();
        Assert.False(ScreeningDatabase.IsOne(path));
        Assert.Equal(1, ScreeningSamples.Screener().Run(path, ScreeningSamples.Entries(1)).Classified);
        Assert.True(ScreeningDatabase.IsOne(path));
    }

    [Fact]
    public void The_class_is_that_of_the_classifier()
    {
        string path = Path.Combine(_folder, "r.db");
        ScreeningSamples.Screener().Run(path, ScreeningSamples.Entries(6));
        using var database = new ScreeningDatabase(path);
        Assert.Equal(
            ["body-centered cubic", "CsCl type (B2)", "diamond", "face-centered cubic", "hexagonal close-packed",
                "rock salt (B1)"],
            database.Rows().Select(row => row.Class).Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(database.Rows(), row => Assert.Equal(
            PrototypeLibrary.Find(row.Class).Structure.Count, row.Atoms));
    }

    private string Screen(string name, int threads, IEnumerable<ScreeningEntry> entries)
    {
        string path = Path.Combine(_folder, name);
        ScreeningSamples.Screener(threads).Run(path, entries);
        return Table(path);
    }

    private static string Table(string path)
    {
        using var database = new ScreeningDatabase(path);
        database.WriteCsv(path + ".csv");
        return File.ReadAllText(path + ".csv");
    }

    private static object? Value(string path, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
