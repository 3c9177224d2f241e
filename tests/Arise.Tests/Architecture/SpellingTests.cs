using System.Text.RegularExpressions;

namespace Arise.Tests.Architecture;

/// <summary>American spelling in every name, option and text, as .NET's own names have it.</summary>
public partial class SpellingTests
{
    private static readonly string[] Extensions = [".cs", ".md", ".csv", ".svg", ".txt", ".csproj", ".props"];

    // Names by which the classes are found, too.
    private static readonly string[] Meant =
        ["body-centred cubic", "face-centred cubic", "caesium chloride", "grey arsenic", "grey selenium"];

    // A journal, and an array of data that others made.
    private static readonly string[] Foreign =
        ["Modelling Simul. Mater", "Modelling and Simulation in Materials", "ptm_neighbour_order"];

    [Fact]
    public void No_text_has_British_spelling()
    {
        string[] files = [.. new[] { "src", "tests", "docs", "examples", "benchmarks", "studies", "models" }
            .Select(folder => Path.Combine(SharedData.RepositoryRoot, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(SharedData.RepositoryRoot))
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Where(file => Path.GetFileName(file) != "SpellingTests.cs")];
        Assert.True(files.Length > 400);
        string[] wrong = [..
            from file in files
            let text = File.ReadAllText(file)
            where British().IsMatch(text)
            from line in text.Split('\n').Select((content, index) => (content, index))
            where British().IsMatch(WithoutMeant(line.content, file))
            select $"{Path.GetRelativePath(SharedData.RepositoryRoot, file)}, line {line.index + 1}: {line.content}"];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("NearestNeighbour", true)]
    [InlineData("--colour", true)]
    [InlineData("cell centres", true)]
    [InlineData("normalised to 1", true)]
    [InlineData("It was cancelled", true)]
    [InlineData("OperationCanceledException, cancellation", false)]
    [InlineData("a concentration of labels, precise, promised, otherwise, raised", false)]
    public void British_words_are_found(string text, bool found) => Assert.Equal(found, British().IsMatch(text));

    private static string WithoutMeant(string line, string file) =>
        (Path.GetFileName(file) == "prototypes.csv" ? Meant.Concat(Foreign) : Foreign)
            .Aggregate(line, (rest, words) => rest.Replace(words, "", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"neighbour|colour|(?<!con)centre|centring|\bgrey|behaviour|labelled|labelling|modelled|modelling|catalogue|" +
        @"\bfibre|\blicence|artefact|favour|honour|travelled|caesium|sulphur|aluminium|\bmetre|judgement|whilst|" +
        @"\bcancell(?:ed|ing)\b|" +
        @"analys(?:e|ed|ing)\b|(?:optim|normal|initial|organ|recogn|linear|general|real|summar|visual|polar|" +
        @"crystall|parallel|quant|minim|maxim|serial|ideal|local)is(?:e|ed|es|er|ing|ation)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex British();
}
