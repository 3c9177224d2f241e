using System.CommandLine;
using Arise.Datasets;
using Arise.Evaluation;
using Arise.Prototypes;

namespace Arise.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-evaluate").FullName;

    // Of the descriptor that the data sets have.
    private const string Published = "arise-108-robust";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_of_perfect_crystals_is_all_right_and_the_report_says_so()
    {
        (string file, string output) = (Dataset(), Path.Combine(_folder, "out"));
        (int exitCode, string text, _) = Run(
            EvaluateCommand.Create(), file, "--model", Published, "--out", output, "--passes", "64");
        Assert.Equal(0, exitCode);
        Assert.Contains("all 8: 100.00 (88.89 to 100.00) %", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        string[] tables = ["evaluation.md", "parts.csv", "classes.csv", "confusions.csv", "reliability.csv"];
        foreach (string name in tables)
            Assert.True(File.Exists(Path.Combine(output, name)), name);
    }

    [Fact]
    public void A_finished_evaluation_is_not_done_again_and_another_one_is_refused()
    {
        (string file, string output) = (Dataset(), Path.Combine(_folder, "out"));
        string[] command = [file, "--model", Published, "--out", output, "--passes", "64"];
        Run(EvaluateCommand.Create(), command);
        string answers = Path.Combine(output, "answers.npz");
        byte[] before = File.ReadAllBytes(answers);
        Assert.Equal(0, Run(EvaluateCommand.Create(), command).ExitCode);
        Assert.Equal(before, File.ReadAllBytes(answers));
        EvaluationException error = Assert.Throws<EvaluationException>(
            () => Run(EvaluateCommand.Create(), [.. command, "--seed", "1"]));
        Assert.Contains("answers.npz", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(answers));
    }

    [Theory]
    [InlineData("--repetitions", "0")]
    [InlineData("--group", "color")]
    public void Wrong_values_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(EvaluateCommand.Create().Parse(["--out", _folder, option, value]).Errors);

    [Fact]
    public void Prototypes_are_compared_by_name_and_unknown_ones_are_told()
    {
        string output = Path.Combine(_folder, "similarity");
        (int exitCode, string text, _) =
            Run(SimilarityCommand.Create(), "fcc", "hcp", "bcc", "--cutoff", "3,4", "--out", output);
        Assert.Equal(0, exitCode);
        Assert.Contains("cutoff 3, sigma 0.1", text, StringComparison.Ordinal);
        Assert.Equal(1 + (3 * 2), File.ReadAllLines(Path.Combine(output, "similarity.csv")).Length);
        Assert.True(File.Exists(Path.Combine(output, "similarity.png")));
        (exitCode, _, string error) = Run(SimilarityCommand.Create(), "fcc", "bcx", "--out", output + "2");
        Assert.Equal(1, exitCode);
        Assert.Contains("no file bcx", error, StringComparison.Ordinal);
        Assert.NotEmpty(SimilarityCommand.Create().Parse(["--cutoff", "3,x", "--out", output]).Errors);
    }

    [Fact]
    public void Blocks_are_compared_with_their_crystal()
    {
        string output = Path.Combine(_folder, "supercells");
        Assert.Equal(0, Run(SimilarityCommand.Create(), "fcc", "--supercells", "3", "--out", output).ExitCode);
        Assert.Equal(4, File.ReadAllLines(Path.Combine(output, "supercells.csv")).Length);
        (int exitCode, _, string error) =
            Run(SimilarityCommand.Create(), "zigzag_cnt_nm_6_0_0.0_4.7", "--supercells", "3", "--out", output + "2");
        Assert.Equal(1, exitCode);
        Assert.Contains("periodic", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Bain_path_is_drawn()
    {
        string output = Path.Combine(_folder, "bain");
        (int exitCode, string text, _) = Run(BainCommand.Create(), "--step", "0.25", "--passes", "64", "--out", output);
        Assert.Equal(0, exitCode);
        Assert.Contains("face-centered cubic", text, StringComparison.Ordinal);
        Assert.Contains("169 crystals", text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "bain_classes.svg")));
        Assert.NotEmpty(BainCommand.Create().Parse(["--step", "0", "--out", output]).Errors);
    }

    private string Dataset()
    {
        string file = Path.Combine(_folder, "set.npz");
        PristineTrainingSet.Generate(
            [PrototypeLibrary.Find("CsCl"), PrototypeLibrary.Find("diamond")],
            new DescriptorVariations { Cutoffs = [4.0], Sigmas = [0.1], Scales = [1.0] }).Write(file);
        return file;
    }

    private static (int ExitCode, string Output, string Error) Run(Command command, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = command.Parse(args).Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }
}
