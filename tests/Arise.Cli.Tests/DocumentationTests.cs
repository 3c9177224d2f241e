using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Arise.Cli.Tests;

/// <summary>The pages: their links hold, their lines are short, and their commands are ones that exist.</summary>
public partial class DocumentationTests
{
    /// <summary>Folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    private static IEnumerable<string> Pages =>
    [
        .. Directory.GetFiles(Root, "*.md"),
        .. new[] { "docs", "examples", "models", "benchmarks", "studies", "tests/data" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories))
            .Where(path => !IsBuilt(path)),
    ];

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var broken = new List<string>();
        foreach (string page in Pages)
        {
            foreach (Match link in Link().Matches(Fence().Replace(File.ReadAllText(page), "")))
            {
                string target = link.Groups["target"].Value;
                if (target.Contains("://", StringComparison.Ordinal))
                    continue;
                string[] parts = target.Split('#', 2);
                string file = parts[0].Length == 0
                    ? page
                    : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
                if (!Path.Exists(file) || (parts.Length == 2 && !Anchors(file).Contains(parts[1])))
                    broken.Add($"{Path.GetRelativePath(Root, page)}: {target}");
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void Pages_that_code_names_exist()
    {
        string[] folders = ["src", "tests", "benchmarks", "studies"];
        string[] named = [.. folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !IsBuilt(path))
            .SelectMany(path => PageName().Matches(File.ReadAllText(path)).Select(match => match.Value))
            .Distinct()];
        Assert.NotEmpty(named);
        Assert.All(named, page => Assert.True(File.Exists(Path.Combine(Root, page)), page));
    }

    [Fact]
    public void The_index_names_every_page_of_the_docs()
    {
        string docs = Path.Combine(Root, "docs"), index = Path.Combine(docs, "README.md");
        string[] linked = [.. Link().Matches(File.ReadAllText(index)).Select(link => link.Groups["target"].Value)];
        string[] pages = [.. Directory.GetFiles(docs, "*.md", SearchOption.AllDirectories)
            .Where(page => page != index)
            .Select(page => Path.GetRelativePath(docs, page).Replace('\\', '/'))];
        Assert.Superset(pages.ToHashSet(), linked.ToHashSet());
    }

    [Fact]
    public void The_table_of_faults_names_tests_that_exist()
    {
        string[] named = [.. TestName().Matches(File.ReadAllText(Path.Combine(Root, "docs/reference/failures.md")))
            .Select(match => match.Value.Trim('`')).Distinct()];
        Assert.True(named.Length > 20, $"Only {named.Length} tests were found.");
        HashSet<string?> files = [.. Directory
            .EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)];
        Assert.Superset(named.ToHashSet<string?>(), files);
    }

    [Fact]
    public void Lines_fit_in_120_columns()
    {
        string[] longer = [.. Pages.SelectMany(page => File.ReadLines(page).Where(line => line.Length > 120)
            .Select(line => $"{Path.GetRelativePath(Root, page)}: {line}"))];
        Assert.Empty(longer);
        Assert.InRange(File.ReadLines(Path.Combine(Root, "README.md")).Count(), 50, 120);
    }

    [Fact]
    public void No_line_of_CSharp_is_longer_than_120_columns()
    {
        string[] files = [.. new[] { "src", "tests", "benchmarks", "studies" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !IsBuilt(path))];
        Assert.True(files.Length > 400, $"Only {files.Length} files were found.");
        string[] longer = [..
            from file in files
            from line in File.ReadLines(file).Index()
            where line.Item.Length > 120
            select $"{Path.GetRelativePath(Root, file)}:{line.Index + 1}"];
        Assert.True(longer.Length == 0, string.Join('\n', longer));
    }

    [Fact]
    public void Commands_of_the_pages_are_ones_that_exist()
    {
        Command root = AriseCommand.Create();
        string[] commands = [.. Pages.SelectMany(page => Commands(File.ReadAllText(page))).Distinct()];
        Assert.True(commands.Length > 50, $"Only {commands.Length} commands were found.");
        string[] wrong = [.. commands.Where(command => root.Parse(Words(command)).Errors.Count > 0)];
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("$ arise map a.xyz --box 16 \\\n    --stride 4\nanswer", "arise map a.xyz --box 16 --stride 4")]
    [InlineData("arise train a.npz --out b.safetensors      300 epochs", "arise train a.npz --out b.safetensors")]
    [InlineData("cat in | arise classify - > out.txt", "arise classify -")]
    [InlineData("$ dotnet run -c Release --project src/Arise.Cli -- bain --out b", "arise bain --out b")]
    public void Commands_are_found_in_blocks_of_code(string block, string command) =>
        Assert.Equal([command], Commands($"text\n\n```\n{block}\n```\n"));

    /// <summary>The commands of the blocks of code, without prompt, explanation, pipes and redirections.</summary>
    private static IEnumerable<string> Commands(string page) => Fence().Matches(page)
        .SelectMany(block => Continued().Replace(block.Value, " ").Split('\n'))
        .Select(line => Run().Replace(line, "arise "))
        .Select(line => ArgumentsOfArise().Match(line))
        .Where(match => match.Success && !match.Value.Contains('[', StringComparison.Ordinal))
        .Select(match => match.Value.Trim());

    private static string[] Words(string command) => [.. CommandLineParser.SplitCommandLine(command).Skip(1)];

    private static HashSet<string> Anchors(string page) =>
    [
        .. Heading().Matches(Fence().Replace(File.ReadAllText(page), ""))
            .Select(heading => NoLetter().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), ""))
            .Select(text => text.Replace(' ', '-')),
    ];

    private static bool IsBuilt(string path) => path.Split('/', '\\').Any(part => part is "bin" or "obj");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Arise.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }

    [GeneratedRegex("`[A-Za-z]+Tests`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(```|~~~)[^\n]*\n.*?^\1", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (?<text>[^\n]+)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"\bdocs/[A-Za-z/-]+\.md")]
    private static partial Regex PageName();

    [GeneratedRegex(@"\s*\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"dotnet run -c Release --project src/Arise\.Cli -- ")]
    private static partial Regex Run();

    [GeneratedRegex(@"(?<=^\$ |^|\| )arise (?:(?! {2}| [|<>]).)+")]
    private static partial Regex ArgumentsOfArise();
}
