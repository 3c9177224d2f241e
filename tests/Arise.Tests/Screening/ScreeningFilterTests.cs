using Arise.Screening;

namespace Arise.Tests.Screening;

public sealed class ScreeningFilterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-filter-").FullName;
    private readonly ScreeningDatabase _database;

    public ScreeningFilterTests()
    {
        string path = Path.Combine(_folder, "r.db");
        ScreeningSamples.Screener().Run(path, ScreeningSamples.Entries(12));
        _database = new ScreeningDatabase(path);
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("", 12)]
    [InlineData("class=fcc", 2)]
    [InlineData("class=fcc,bcc", 4)]
    [InlineData("class='rock salt'", 2)]
    [InlineData("class!=fcc", 10)]
    [InlineData("class=*cubic", 4)]
    [InlineData("source=s0.xyz frame<=3", 3)]
    [InlineData("source=*1*", 6)]
    [InlineData("source=s[01].xyz", 0)]
    [InlineData("frame>2 frame<5", 4)]
    [InlineData("frame != 1", 10)]
    [InlineData("elements=Cl,Na", 2)]
    [InlineData("elements=Na", 2)]
    [InlineData("system=Na-Cl", 2)]
    [InlineData("system=Na", 0)]
    [InlineData("species=2", 4)]
    [InlineData("probability>=0 novelty>=0 mutual-information>=0 entropy>=0 passes=16", 12)]
    [InlineData("PROBABILITY>1", 0)]
    [InlineData("space-group=225", 0)]
    [InlineData("verdict=known,doubtful,none", 12)]
    [InlineData("name=\"x' OR 1=1 --\"", 0)]
    [InlineData("formula=\"'; DROP TABLE results; --\"", 0)]
    public void Conditions_choose_rows(string filter, int count)
    {
        Assert.Equal(count, _database.Count(filter));
        Assert.Equal(count, _database.Rows(filter).Count());
        Assert.Equal(12, _database.Count());
    }

    [Theory]
    [InlineData("color=red", "'color' is not known", "mutual-information")]
    [InlineData("class=fccc", "No prototype is called 'fccc'", "bcc")]
    [InlineData("atoms=many", "'many' is no number", "atoms=many")]
    [InlineData("verdict=good", "verdict=good", "known, doubtful, none, open")]
    [InlineData("elements=Xx", "'Xx' is not the symbol", "element")]
    [InlineData("class>fcc", "only = and !=", "class")]
    [InlineData("fcc", "'fcc' is no condition", "probability>=0.9")]
    [InlineData("1=1", "'1=1' is no condition", "probability>=0.9")]
    [InlineData("atoms>1; DROP TABLE results", "'1;' is no number", "atoms>1;")]
    public void What_cannot_be_read_is_told_with_what_can(string filter, string problem, string help)
    {
        var error = Assert.Throws<ArgumentException>(() => _database.Count(filter));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(help, error.Message, StringComparison.Ordinal);
    }
}
