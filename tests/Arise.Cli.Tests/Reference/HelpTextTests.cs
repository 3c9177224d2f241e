using System.CommandLine;

namespace Arise.Cli.Tests;

public class HelpTextTests
{
    private static Command Root => AriseCommand.Create();

    [Fact]
    public void The_program_shows_its_verbs_in_groups_and_three_examples()
    {
        string help = Help(Root);
        Assert.All(Root.Subcommands, verb => Assert.Contains($"\n  {verb.Name} ", help, StringComparison.Ordinal));
        string[] lines = help.Split('\n');
        int examples = Array.IndexOf(lines, "Examples:");
        Assert.Equal(3, lines.Skip(examples + 1).TakeWhile(line => line.Length > 0).Count());
        Assert.InRange(lines.Count(line => line.EndsWith(':') && !line.StartsWith(' ')), 5, 8);
    }

    [Fact]
    public void Help_is_at_most_80_columns_wide_and_breaks_no_word()
    {
        foreach (Command command in All(Root))
        {
            string help = Help(command);
            Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
            string words = string.Join(' ', Words(help));
            Assert.Contains(string.Join(' ', Words(command.Description!)), words, StringComparison.Ordinal);
            Assert.All(
                command.Options.Where(option => option.Description is not null),
                option => Assert.Contains(
                    string.Join(' ', Words(option.Description!)), words, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("classify", "--passes N", "Default: 1000.")]
    [InlineData("classify", "--mode exact|adaptive|linearized", "Default: exact.")]
    [InlineData("map", "--mode exact|adaptive|linearized", "Default: adaptive.")]
    [InlineData("train", "--hidden N...", "Default: 256 512 256.")]
    [InlineData("label", "--frames A:B", "Default: all.")]
    [InlineData("convert", "--format, --from FORMAT", "")]
    public void Defaults_stand_as_a_user_types_them(string verb, string option, string given)
    {
        string help = Help(Root.Subcommands.Single(one => one.Name == verb));
        string[] lines =
            [.. help.Split('\n').SkipWhile(line => !line.StartsWith($"  {option}", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        IEnumerable<string> item = lines.Skip(1).TakeWhile(line => !line.StartsWith("  -", StringComparison.Ordinal));
        string text = string.Join(' ', Words(string.Join(' ', item.Prepend(lines[0]))));
        Assert.Contains(given, text, StringComparison.Ordinal);
        Assert.Equal(given.Length > 0, text.Contains("Default:", StringComparison.Ordinal));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static string[] Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Help(Command command)
    {
        using var output = new StringWriter { NewLine = "\n" };
        HelpText.Write(command, output);
        return output.ToString();
    }
}
