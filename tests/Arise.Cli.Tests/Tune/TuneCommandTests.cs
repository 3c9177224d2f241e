using System.CommandLine;
using Arise.Networks.Models;
using Arise.Training;
using Arise.Tuning;

namespace Arise.Cli.Tests;

public sealed class TuneCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-tune-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_the_best_model_and_tables_and_figure_beside_the_database()
    {
        string database = Path.Combine(_folder, "search.sqlite"), best = Path.Combine(_folder, "best.safetensors");
        string[] arguments = [Set(), "--db", database, "--out", best, "--epochs", "2", "--decay", "cosine"];
        Assert.Equal(0, Run([.. arguments, "--trials", "2"]));
        Assert.Equal(
            [
                "best.md", "best.safetensors", "search.csv", "search.md", "search.pdf", "search.png", "search.sqlite",
                "search.svg",
                "set.npz",
            ],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        TrainingSettings settings = ModelFile.Read(best).Metadata.Training!.Settings;
        Assert.Equal(LearningRateSchedule.Cosine, settings.Schedule);
        Assert.Equal(2, settings.Epochs);

        // More trials of the same search go on and the figure shows them; another decay is another search.
        byte[] figure = File.ReadAllBytes(Path.Combine(_folder, "search.svg"));
        Assert.Equal(0, Run([.. arguments, "--trials", "3"]));
        Assert.NotEqual(figure, File.ReadAllBytes(Path.Combine(_folder, "search.svg")));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(_folder, "search.csv")).Length);
        Assert.Contains(
            "decay",
            Assert.Throws<TuningException>(() => Run([.. arguments[..^2], "--trials", "3"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_decay_is_constant_unless_asked_for()
    {
        string database = Path.Combine(_folder, "search.sqlite"), best = Path.Combine(_folder, "best.safetensors");
        string[] arguments = [Set(), "--db", database, "--out", best, "--epochs", "1", "--trials", "1"];
        Assert.Equal(0, Run(arguments));
        Assert.Equal(LearningRateSchedule.Constant, ModelFile.Read(best).Metadata.Training!.Settings.Schedule);
        Assert.Equal(0, Run([.. arguments, "--decay", "constant"]));
    }

    [Theory]
    [InlineData("--decay", "sudden")]
    [InlineData("--trials", "0")]
    public void Values_out_of_range_are_wrong_usage(string option, string value) => Assert.NotEmpty(
        TuneCommand.Create().Parse(["set.npz", "--db", "a.sqlite", "--out", "b.safetensors", option, value]).Errors);

    [Fact]
    public void Table_and_card_must_not_be_the_same_file()
    {
        string[] arguments = [Set(), "--db", Path.Combine(_folder, "same.sqlite"), "--trials", "1", "--epochs", "1"];
        string beside = Path.Combine(_folder, "same.safetensors");
        Assert.Contains(
            "same.md",
            Assert.Throws<IOException>(() => Run([.. arguments, "--out", beside])).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, Run([.. arguments, "--out", Path.Combine(_folder, "models", "same.safetensors")]));
    }

    private static int Run(string[] arguments)
    {
        using var output = new StringWriter();
        return TuneCommand.Create().Parse(arguments).Invoke(
            new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
    }

    private string Set()
    {
        string path = Path.Combine(_folder, "set.npz");
        float[] descriptors = [1, 0, 0, 1, 0.9f, 0.1f, 0.1f, 0.8f, 1, 0.1f, 0, 0.9f];
        string[] names = ["a", "b", "c", "d", "e", "f"];
        new TrainingSet(
            [.. descriptors], [0, 1, 0, 1, 0, 1], ["across", "down"], [.. names]).Write(path);
        return path;
    }
}
