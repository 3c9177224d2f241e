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
            (0, $"{At("t.csv")}: 1 rows\n"),
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
    public void A_condition_that_is_not_known_is_told_with_those_that_are()
    {
        Good("screen", At("in"), "--out", At("r.db"), "--passes", "32");
        string message = Assert.Throws<ArgumentException>(
            () => Run("screen", At("r.db"), "--query", "color=red")).Message;
        Assert.Contains("'color' is not known", message);
        Assert.Contains("mutual-information", message);
    }

    private (int ExitCode, string Output) Good(params string[] arguments)
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
