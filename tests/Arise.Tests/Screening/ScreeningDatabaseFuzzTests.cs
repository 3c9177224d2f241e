using Arise.Screening;

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
    private readonly DamagedDatabase _damaged;

    public ScreeningDatabaseFuzzTests()
    {
        _damaged = new DamagedDatabase(_folder);
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

    private byte[] Changed(Random random) => _damaged.Changed(_valid, Tables, Cells, random);

    private void Read(byte[] bytes) => _damaged.Use(bytes, path =>
    {
        using var database = new ScreeningDatabase(path);
        long count = database.Count();
        Assert.Equal(count, database.Rows().LongCount());
        Assert.Equal(count, database.Classes().Sum(one => one.Count));
        _ = database.Problems().Count();
        Assert.Equal(count, database.WriteCsv(Path.Combine(_folder, "t.csv")));
        Assert.Equal(count, database.WriteParquet(Path.Combine(_folder, "t.parquet")));
        if (count > 0)
            Assert.Equal(count, database.WriteXyz(Path.Combine(_folder, "t.xyz")));
        Assert.InRange(database.Duplicates(0.1).Count, 0, count);
    });

    private void GoOn(byte[] bytes) => _damaged.Use(bytes, path =>
        Assert.Equal(_entries.Length, ScreeningSamples.Screener().Run(path, _entries).Total));
}
