using System.Text.Json;
using Arise.Files;

namespace Arise.Cli.Tests.Kills;

/// <summary>What a program that is asked to stop keeps, and what it says.</summary>
public sealed class SignalTests : IDisposable
{
    private const string Many = "100000";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-signals-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(AriseProcess.Terminate, 143)]
    [HangupData(129)]
    public void What_is_classified_is_kept(int signal, int exitCode)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = new AriseProcess(
            _folder, "classify", "-", "--csv", "c.csv", "--hidden", "h.npz", "--json", "--passes", "16");
        process.Write(string.Concat(Enumerable.Repeat(File.ReadAllText(KillInputs.Shared.Few), 20)));

        // More would come: the program waits for it.
        process.WaitUntil(() => process.Output.Contains("\"file\"", StringComparison.Ordinal));
        process.Send(signal);
        Assert.Equal(exitCode, process.End());
        Assert.Contains("interrupted", process.Errors);
        int rows = File.ReadLines(Path.Combine(_folder, "c.csv")).Count() - 1;
        Assert.InRange(rows, 1, 60);
        using JsonDocument answers = JsonDocument.Parse(process.Output);
        Assert.Equal(rows, answers.RootElement.GetArrayLength());
        Assert.Equal(rows, NumpyArchive.Read(Path.Combine(_folder, "h.npz"))["names"].Shape[0]);
        Assert.Equal(["c.csv", "h.npz"], Names());
    }

    [Fact]
    public void A_training_in_its_first_epoch_leaves_a_checkpoint()
    {
        if (OperatingSystem.IsWindows())
            return;
        string[] arguments =
            ["train", KillInputs.Shared.Set, "--out", "m.safetensors", "--hidden", "512", "512", "--epochs", "100000"];
        using var process = new AriseProcess(_folder, arguments);
        process.WaitUntil(() => process.Output.Contains("rows to train on", StringComparison.Ordinal));
        process.Send(AriseProcess.Terminate);
        Assert.Equal(143, process.End());
        Assert.Contains("--resume", process.Errors);
        Assert.Equal(["m.checkpoint"], Names());

        using var again = new AriseProcess(_folder, arguments);
        Assert.Equal(CommandLineApplication.Failure, again.End());
        Assert.Contains("--resume", again.Errors);
        Assert.Contains("--overwrite", again.Errors);
        Assert.Equal(["m.checkpoint"], Names());
    }

    [Fact]
    public void A_study_goes_on_with_the_step_that_was_killed()
    {
        string[] arguments = ["reproduce", "--out", "out", "--epochs", "1", "--repetitions", "1", "--passes", "16"];
        string results = Path.Combine(_folder, "out"), set = Path.Combine(results, "pristine.npz");
        string training = Path.Combine(results, ".model.safetensors.lock");
        using var killed = new AriseProcess(_folder, arguments);
        killed.WaitUntil(() => File.Exists(set));
        killed.Send(AriseProcess.Kill);
        killed.End();
        byte[] complete = File.ReadAllBytes(set);

        using var process = new AriseProcess(_folder, arguments);
        process.WaitUntil(() => File.Exists(training));
        process.Send(AriseProcess.Terminate);
        int exitCode = process.End();
        Assert.Equal(complete, File.ReadAllBytes(set));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(143, exitCode);
        Assert.Contains("interrupted in the step 'model", process.Errors);
    }

    [Theory]
    [InlineData(".c.csv.lock", "classify", "-", "--csv", "c.csv")]
    [InlineData("out/.arise.lock", "map", "SAMPLE", "--box", "9", "--stride", "0.5", "--mode", "exact", "--out", "out")]
    [InlineData(".m.safetensors.lock", "train", "SET", "--out", "m.safetensors", "--epochs", Many)]
    [InlineData(".t.sqlite.lock", "tune", "SET", "--db", "t.sqlite", "--out", "m.safetensors", "--epochs", Many)]
    [InlineData(".r.db.lock", "screen", "-", "--out", "r.db")]
    [InlineData("out/.arise.lock", "evaluate", "--repetitions", "10", "--out", "out")]
    [InlineData("out/.arise.lock", "bain", "--step", "0.01", "--out", "out")]
    public void A_second_run_is_told_who_holds_the_output(string hold, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
            return;
        arguments = [.. arguments.Select(word => word switch
        {
            "SAMPLE" => KillInputs.Shared.Sample,
            "SET" => KillInputs.Shared.Set,
            _ => word,
        })];
        using var first = new AriseProcess(_folder, arguments);
        first.WaitUntil(() => File.Exists(Path.Combine(_folder, hold)));
        using var second = new AriseProcess(_folder, arguments);
        Assert.Equal(CommandLineApplication.Failure, second.End());
        Assert.Contains($"another run writes here: process {first.Number} on ", second.Errors);
        Assert.DoesNotContain("   at ", second.Errors);
        first.Send(AriseProcess.Terminate);
        Assert.Equal(143, first.End());
        Assert.False(File.Exists(Path.Combine(_folder, hold)));
    }

    private string[] Names() =>
    [
        .. Directory.GetFileSystemEntries(_folder)
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];
}
