using System.CommandLine;
using Arise.Prototypes;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class ScreenCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-screen-").FullName;

    public ScreenCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "in", "deep"));
        StructureFile.Write(At("in/copper.cif"), PrototypeLibrary.Find("fcc").Structure);
        StructureFile.Write(At("in/deep/salt.xyz"), PrototypeLibrary.Find("rock salt").Structure);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_becomes_a_database_that_is_asked_and_written()
    {
        Assert.Equal(
            (0, $"{At("r.db")}: 2 classified, 0 repeated, 0 there before, 0 without a result\n"),
            Good("screen", At("in"), "--out", At("r.db"), "--passes", "32"));
        Assert.Equal(
            (0, $"{At("r.db")}: 0 classified, 0 repeated, 2 there before, 0 without a result\n"),
            Good("screen", At("in"), "--out", At("r.db"), "--passes", "32"));
        Assert.Contains("2 structures", Good("screen", At("r.db")).Output);
        string rows = Run("screen", At("r.db"), "--query", "class=fcc").Output;
        Assert.Contains("copper.cif, frame 1: Cu, face-centered cubic", rows);
        Assert.DoesNotContain("salt", rows);
        Assert.Equal(
            (0, $"{At("t.csv")}: 1 row\n"),
            Good("screen", At("r.db"), "--query", "elements=Na", "--csv", At("t.csv")));
        Assert.Equal(2, File.ReadAllLines(At("t.csv")).Length);
    }

    [Fact]
    public void What_cannot_be_read_is_kept_with_its_reason()
    {
        File.WriteAllText(At("in/bad.cif"), "nothing of that kind");
        (int exitCode, string output, _) = Run("screen", At("in"), "--out", At("r.db"), "--passes", "32");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("2 classified, 0 repeated, 0 there before, 1 without a result", output);
        Assert.Contains("bad.cif, line 1", Good("screen", At("r.db")).Output);
    }

    [Fact]
    public void An_archive_is_taken_file_by_file()
    {
        File.WriteAllText(At("in/deep/broken.xyz"), "2\n\nCu 0 0 0\n");
        File.WriteAllText(At("in/readme"), "no structure");
        System.IO.Compression.ZipFile.CreateFromDirectory(At("in"), At("all.zip"));
        (int exitCode, string output, string error) =
            Run("screen", At("all.zip"), "--out", At("r.db"), "--passes", "32");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("2 classified, 0 repeated, 0 there before, 1 without a result", output);
        Assert.Contains("all.zip: 1 file is no structure file and left out: readme", error);
        string rows = Run("screen", At("r.db"), "--query", "source=*").Output;
        Assert.Contains("all.zip/copper.cif, frame 1", rows);
        Assert.Contains("all.zip/deep/salt.xyz, frame 1", rows);
        Assert.Contains("all.zip/deep/broken.xyz, line", Good("screen", At("r.db")).Output);

        // Frames are counted in each file of it.
        StructureFile.Write(At("in/two.xyz"), Enumerable.Repeat(PrototypeLibrary.Find("bcc").Structure, 2));
        File.Delete(At("all.zip"));
        System.IO.Compression.ZipFile.CreateFromDirectory(At("in"), At("all.zip"));
        Run("screen", At("all.zip"), "--out", At("first.db"), "--passes", "32", "--frames", "1");
        Assert.Equal(3, Run("screen", At("first.db"), "--query", "frame=1").Output.Split('\n').Length - 1);
        File.Delete(At("in/two.xyz"));

        // The same atoms outside of the archive are not classified again.
        Assert.Contains(
            "0 classified, 2 repeated", Run("screen", At("in"), "--out", At("r.db"), "--passes", "32").Output);
    }

    [Fact]
    public void A_damaged_archive_is_told_and_the_others_are_taken()
    {
        System.IO.Compression.ZipFile.CreateFromDirectory(At("in/deep"), At("in/all.zip"));
        File.WriteAllBytes(At("in/cut.zip"), File.ReadAllBytes(At("in/all.zip"))[..60]);
        (int exitCode, string output, _) = Run("screen", At("in"), "--out", At("r.db"), "--passes", "32");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("2 classified, 1 repeated, 0 there before, 1 without a result", output);
        Assert.Contains("cut.zip: the archive is damaged", Good("screen", At("r.db")).Output);
    }

    [Fact]
    public void Rows_become_tables_structures_groups_and_a_map()
    {
        Run("make", "crystals", At("many.xyz"), "--count", "60", "--most-atoms", "4");
        Good("screen", At("many.xyz"), "--out", At("r.db"), "--passes", "32");
        string[] files = ["t.csv", "t.parquet", "t.xyz", "map.csv", "map.svg", "map.png", "map.pdf"];
        string[] options =
        [
            "screen", At("r.db"), "--query", "atoms<=2", "--csv", At("t.csv"), "--parquet", At("t.parquet"), "--xyz",
            At("t.xyz"), "--embedding", At("map.csv"), "--duplicates", "0.5",
        ];
        string output = Run(options).Output;
        Assert.All(files, file => Assert.True(File.Exists(At(file)), file));
        int rows = File.ReadAllLines(At("t.csv")).Length - 1;
        Assert.InRange(rows, 5, 59);
        Assert.Equal(rows, StructureFile.Read(At("t.xyz")).Count());
        Assert.Equal(rows, File.ReadAllLines(At("map.csv")).Length - 1);
        Assert.Contains($"t.parquet: {rows} rows", output.Replace(_folder + Path.DirectorySeparatorChar, ""));
        Assert.Contains(" structures in ", output);

        // Its own files are replaced, and no others.
        byte[] table = File.ReadAllBytes(At("t.parquet"));
        Assert.Equal(output, Run(options).Output);
        Assert.Equal(table, File.ReadAllBytes(At("t.parquet")));
        Assert.Throws<IOException>(() => Run("screen", At("r.db"), "--parquet", At("t.csv")));
        Assert.Throws<IOException>(() => Run("screen", At("r.db"), "--csv", At("r.db")));
    }

    [Fact]
    public void Nothing_else_is_overwritten_or_asked()
    {
        string other = At("in/copper.cif");
        byte[] before = File.ReadAllBytes(other);
        Assert.Throws<IOException>(() => Run("screen", At("in/deep"), "--out", other));
        Assert.Throws<IOException>(() => Run("screen", other));
        Assert.Throws<ArgumentException>(() => Run("screen", At("a.db"), At("b.db")));
        Assert.Equal(before, File.ReadAllBytes(other));
        Assert.Contains("--out", Run("screen", At("r.db"), "--space-group").Error);
        Assert.Contains("--out", Run("screen", At("in"), "--out", At("r.db"), "--query", "atoms=1").Error);
    }

    [Fact]
    public void A_folder_may_hold_the_database_and_what_was_written_of_it()
    {
        string[] arguments = ["screen", At("in"), "--out", At("in/r.db"), "--passes", "32"];
        Good(arguments);
        Good("screen", At("in/r.db"), "--csv", At("in/t.csv"), "--embedding", At("in/map.csv"));
        (int exitCode, string output, string error) = Run(arguments);
        Assert.Equal(0, exitCode);
        Assert.Contains("0 classified, 0 repeated, 2 there before, 0 without a result", output);
        Assert.Contains("6 files are no structure files and left out", error);
    }

    [Fact]
    public void A_condition_that_is_not_known_is_told_with_those_that_are()
    {
        Good("screen", At("in"), "--out", At("r.db"), "--passes", "32");
        string message = Assert.Throws<ArgumentException>(
            () => Run("screen", At("r.db"), "--query", "color=red")).Message;
        Assert.Contains("'color' is not known", message);
        Assert.Contains("mutual-information", message);
    }

    private static (int ExitCode, string Output) Good(params string[] arguments)
    {
        (int exitCode, string output, string error) = Run(arguments);
        Assert.Equal("", error);
        return (exitCode, output);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = AriseCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }

    private string At(string name) => Path.Combine(_folder, name);
}
