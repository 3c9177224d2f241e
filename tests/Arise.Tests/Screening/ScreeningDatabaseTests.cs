using Arise.Defects;
using Arise.Embedding;
using Arise.Prototypes;
using Arise.Screening;
using Arise.Structures;
using Arise.Structures.Formats;
using Microsoft.Data.Sqlite;
using Parquet;
using Parquet.Schema;

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
    public async Task The_Parquet_table_has_the_cells_of_the_text()
    {
        string table = Path.Combine(_folder, "t.csv"), packed = Path.Combine(_folder, "t.parquet");
        using var database = new ScreeningDatabase(_path);
        Assert.Equal(database.WriteCsv(table), database.WriteParquet(packed));
        string[] lines = File.ReadAllLines(table);
        using FileStream stream = File.OpenRead(packed);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(lines[0], string.Join(',', fields.Select(field => field.Name)));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        string?[] sources = new string?[group.RowCount], symbols = new string?[group.RowCount];
        var probabilities = new double[group.RowCount];
        await group.ReadAsync(fields[0], sources.AsMemory());
        await group.ReadAsync(fields.Single(field => field.Name == "space_group_symbol"), symbols.AsMemory());
        await group.ReadAsync<double>(
            fields.Single(field => field.Name == "probability"), probabilities.AsMemory());
        Assert.Equal(database.Rows().Select(row => row.Source), sources);
        Assert.Equal(database.Rows().Select(row => row.Probability), probabilities);
        Assert.All(symbols, Assert.Null);
    }

    [Fact]
    public void The_structures_come_back_with_what_they_are()
    {
        string file = Path.Combine(_folder, "out.xyz");
        using var database = new ScreeningDatabase(_path);
        Assert.Equal(4, database.WriteXyz(file, "source=s1.xyz"));
        AtomicStructure[] read = [.. StructureFile.Read(file)];
        ScreeningEntry[] entries = [.. ScreeningSamples.Entries(8).Where(entry => entry.Source == "s1.xyz")];
        ScreeningRow[] rows = [.. database.Rows("source=s1.xyz")];
        for (int k = 0; k < 4; k++)
        {
            Assert.Equal(entries[k].Structure!.Positions, read[k].Positions);
            Assert.Equal(entries[k].Structure!.Lattice, read[k].Lattice);
            Assert.Equal(entries[k].Structure!.Species, read[k].Species);
            Assert.Equal(rows[k].Label, read[k].Properties["class_label"]);
            Assert.Equal($"{k + 1}", read[k].Properties["frame"]);
        }
    }

    [Fact]
    public void Supercells_and_rattled_copies_are_near_duplicates_and_other_elements_are_not()
    {
        string path = Path.Combine(_folder, "near.db");
        AtomicStructure copper = PrototypeLibrary.Find("fcc").Structure;
        ChemicalElement gold = ChemicalElement.Parse("Au");
        ScreeningSamples.Screener().Run(path, [
            new ScreeningEntry("copper", 1, copper),
            new ScreeningEntry("copper", 2, copper.Repeat(2, 2, 1)),
            new ScreeningEntry("gold", 1, copper.WithSpecies([.. Enumerable.Repeat(gold, copper.Count)])),
            new ScreeningEntry("again", 1, copper),
            new ScreeningEntry("rattled", 1, Displacements.Uniform(copper.Repeat(2, 2, 2), 0.3, 1)),
        ]);
        using var database = new ScreeningDatabase(path);
        Assert.Equal(
            [(1, "again", 1), (1, "copper", 1), (1, "copper", 2)],
            database.Duplicates(0.01).Select(one => (one.Group, one.Row.Source, one.Row.Frame)));
        Assert.All(database.Duplicates(0.01), one => Assert.InRange(one.Distance, 0, 1e-3));
        Assert.Equal(4, database.Duplicates(1).Count);
        Assert.Empty(database.Duplicates(1, "source=gold"));
        Assert.Throws<ArgumentException>(() => database.Duplicates(0));
    }

    [Fact]
    public void A_map_has_a_place_for_every_row()
    {
        string path = Path.Combine(_folder, "many.db"), map = Path.Combine(_folder, "map");
        ScreeningSamples.Screener().Run(path, ScreeningSamples.Entries(40));
        using var database = new ScreeningDatabase(path);
        Assert.Equal(40, database.WriteMap(map, settings: new UmapSettings { Epochs = 20 }));
        string[] lines = File.ReadAllLines(map + ".csv");
        Assert.Equal(41, lines.Length);
        Assert.Equal(
            database.Rows().Select(row => $"{row.Source},{row.Frame}"),
            lines[1..].Select(line => string.Join(',', line.Split(',')[..2])));
        Assert.Contains("mutual information", File.ReadAllText(map + ".svg"), StringComparison.Ordinal);
        Assert.True(ScreeningDatabase.IsTable(map + ".csv"));
        var error = Assert.Throws<ScreeningException>(() => database.WriteMap(map, "source=s0.xyz frame=1"));
        Assert.Contains("two different structures", error.Message, StringComparison.Ordinal);
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
    [InlineData("UPDATE results SET structure = x'00'")]
    [InlineData("UPDATE results SET descriptor = x'00'")]
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
        var error = Assert.Throws<ScreeningException>(() =>
        {
            _ = database.Rows().ToArray();
            database.WriteXyz(Path.Combine(_folder, "t.xyz"));
            database.Duplicates(1);
        });
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }
}
