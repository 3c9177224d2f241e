using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Arise.PublicApi.Tests;

/// <summary>
/// Every C# block of the documentation is the text of a file in Samples/, which compiles against the public library and
/// runs here. A block is the using lines of the file, then what stands between the lines "// begin" and "// end".
/// </summary>
[CollectionDefinition(nameof(SampleTests), DisableParallelization = true)]
[Collection(nameof(SampleTests))]
public partial class SampleTests
{
    private static readonly string[] Files =
        Directory.GetFiles(Checkout.PathOf("tests/Arise.PublicApi.Tests/Samples"), "*.cs");

    /// <summary>The samples, by name.</summary>
    public static TheoryData<string> Names => [.. Types().Select(type => type.Name)];

    [Fact]
    public void Every_block_of_the_documentation_is_a_sample()
    {
        HashSet<string> samples = [.. Files.Select(Text)];
        string[] pages = [
            Checkout.PathOf("README.md"),
            .. Directory.GetFiles(Checkout.Root, "CONTRIBUTING.md"),
            .. Directory.GetFiles(Checkout.PathOf("docs"), "*.md", SearchOption.AllDirectories)];
        var found = new HashSet<string>();
        var unknown = new List<string>();
        foreach (string page in pages)
        {
            foreach (Match block in Block().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")))
            {
                string text = Lines(block.Groups["lines"].Value.Split('\n'));
                found.Add(text);
                if (!samples.Contains(text))
                    unknown.Add($"{Path.GetRelativePath(Checkout.Root, page)}:\n{block.Value}");
            }
        }

        Assert.NotEmpty(found);
        Assert.True(unknown.Count == 0, "No sample has this text:\n" + string.Join("\n\n", unknown));
        Assert.Empty(Files.Where(file => !found.Contains(Text(file))).Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_runs(string name)
    {
        string before = Directory.GetCurrentDirectory();
        TextWriter console = Console.Out;
        CultureInfo culture = CultureInfo.CurrentCulture;
        string folder = Directory.CreateTempSubdirectory("arise-sample").FullName;
        string checkout = Path.Combine(folder, "arise");
        using var output = new StringWriter();
        try
        {
            CopyTo(checkout);
            Directory.SetCurrentDirectory(checkout);
            Console.SetOut(output);
            Type type = Types().Single(type => type.Name == name);
            if (type.GetMethod("Run")!.Invoke(null, null) is Task task)
                await task;
        }
        finally
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(before);
            CultureInfo.CurrentCulture = culture;
            Directory.Delete(folder, recursive: true);
        }

        if (name == "ThreeLines")
            Assert.StartsWith("rock salt (B1): 99.", output.ToString(), StringComparison.Ordinal);
    }

    // Samples find the examples where a reader of the documentation has them: in a folder called arise.
    private static void CopyTo(string folder)
    {
        string examples = Checkout.PathOf("examples");
        foreach (string file in Directory.EnumerateFiles(examples, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, "examples", Path.GetRelativePath(examples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static Type[] Types() => [.. typeof(SampleTests).Assembly.GetTypes()
        .Where(type => type.Namespace == "Samples" && !type.IsNested &&
            type.GetMethod("Run", BindingFlags.Public | BindingFlags.Static) is not null)
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static string Text(string file)
    {
        string[] lines = File.ReadAllLines(file);
        int from = Array.FindIndex(lines, line => line.Trim() == "// begin");
        int to = Array.FindIndex(lines, line => line.Trim() == "// end");
        Assert.True(from >= 0 && to > from, $"{file} has no lines '// begin' and '// end'.");
        IEnumerable<string> usings = lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal));
        return Lines(usings.Concat(lines[(from + 1)..to]));
    }

    private static string Lines(IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
