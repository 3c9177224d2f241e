using System.CommandLine;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Cli.Tests;

public sealed class ExtendCommandTests : IDisposable
{
    private const string Fcc = "Cu\n3.6\n1 0 0\n0 1 0\n0 0 1\nCu\n4\nDirect\n0 0 0\n0 .5 .5\n.5 0 .5\n.5 .5 0\n";
    private const string Bcc = "Fe\n2.87\n1 0 0\n0 1 0\n0 0 1\nFe\n2\nDirect\n0 0 0\n.5 .5 .5\n";

    // A body-centered tetragonal cell with c / a = 1.41 is the face-centered cubic one within half a per cent.
    private const string AlmostFcc = "Cu\n2.55\n1 0 0\n0 1 0\n0 0 1.41\nCu\n2\nDirect\n0 0 0\n.5 .5 .5\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-extend-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Adds_a_class_to_a_model_and_says_how_the_old_ones_fare()
    {
        string classes = Path.Combine(_folder, "classes");
        Directory.CreateDirectory(classes);
        File.WriteAllText(Path.Combine(classes, "fcc.vasp"), Fcc);
        string bcc = Write("POSCAR_bcc", Bcc), almost = Write("almost.vasp", AlmostFcc);
        string small = Path.Combine(_folder, "small.safetensors"), larger = Path.Combine(_folder, "larger.safetensors");
        Run(TrainCommand.Create(), "--prototypes", classes, "--out", small, "--epochs", "4", "--hidden", "8");

        (string output, string error) = Run(
            ExtendCommand.Create(), small, "--add", bcc, almost, "--out", larger, "--prototypes", classes,
            "--epochs", "30", "--learning-rate", "0.01");
        Assert.Contains("almost and fcc", error, StringComparison.Ordinal);
        Assert.DoesNotContain("bcc", error, StringComparison.Ordinal);
        Assert.Contains("bcc: most similar to", output, StringComparison.Ordinal);
        Assert.Contains("old      pristine", output, StringComparison.Ordinal);
        BayesianNetwork network = ModelFile.Read(larger);
        Assert.Equal(["fcc", "almost", "bcc"], network.Metadata.ClassLabels.ToArray());
        Assert.StartsWith(
            "arise extend small.safetensors --add POSCAR_bcc almost.vasp", network.Metadata.Training!.Command);
        Assert.True(File.Exists(Path.ChangeExtension(larger, ".md")));
        Assert.False(File.Exists(Path.ChangeExtension(larger, ".checkpoint")));
    }

    [Fact]
    public void Unknown_old_classes_and_labels_given_twice_are_told()
    {
        string classes = Path.Combine(_folder, "classes");
        Directory.CreateDirectory(classes);
        File.WriteAllText(Path.Combine(classes, "fcc.vasp"), Fcc);
        string small = Path.Combine(_folder, "small.safetensors"), larger = Path.Combine(_folder, "larger.safetensors");
        Run(TrainCommand.Create(), "--prototypes", classes, "--out", small, "--epochs", "1", "--hidden", "2");
        string bcc = Write("bcc.vasp", Bcc);
        Assert.Contains("the classes fcc", Fails(small, "--add", bcc, "--out", larger), StringComparison.Ordinal);
        Assert.Contains(
            "'fcc' is there already",
            Fails(small, "--add", Path.Combine(classes, "fcc.vasp"), "--out", larger, "--prototypes", classes),
            StringComparison.Ordinal);
        Assert.False(File.Exists(larger));
    }

    [Fact]
    public void A_robust_model_sees_defective_and_disordered_structures_too()
    {
        string small = SmallModel(), bcc = Write("bcc.vasp", Bcc);
        string[] options =
        [
            small, "--add", bcc, "--prototypes", Path.GetDirectoryName(small)!, "--epochs", "6",
            "--learning-rate", "0.01",
        ];
        string plain = Path.Combine(_folder, "plain.safetensors"), robust = Path.Combine(_folder, "robust.safetensors");
        Run(ExtendCommand.Create(), [.. options, "--out", plain]);
        string[] numbers = ["--robust", "--blocks", "6", "--pieces", "5", "--disordered", "7"];
        (string output, _) = Run(ExtendCommand.Create(), [.. options, "--out", robust, .. numbers]);

        // Two classes, each with six blocks and five pieces more, and seven structures without a class.
        TrainingRecord without = Record(plain), with = Record(robust);
        Assert.Equal(
            without.TrainingRows + without.ValidationRows + (2 * (6 + 5)) + 7, with.TrainingRows + with.ValidationRows);
        Assert.Contains("1 old classes and 1 new", output, StringComparison.Ordinal);
        Assert.Contains("new      displaced by 10 %", output, StringComparison.Ordinal);
        Assert.Contains(
            "--robust --blocks 6 --pieces 5 --disordered 7 --epochs 6", with.Command, StringComparison.Ordinal);
        Assert.DoesNotContain("--robust", without.Command, StringComparison.Ordinal);
        Assert.Equal(["fcc", "bcc"], ModelFile.Read(robust).Metadata.ClassLabels.ToArray());

        // The command in the record gives the same model on another number of threads.
        string again = Path.Combine(_folder, "again.safetensors");
        Run(ExtendCommand.Create(), [.. options, "--out", again, .. numbers, "--threads", "3"]);
        Assert.Equal(File.ReadAllBytes(robust), File.ReadAllBytes(again));
    }

    [Fact]
    public void A_learning_rate_that_is_too_high_is_told()
    {
        string small = SmallModel(), larger = Path.Combine(_folder, "larger.safetensors");
        string[] arguments =
        [
            small, "--add", Write("bcc.vasp", Bcc), "--out", larger, "--prototypes", Path.GetDirectoryName(small)!,
            "--learning-rate", "1e38",
        ];
        Assert.Contains(
            "lower the learning rate",
            Assert.Throws<TrainingDivergedException>(() => Run(ExtendCommand.Create(), arguments)).Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(larger));
    }

    [Theory]
    [InlineData("--blocks")]
    [InlineData("--pieces")]
    [InlineData("--disordered")]
    public void A_negative_number_of_structures_is_wrong_usage(string option) => Assert.NotEmpty(
        ExtendCommand.Create().Parse(["m", "--add", "a.cif", "--out", "b.safetensors", option, "-1"]).Errors);

    private static TrainingRecord Record(string model) => ModelFile.Read(model).Metadata.Training!;

    private static string Fails(params string[] arguments) =>
        Assert.Throws<ArgumentException>(() => Run(ExtendCommand.Create(), arguments)).Message;

    private static (string Output, string Error) Run(Command command, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int exitCode = command.Parse(arguments).Invoke(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        Assert.True(exitCode == 0, error.ToString());
        return (output.ToString(), error.ToString());
    }

    // A model of fcc only, beside the file of its class.
    private string SmallModel()
    {
        string classes = Path.Combine(_folder, "classes"), small = Path.Combine(classes, "small.safetensors");
        Directory.CreateDirectory(classes);
        File.WriteAllText(Path.Combine(classes, "fcc.vasp"), Fcc);
        Run(TrainCommand.Create(), "--prototypes", classes, "--out", small, "--epochs", "4", "--hidden", "8");
        return small;
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
