using System.CommandLine;
using System.CommandLine.Parsing;

namespace Arise.Cli;

/// <summary>Words of a command line that look like options but are none; the parser takes them for files.</summary>
internal static class MistypedOption
{
    // What editors and web pages make of hyphens.
    private const string Dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    // What became of options that there were.
    private static readonly Dictionary<string, string> Gone = new()
    {
        ["--shape"] = "boxes are boxes; 'arise label' labels every atom",
    };

    /// <summary>A sentence for each; after <c>--</c> everything is a file name.</summary>
    public static IEnumerable<string> In(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .Where(token => token.Type == TokenType.Argument && LooksLikeOption(token.Value))
        .Select(token => Sentence(token.Value, parsed.CommandResult.Command));

    private static bool LooksLikeOption(string word)
    {
        ReadOnlySpan<char> name = word.AsSpan().TrimStart(Dashes);
        return name.Length < word.Length && name.Length > 0 && char.IsAsciiLetter(name[0]);
    }

    private static string Sentence(string word, Command command)
    {
        string shown = VisibleText.Of(word.Split('=', ':')[0]);
        string given = $"--{shown.TrimStart(Dashes.ToCharArray())}";
        if (Gone.TryGetValue(given, out string? reason))
            return $"{given}: there is no such option any more: {reason}.";
        if (Spelling.Nearest(given, Names(command)) is { } meant)
            return $"{shown}: there is no such option; did you mean {meant}?";
        string[] others = [.. Verbs(command)
            .Where(verb => verb.Options.Any(option => option.Name == given)).Select(verb => $"'arise {verb.Name}'")];
        return others.Length > 0
            ? $"{shown}: {Owner(command)} has no such option; it is one of {string.Join(", ", others)}."
            : $"{shown}: there is no such option. A file of that name is ./{VisibleText.Of(word)}.";
    }

    private static string Owner(Command command) =>
        command.Parents.Any() ? $"'arise {command.Name}'" : "'arise' without a verb";

    private static IEnumerable<Command> Verbs(Command command)
    {
        while (command.Parents.OfType<Command>().FirstOrDefault() is { } parent)
            command = parent;
        return command.Subcommands;
    }

    private static IEnumerable<string> Names(Command command)
    {
        IEnumerable<Option> options = command.Options;
        for (Symbol? above = command.Parents.FirstOrDefault(); above is Command parent;
            above = parent.Parents.FirstOrDefault())
        {
            options = options.Concat(parent.Options.Where(option => option.Recursive));
        }

        return options.Select(option => option.Name);
    }
}
