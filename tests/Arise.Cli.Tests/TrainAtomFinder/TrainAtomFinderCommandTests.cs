using System.CommandLine;
using Arise.Microscopy.Finders;

namespace Arise.Cli.Tests;

public sealed class TrainAtomFinderCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-finder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_the_model_and_its_card_and_leaves_nothing_else()
    {
        string model = Path.Combine(_folder, "models", "small.safetensors");
        using var output = new StringWriter();
        int exitCode = TrainAtomFinderCommand.Create()
            .Parse(["--out", model, "--patches", "16", "--epochs", "2", "--batch", "4", "--seed", "3"])
            .Invoke(
                new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains(model, output.ToString(), StringComparison.Ordinal);
        Assert.Contains("F1", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["small.md", "small.safetensors"],
            Directory.GetFiles(Path.GetDirectoryName(model)!).Select(Path.GetFileName).Order());
        Assert.Equal("network", NetworkAtomFinder.Read(model).Name);
        string card = File.ReadAllText(Path.ChangeExtension(model, ".md"));
        Assert.Contains("--patches 16 --batch 4 --learning-rate 0.002 --epochs 2 --seed 3", card);
        Assert.DoesNotContain(_folder, card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--patches", "-1")]
    [InlineData("--batch", "many")]
    [InlineData("--learning-rate", "0")]
    [InlineData("--threads", "-1")]
    [InlineData("--seed", "-1")]
    public void Values_out_of_range_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(TrainAtomFinderCommand.Create().Parse(["--out", "a.safetensors", option, value]).Errors);

    [Fact]
    public void A_folder_is_no_model_file() => Assert.Throws<IOException>(() => TrainAtomFinderCommand.Create()
        .Parse(["--out", _folder])
        .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

    [Fact]
    public void A_checkpoint_in_the_way_is_kept()
    {
        string model = Path.Combine(_folder, "m.safetensors"), checkpoint = Path.Combine(_folder, "m.checkpoint");
        File.WriteAllText(checkpoint, "of another program");
        Assert.ThrowsAny<IOException>(() => TrainAtomFinderCommand.Create()
            .Parse(["--out", model])
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        Assert.Equal("of another program", File.ReadAllText(checkpoint));
    }
}
