using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests;

/// <summary>Runs alone: the current folder and the console belong to the whole process.</summary>
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
[Collection(nameof(ReadmeTests))]
public partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"));

    [Fact]
    public void Three_lines_of_CSharp_name_rock_salt()
    {
        string folder = Directory.GetCurrentDirectory();
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        try
        {
            Directory.SetCurrentDirectory(SharedData.RepositoryRoot);
            Console.SetOut(output);
            ThreeLines();
        }
        finally
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(folder);
        }

        Assert.StartsWith("rock salt (B1): 100.0 %, 0.0", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" bit", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void These_are_the_lines_of_the_README()
    {
        string block = CSharpBlock().Match(Readme).Groups["lines"].Value;
        string[] lines = [.. block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())];
        Assert.Equal(3, lines.Length);
        string[] source = [.. File.ReadAllLines(SourcePath()).Select(line => line.Trim())];
        int start = Array.IndexOf(source, "private static void " + nameof(ThreeLines) + "()");
        Assert.Equal(["{", .. lines, "}"], source[(start + 1)..(start + 6)]);
    }

    [Fact]
    public void Commands_name_what_exists()
    {
        Assert.Contains("\ndotnet test -c Release\n", Readme, StringComparison.Ordinal);
        Assert.True(
            File.Exists(Path.Combine(SharedData.RepositoryRoot, "Arise.slnx")), "dotnet test finds the solution.");
        MatchCollection paths = RepositoryPath().Matches(Readme);
        Assert.Contains("examples/copper_defective.xyz", paths.Select(match => match.Value));
        Assert.Contains("src/Arise.Cli", paths.Select(match => match.Value));
        Assert.All(paths.Select(match => match.Value.TrimEnd('.')), path =>
            Assert.True(
                Path.Exists(Path.Combine(SharedData.RepositoryRoot, path)),
                $"README names {path}, which is not there."));
    }

    private static void ThreeLines()
    {
        AtomicStructure structure = StructureFile.ReadFirst("examples/rock_salt.cif");
        Classification result = StructureClassifier.Default.Classify(structure);
        Console.WriteLine($"{result.Best?.Name}: {result.Best?.Probability:P1}, {result.MutualInformation:F3} bit");
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```csharp\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\b(?:src|examples|docs|models|benchmarks|tests)/[A-Za-z0-9_./-]+")]
    private static partial Regex RepositoryPath();
}
