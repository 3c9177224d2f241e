using System.CommandLine;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private static readonly string[] Written =
        [".arise.json", "agreement.csv", "compare.npz", "compare.pdf", "compare.png", "compare.svg", "compared.xyz",
            "counts.csv"];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-compare-").FullName;

    public CompareCommandTests() => AtomModel.Write(PathOf("atoms.safetensors"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Frames_are_compared_and_the_tables_say_who_says_what()
    {
        StructureFile.Write(PathOf("run.xyz"), [Copper(0), Copper(0.5), Copper(1)]);
        (int exitCode, string output, string error) = Run("run.xyz", "--out", PathOf("out"));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("  frame    timestep     atoms        cna       acna        baa", output);
        Assert.Contains("      1                   108    100.0 %    100.0 %    100.0 %", output);
        Assert.Contains("equal answers", output);
        Assert.Contains("most frequent disagreements", output);
        Assert.Contains("for cna, ", output);
        Assert.Contains($"3 frames; written to {PathOf("out")}", output);
        Assert.All(output.Split('\n').SkipLast(2), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        Assert.Equal(Written, Names("out"));
        AtomicStructure[] compared = [.. StructureFile.Read(Path.Combine(PathOf("out"), "compared.xyz"))];
        Assert.Equal(3, compared.Length);
        Assert.All(compared[0].Columns[0].Integers.ToArray(), number => Assert.Equal(1, number));
    }

    [Fact]
    public void Methods_and_what_they_are_told_are_chosen()
    {
        StructureFile.Write(PathOf("a.xyz"), Copper(0));
        (int exitCode, string output, _) = Run(
            "a.xyz", "--methods", "csp,cna", "--cutoff", "2", "--csp-neighbors", "12", "--format", "dump", "--out",
            PathOf("out"));
        Assert.Equal(0, exitCode);
        Assert.Contains("0.000 A^2", output);
        Assert.DoesNotContain("fcc", output);
        Assert.DoesNotContain("equal answers", output);
        Assert.Equal(
            ["centrosymmetry", "cna"],
            StructureFile.ReadFirst(Path.Combine(PathOf("out"), "compared.dump")).Columns
                .Select(column => column.Name).Where(name => name is not ("id" or "type")));
    }

    [Fact]
    public void The_trees_of_bond_angles_differ()
    {
        StructureFile.Write(PathOf("a.xyz"), Copper(0.7));
        string[] options = ["a.xyz", "--methods", "baa", "--out"];
        Assert.Equal(0, Run([.. options, PathOf("one"), "--baa", "original"]).ExitCode);
        Assert.Equal(0, Run([.. options, PathOf("same")]).ExitCode);
        Assert.Equal(0, Run([.. options, PathOf("other"), "--baa", "lammps"]).ExitCode);
        string[] counts = [.. new[] { "one", "same", "other" }
            .Select(name => File.ReadAllText(Path.Combine(PathOf(name), "counts.csv")))];
        Assert.Equal(counts[0], counts[1]);
        Assert.NotEqual(counts[0], counts[2]);
    }

    [Fact]
    public void The_same_bytes_come_on_any_number_of_threads()
    {
        StructureFile.Write(PathOf("run.xyz"), [Copper(0), Copper(0.5), Copper(0.8), Copper(1)]);
        foreach (string threads in new[] { "1", "3" })
            Assert.Equal(0, Run("run.xyz", "--threads", threads, "--out", PathOf(threads)).ExitCode);
        foreach (string name in Written)
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(PathOf("1"), name)), File.ReadAllBytes(Path.Combine(PathOf("3"), name)));
        }
    }

    [Fact]
    public void Frames_are_chosen_and_one_that_fails_does_not_lose_the_others()
    {
        AtomicStructure good = Copper(0);
        StructureFile.Write(PathOf("a.xyz"), [good, good, good.Select([0, 1]), good, good]);
        (int exitCode, string output, string error) =
            Run("a.xyz", "--frames", "2:4", "--methods", "acna,arise", "--out", PathOf("out"));
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("a.xyz, frame 3: arise says nothing: 2 atoms to label", error);
        Assert.Contains("3 frames", output);
        Assert.Equal(
            ["2", "3", "4"],
            File.ReadLines(Path.Combine(PathOf("out"), "counts.csv")).Skip(1).Select(line => line.Split(',')[1])
                .Distinct());
    }

    [Fact]
    public void Older_results_go_only_when_told()
    {
        StructureFile.Write(PathOf("a.xyz"), Copper(0));
        Assert.Equal(0, Run("a.xyz", "--out", PathOf("out")).ExitCode);
        Assert.Throws<IOException>(() => Run("a.xyz", "--out", PathOf("out")));
        Assert.Equal(0, Run("a.xyz", "--out", PathOf("out"), "--overwrite").ExitCode);
    }

    [Theory]
    [InlineData("--methods", "cna,pta", "pta")]
    [InlineData("--methods", "cna,,acna", "between commas")]
    [InlineData("--methods", "cna,cna", "twice")]
    [InlineData("--cutoff", "0", "above 0")]
    [InlineData("--cutoff", "1000", "up to 100")]
    [InlineData("--csp-neighbors", "7 --methods csp", "even number")]
    [InlineData("--model", "fcc --methods csp", "not among the --methods")]
    [InlineData("--csp-neighbors", "12", "not among the --methods")]
    [InlineData("--rmsd-cutoff", "0", "above 0")]
    [InlineData("--rmsd-cutoff", "0.1 --methods cna", "not among the --methods")]
    [InlineData("--baa", "ovito", "ovito")]
    [InlineData("--every", "0", "from 1")]
    [InlineData("--format", "cif", "xyz or dump")]
    public void Wrong_values_are_wrong_usage(string option, string value, string says)
    {
        StructureFile.Write(PathOf("a.xyz"), Copper(0));
        ParseResult parsed = AriseCommand.Create().Parse(
            ["compare", PathOf("a.xyz"), "--out", PathOf("out"), option, .. value.Split(' ')]);
        string error = parsed.Errors.Count > 0
            ? string.Join(' ', parsed.Errors.Select(one => UsageError.Sentence(one.Message)))
            : ErrorText.Of(
                Assert.Throws<ArgumentException>(
                    () => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false })),
                parsed.CommandResult.Command);
        Assert.Contains(option, error);
        Assert.Contains(says, error);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        string[] given = [.. arguments.Select(word => File.Exists(PathOf(word)) ? PathOf(word) : word)];
        int methods = Array.IndexOf(given, "--methods");
        string[] model = methods < 0 || given[methods + 1].Contains("arise", StringComparison.Ordinal)
            ? ["--model", PathOf("atoms.safetensors")] : [];
        int exitCode = AriseCommand.Create().Parse(["compare", .. given, .. model]).Invoke(new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }

    // A block of 108 atoms, displaced.
    private static AtomicStructure Copper(double displacement)
    {
        const double a = 3.615;
        var random = new Random(1);
        var cell = new AtomicStructure(
            [default, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), 4)],
            new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, a)),
            Periodicity.Bulk);
        AtomicStructure block = cell.Repeat(3, 3, 3);
        return block.WithPositions([.. block.Positions.ToArray().Select(p => p + (displacement * new Vector3D(
            random.NextDouble(), random.NextDouble(), random.NextDouble())))]);
    }

    private string[] Names(string folder) =>
        [.. Directory.GetFileSystemEntries(PathOf(folder)).Select(path => Path.GetFileName(path)!).Order()];

    private string PathOf(string name) => Path.Combine(_folder, name);
}
