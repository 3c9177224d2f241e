using System.Text.RegularExpressions;

namespace Arise.Tests;

/// <summary>What README.md names is there.</summary>
public partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"));

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

    [GeneratedRegex(@"\b(?:src|examples|docs|models|benchmarks|tests)/[A-Za-z0-9_./-]+")]
    private static partial Regex RepositoryPath();
}
