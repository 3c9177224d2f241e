using System.CommandLine;
using Arise.Reproduction;

namespace Arise.Cli.Tests;

public sealed class ReproduceCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-reproduce-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Options_make_the_study()
    {
        PublishedStudy study = ReproduceCommand.Study(
            ReproduceCommand.Create().Parse(["--out", _folder, "--tune", "--trials", "7", "--repetitions", "1"]));
        Assert.Contains("7 trials", study.Steps[1].Title, StringComparison.Ordinal);
        Assert.Contains("14112 defective structures", study.Steps[3].Title, StringComparison.Ordinal);
        Assert.All(study.Steps, step => Assert.StartsWith(_folder, step.Result, StringComparison.Ordinal));
    }

    [Fact]
    public void The_plan_is_printed_and_nothing_is_made()
    {
        using var output = new StringWriter();
        string folder = Path.Combine(_folder, "study");
        int exitCode = ReproduceCommand.Create()
            .Parse(["--out", folder, "--plan", "--repetitions", "2"])
            .Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        Assert.Equal(0, exitCode);
        Assert.Contains("28224 defective structures", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("in all", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
