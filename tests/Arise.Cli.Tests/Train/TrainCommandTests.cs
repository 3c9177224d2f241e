using System.CommandLine;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-train-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_the_model_and_its_card_and_leaves_nothing_else()
    {
        string dataset = Path.Combine(_folder, "set.npz"), model = Path.Combine(_folder, "models", "small.safetensors");
        new TrainingSet(
            [1, 0, 0, 1, 0.9f, 0.1f, 0.1f, 0.8f], [0, 1, 0, 1], ["across", "down"], ["a", "b", "c", "d"]).Write(
                dataset);
        using var output = new StringWriter();
        int exitCode = TrainCommand.Create()
            .Parse([dataset, "--out", model, "--epochs", "20", "--hidden", "4", "3", "--learning-rate", "0.01"])
            .Invoke(
                new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains(model, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["small.md", "small.safetensors"],
            Directory.GetFiles(Path.GetDirectoryName(model)!).Select(Path.GetFileName).Order());
        BayesianNetwork network = ModelFile.Read(model);
        Assert.Equal([2, 4, 3, 2], network.Architecture.LayerSizes.ToArray());
        Assert.Equal(20, network.Metadata.Training!.Settings.Epochs);
        Assert.DoesNotContain(_folder, network.Metadata.Training.Command!, StringComparison.Ordinal);
        string card = File.ReadAllText(Path.ChangeExtension(model, ".md"));
        Assert.Contains("2-4-3-2", card, StringComparison.Ordinal);
        Assert.Contains(network.Metadata.Training.Command!, card, StringComparison.Ordinal);
        Assert.Contains(network.Metadata.Training.DataDigest, card, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_validation_all_rows_are_trained_on_and_the_last_epoch_is_kept()
    {
        string dataset = Path.Combine(_folder, "set.npz"), model = Path.Combine(_folder, "all.safetensors");
        new TrainingSet([1, 0, 0, 1], [0, 1], ["across", "down"], ["a", "b"]).Write(dataset);
        using var output = new StringWriter();
        int exitCode = TrainCommand.Create()
            .Parse([dataset, "--out", model, "--epochs", "3", "--hidden", "4", "--validation", "0"])
            .Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        Assert.True(exitCode == 0, output.ToString());
        TrainingRecord record = ModelFile.Read(model).Metadata.Training!;
        Assert.Equal((2, 0, 3), (record.TrainingRows, record.ValidationRows, record.BestEpoch));
        Assert.Null(record.ValidationAccuracy);
        Assert.DoesNotContain("validation accuracy", File.ReadAllText(Path.ChangeExtension(model, ".md")));
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "many")]
    [InlineData("--dropout", "1")]
    [InlineData("--learning-rate", "-1")]
    [InlineData("--threads", "-1")]
    [InlineData("--decay", "sudden")]
    [InlineData("--validation", "1")]
    public void Values_out_of_range_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(TrainCommand.Create().Parse(["set.npz", "--out", "a.safetensors", option, value]).Errors);

    [Fact]
    public void Trains_on_a_folder_of_structure_files()
    {
        string folder = Path.Combine(_folder, "metals"), model = Path.Combine(_folder, "metals.safetensors");
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "POSCAR_fcc"), Cell("Cu", 3.6, "0 0 0", "0 .5 .5", ".5 0 .5", ".5 .5 0"));
        File.WriteAllText(Path.Combine(folder, "bcc.vasp"), Cell("Fe", 2.87, "0 0 0", ".5 .5 .5"));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "not a structure");
        using var output = new StringWriter();
        int exitCode = TrainCommand.Create()
            .Parse(
            [
                "--prototypes", folder, "--out", model, "--epochs", "15", "--hidden", "8", "--learning-rate", "0.01",
            ])
            .Invoke(
                new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
        Assert.True(exitCode == 0, output.ToString());
        BayesianNetwork network = ModelFile.Read(model);
        Assert.Equal(["bcc", "fcc"], network.Metadata.ClassLabels.ToArray());
        Assert.True(network.Metadata.Training!.TotalAccuracy > 0.95);
        Assert.StartsWith("arise train --prototypes metals --hidden 8", network.Metadata.Training!.Command);

        static string Cell(string element, double edge, params string[] sites) => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{element}\n{edge}\n1 0 0\n0 1 0\n0 0 1\n{element}\n{sites.Length}\nDirect\n{string.Join('\n', sites)}\n");
    }

    [Fact]
    public void Either_a_set_or_a_folder_is_needed()
    {
        Assert.NotEmpty(TrainCommand.Create().Parse(["--out", "a.safetensors"]).Errors);
        Assert.NotEmpty(
            TrainCommand.Create().Parse(["set.npz", "--prototypes", "folder", "--out", "a.safetensors"]).Errors);
    }

    [Fact]
    public void A_folder_is_no_model_file() => Assert.Throws<IOException>(() => TrainCommand.Create()
        .Parse(["set.npz", "--out", _folder])
        .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

    [Fact]
    public void A_model_file_must_be_named() => Assert.NotEmpty(TrainCommand.Create().Parse(["set.npz"]).Errors);
}
