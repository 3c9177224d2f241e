using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;

namespace Arise.Cli;

/// <summary>
/// The page docs/reference/options.md, written from the definitions of the commands: every verb with its arguments,
/// options, defaults as a user types them, and examples.
/// </summary>
internal static class OptionReference
{
    private const int LineWidth = 112;

    /// <summary>The page as Markdown, lines end with LF.</summary>
    /// <param name="root">The command <c>arise</c>.</param>
    public static string Write(Command root)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Options

            All verbs of `arise` with their options. This page is written from the definitions of the commands, and a
            test compares the two. After a change write it again:

            ```
            ARISE_UPDATE=1 dotnet test -c Release tests/Arise.Cli.Tests --filter OptionReference
            ```

            `arise VERB --help` prints the same text. `-h`, `--help` and `-?` work everywhere; `arise --version` prints
            the version.


            """.ReplaceLineEndings("\n"));
        foreach (Command verb in root.Subcommands)
            page.Append(CultureInfo.InvariantCulture, $"- [arise {verb.Name}](#arise-{verb.Name})\n");
        page.Append("\nEvery verb takes as well:\n\n");
        foreach (Option option in root.Options.Where(option => option.Recursive && option is not HelpOption))
            AppendWrapped(page, "- " + Item(option), "  ");
        foreach (Command verb in root.Subcommands)
            WriteVerb(page, verb, "arise " + verb.Name, "##");
        return page.ToString();
    }

    private static void WriteVerb(StringBuilder page, Command verb, string name, string heading)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n{heading} {name}\n\n");
        AppendWrapped(page, verb.Description ?? "", "");
        string arguments = string.Concat(verb.Arguments.Select(argument => " " + OptionText.Usage(argument)));
        string words = (verb.Subcommands.Count > 0 ? " [VERB]" : "") + arguments;
        page.Append(CultureInfo.InvariantCulture, $"\n```\n{name}{words} [options]\n```\n");

        var items = new List<string>();
        items.AddRange(verb.Arguments.Select(argument => $"`{argument.Name}`: {argument.Description}"));
        items.AddRange(verb.Options.Where(option => !option.Hidden && option is not HelpOption).Select(Item));
        if (items.Count > 0)
            page.Append('\n');
        foreach (string item in items)
            AppendWrapped(page, "- " + item, "  ");
        if (verb is Verb { Details: var details })
            WriteDetails(page, details);
        foreach (Command inner in verb.Subcommands)
            WriteVerb(page, inner, $"{name} {inner.Name}", heading + "#");
    }

    /// <summary>Paragraphs stand as they are; a paragraph with indented lines becomes a block of code.</summary>
    private static void WriteDetails(StringBuilder page, string details)
    {
        foreach (string paragraph in details.ReplaceLineEndings("\n").Split("\n\n"))
        {
            string[] lines = paragraph.TrimEnd().Split('\n');
            string[] code = [.. lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal))];
            string text = string.Join(' ', lines.Except(code));
            page.Append('\n');
            if (text.Length > 0)
                AppendWrapped(page, text, "");
            if (code.Length > 0)
                page.Append($"\n```\n{string.Join('\n', code.Select(line => line[2..]))}\n```\n");
        }
    }

    private static string Item(Option option)
    {
        string names = OptionText.Usage(option).Replace(OptionText.NameGap, "`, `", StringComparison.Ordinal);
        return $"`{names}`: {OptionText.Description(option)}";
    }

    private static void AppendWrapped(StringBuilder page, string text, string indent)
    {
        int column = 0;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > LineWidth)
            {
                page.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (column > 0)
            {
                page.Append(' ');
                column++;
            }

            page.Append(word);
            column += word.Length;
        }

        page.Append('\n');
    }
}
