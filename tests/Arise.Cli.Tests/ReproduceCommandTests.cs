using System.CommandLine;

namespace Arise.Cli.Tests;

public sealed class ReproduceCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-reproduce-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("train")]
    [InlineData("tune", "--tune", "--trials", "7")]
    public void Every_step_is_a_command_that_can_be_given_by_itself(string training, params string[] more)
    {
        IReadOnlyList<ReproduceCommand.Step> steps = Plan(more);
        Assert.Equal(["dataset", training, "evaluate", "evaluate"], steps.Select(step => step.Arguments[0]));
        Command arise = AriseCommand.Create();
        Assert.All(steps, step => Assert.Empty(arise.Parse(step.Arguments).Errors));
        Assert.All(steps, step => Assert.StartsWith(_folder, step.Result, StringComparison.Ordinal));
        Assert.All(steps, step => Assert.True(step.Estimate > TimeSpan.Zero));

        // Every step but the first reads what another has written.
        Assert.Contains(steps[0].Result, steps[1].Arguments);
        Assert.All(steps.Skip(2), step => Assert.Contains(steps[1].Result, step.Arguments));
    }

    [Fact]
    public void What_is_complete_is_not_made_again_and_what_was_interrupted_goes_on()
    {
        Assert.All(Plan(), step => Assert.False(step.IsComplete));
        File.WriteAllText(Path.Combine(_folder, "pristine.npz"), "");
        File.WriteAllText(Path.Combine(_folder, "model.checkpoint"), "");
        IReadOnlyList<ReproduceCommand.Step> steps = Plan();
        Assert.True(steps[0].IsComplete);
        Assert.False(steps[1].IsComplete);
        Assert.Contains("--resume", steps[1].Arguments);
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

    private IReadOnlyList<ReproduceCommand.Step> Plan(params string[] more) =>
        ReproduceCommand.Plan(ReproduceCommand.Create().Parse(["--out", _folder, .. more]));
}
