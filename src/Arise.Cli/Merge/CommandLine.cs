using System.CommandLine;
using System.CommandLine.Parsing;

namespace Arise.Cli;

/// <summary>The words of a command line that decide its results.</summary>
internal static class CommandLine
{
    // Where results go, and how many work at them.
    private static readonly string[] Neutral =
        ["--out", OverwriteOption.Name, "--resume", ThreadsOption.Name, ShardOption.Name, .. SlurmOptions.Names];

    private static readonly string[] OfWhole = ["--out", "--resume", ShardOption.Name, .. SlurmOptions.Names];

    /// <summary>Verb, names, and options by their names, so that equal questions are equal texts.</summary>
    public static string[] Of(ParseResult parsed) => Of(parsed, Neutral);

    /// <summary>The same with the options that say how the work is done, but not where results go.</summary>
    public static string[] OfShards(ParseResult parsed) => Of(parsed, OfWhole);

    private static string[] Of(ParseResult parsed, string[] without)
    {
        CommandResult command = parsed.CommandResult;
        var verbs = new Stack<string>();
        for (CommandResult? one = command; one?.Parent is CommandResult; one = one.Parent as CommandResult)
            verbs.Push(one.Command.Name);
        return
        [
            .. verbs,
            .. command.Children.OfType<ArgumentResult>().SelectMany(given => given.Tokens)
                .Select(token => token.Value),
            .. command.Children.OfType<OptionResult>()
                .Where(given => !given.Implicit && !without.Contains(given.Option.Name))
                .OrderBy(given => given.Option.Name, StringComparer.Ordinal)
                .SelectMany(given => given.Tokens.Select(token => token.Value).Prepend(given.Option.Name)),
        ];
    }

    /// <summary>Whether it reads standard input, which can be read only once.</summary>
    public static bool ReadsStandardInput(IEnumerable<string> words) => words.Contains(StandardStreams.Name);
}
