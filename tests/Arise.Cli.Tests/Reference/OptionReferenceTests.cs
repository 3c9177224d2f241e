namespace Arise.Cli.Tests;

public class OptionReferenceTests
{
    private static string Page => Path.Combine(DocumentationTests.Root, "docs", "reference", "options.md");

    /// <summary>With ARISE_UPDATE=1 the page is written again.</summary>
    [Fact]
    public void The_page_says_what_the_commands_say()
    {
        string written = OptionReference.Write(AriseCommand.Create());
        if (Environment.GetEnvironmentVariable("ARISE_UPDATE") == "1")
            File.WriteAllText(Page, written);
        Assert.Equal(File.ReadAllText(Page).ReplaceLineEndings("\n"), written);
    }

    [Theory]
    [InlineData("- `--passes N`: Stochastic passes T", " Default: `1000`.")]
    [InlineData("- `--hidden N...`: ", " Default: `256 512 256`.")]
    [InlineData("- `--format`, `--from FORMAT`: ", "")]
    public void Defaults_stand_as_a_user_types_them(string start, string end)
    {
        string[] items = [.. OptionReference.Write(AriseCommand.Create()).Replace("\n  ", " ", StringComparison.Ordinal)
            .Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal))];
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.EndsWith(end, item, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_verb_has_a_section()
    {
        string page = OptionReference.Write(AriseCommand.Create());
        Assert.All(
            AriseCommand.Create().Subcommands,
            verb => Assert.Contains($"\n## arise {verb.Name}\n", page, StringComparison.Ordinal));
    }
}
