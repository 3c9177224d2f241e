using System.CommandLine;
using System.Text.RegularExpressions;

namespace Arise.Cli;

/// <summary>Says in a user's words what the command-line parser says in those of its types.</summary>
internal static partial class UsageError
{
    // How the parser begins what it says of words that it has no place for; behind a mistyped option these follow.
    private const string NoPlace = "Unrecognized command or argument";

    /// <summary>What is wrong with a command line, a sentence each; none where nothing is.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        string[] mistyped = [.. MistypedOption.In(parsed)];
        return mistyped.Concat(parsed.Errors.Select(error => error.Message)
            .Where(message => mistyped.Length == 0 || !message.StartsWith(NoPlace, StringComparison.Ordinal))
            .Select(Sentence).Distinct());
    }

    /// <summary>One sentence for a message of the parser; messages it does not know stay as they are.</summary>
    public static string Sentence(string message)
    {
        Match match = Unparsable().Match(message);
        if (!match.Success)
            return message;
        string[] choices = match.Groups["choices"].Value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        string expected = choices.Length > 0
            ? string.Join(" or ", choices.Select(choice => choice.Trim().ToLowerInvariant()))
            : match.Groups["type"].Value switch
            {
                "System.Double" => "a number",
                "System.UInt64" => $"a whole number from 0 to {ulong.MaxValue}",
                _ => $"a whole number up to {int.MaxValue}",
            };
        return $"{match.Groups["option"].Value} {match.Groups["text"].Value}: it must be {expected}.";
    }

    [GeneratedRegex(@"^Cannot parse argument '(?<text>.*)' for option '(?<option>.*)' as expected type '(?<type>.*?)'\."
        + @"(?: Did you mean one of the following\?(?<choices>[\s\S]*))?$")]
    private static partial Regex Unparsable();
}
