using System.Globalization;
using System.Text;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Structures;

namespace Arise.Tests.Reporting;

public sealed class ClassificationCsvTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-csv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plain.xyz")]
    [InlineData("with, comma.xyz")]
    [InlineData("with \"quotes\".xyz")]
    [InlineData("Übung 结构.xyz")]
    [InlineData("two\nlines")]
    public void Any_file_name_comes_back(string name)
    {
        List<string[]> rows = Write(2, Classified.RockSalt(name, 17));
        Assert.Equal(name, rows[1][0]);
        Assert.Equal("17", rows[1][1]);
        Assert.Equal(rows[0].Length, rows[1].Length);
    }

    [Fact]
    public void Control_characters_of_a_name_are_escaped() =>
        Assert.Equal("a\\x1b[2J\\u202e.xyz", Write(1, Classified.RockSalt("a\u001b[2J\u202e.xyz"))[1][0]);

    [Fact]
    public void Columns_hold_what_the_heading_says()
    {
        ClassifiedStructure item = Classified.RockSalt("a.cif");
        List<string[]> rows = Write(3, item);
        string Cell(string column) => rows[1][Array.IndexOf(rows[0], column)];
        double Number(string column) => double.Parse(Cell(column), CultureInfo.InvariantCulture);
        Assert.Equal("RockSalt_NaCl", Cell("label_1"));
        Assert.Equal("rock salt (B1)", Cell("name_1"));
        Assert.Equal(["RockSalt_NaCl", "RockSalt_NaCl", "rock salt (B1)", "rock salt (B1)", ""], [
            Cell("answer"), Cell("class_label"), Cell("class_name"), Cell("answer_text"), Cell("error")]);
        Assert.Equal("known", Cell("verdict"));
        Assert.Equal(item.Result.Novelty!.Value, Number("novelty"), 1e-7);
        Assert.Equal(item.Result.Candidates[2].Label, Cell("label_3"));
        Assert.Equal(item.Result.Candidates[2].Probability, Number("probability_3"), 1e-8);
        Assert.Equal(item.Structure.Count, Number("atoms"));
        Assert.Equal(item.Result.Distances.Shortest, Number("d_nn"), 1e-7);
        Assert.Equal(item.Result.MutualInformation, Number("mutual_information"), 1e-8);
        Assert.Equal(
            item.Result.Prediction.Uncertainty.MutualInformationError, Number("mutual_information_error"), 1e-8);
        Assert.Equal(item.Result.Prediction.Uncertainty.ProbabilityError, Number("probability_error"), 1e-8);
        Assert.Equal(item.Result.Prediction.Passes, Number("passes"));
        Assert.Equal(Number("mutual_information"), Number("predictive_entropy") - Number("expected_entropy"), 1e-7);
    }

    [Fact]
    public void Structures_without_a_class_and_ranks_beyond_the_last_class_are_empty_cells()
    {
        int classes = Classified.RockSalt("a.cif").Result.Candidates.Length;
        List<string[]> rows = Write(classes + 2, Classified.LoneAtom("one.xyz"), Classified.RockSalt("a.cif"));
        Assert.All(rows[1][6..^1], cell => Assert.Equal("", cell));
        Assert.StartsWith("not classified: too few atoms", rows[1][^1], StringComparison.Ordinal);
        Assert.NotEqual("", rows[2][Array.IndexOf(rows[0], $"label_{classes}")]);
        Assert.Equal("", rows[2][Array.IndexOf(rows[0], $"label_{classes + 1}")]);
    }

    [Fact]
    public void What_failed_has_a_row_with_the_reason()
    {
        foreach (int top in new[] { 1, 3 })
        {
            string path = Path.Combine(_folder, "a.csv");
            using (var csv = new ClassificationCsv(path, top))
            {
                csv.Write("bad, file.xyz", 7, "bad, file.xyz, line 3: \"x\" is no number.");
                csv.Write(Classified.RockSalt("a.cif"));
                csv.Complete();
            }

            Assert.True(ClassificationCsv.IsTable(path));
            List<string[]> rows = Parse(File.ReadAllText(path));
            Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
            Assert.Equal(("bad, file.xyz", "7"), (rows[1][0], rows[1][1]));
            Assert.All(rows[1][2..^1], cell => Assert.Equal("", cell));
            Assert.Equal("error", rows[0][^1]);
            Assert.Equal("bad, file.xyz, line 3: \"x\" is no number.", rows[1][^1]);
        }
    }

    [Fact]
    public void Name_and_timestep_of_the_file_are_told()
    {
        ClassifiedStructure salt = Classified.RockSalt("run.dump", 3);
        AtomicStructure s = salt.Structure;
        var named = new AtomicStructure(
            s.Positions, s.Species, s.Lattice, s.Periodicity, s.Columns,
            new Dictionary<string, string> { ["Timestep"] = "2000" }, "block_2");
        List<string[]> rows = Write(1, salt with { Structure = named }, salt with { Structure = s.WithName(null) });
        Assert.Equal(["run.dump", "3", "block_2", "2000"], rows[1][..4]);
        Assert.Equal(["run.dump", "3", "", ""], rows[2][..4]);
    }

    // A structure that is none of the classes, however likely the nearest one.
    [Fact]
    public void The_answer_is_the_label_or_none()
    {
        ClassifiedStructure salt = Classified.RockSalt("a.cif");
        Classification result = salt.Result;
        var far = new Classification(result.Prediction, result.Distances) { Novelty = 2 };
        List<string[]> rows = Write(1, salt, salt with { Result = far });
        int answer = Array.IndexOf(rows[0], "answer");
        Assert.Equal(["RockSalt_NaCl", "none"], [rows[1][answer], rows[2][answer]]);
    }

    [Fact]
    public void A_file_that_is_not_completed_leaves_nothing()
    {
        using (var csv = new ClassificationCsv(Path.Combine(_folder, "a.csv"), 1))
            csv.Write(Classified.RockSalt("a.cif"));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private List<string[]> Write(int top, params ClassifiedStructure[] items)
    {
        string path = Path.Combine(_folder, "a.csv");
        using (var csv = new ClassificationCsv(path, top))
        {
            foreach (ClassifiedStructure item in items)
                csv.Write(item);
            csv.Complete();
        }

        return Parse(File.ReadAllText(path));
    }

    // A reader after RFC 4180.
    private static List<string[]> Parse(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
                EndCell(c == '\n');
            else if (quoted || c != '\r')
                cell.Append(c);
        }

        return rows;

        void EndCell(bool endsRow)
        {
            row.Add(cell.ToString());
            cell.Clear();
            if (!endsRow)
                return;
            rows.Add([.. row]);
            row.Clear();
        }
    }
}
