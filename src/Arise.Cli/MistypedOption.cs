using System.CommandLine;
using System.CommandLine.Parsing;

namespace Arise.Cli;

/// <summary>Words of a command line that look like options but are none; the parser takes them for files.</summary>
internal static class MistypedOption
{
    // So many letters may be wrong in a name that is proposed.
    private const int MostMistakes = 2;

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
        ReadOnlySpan<char> name = word.AsSpan().TrimStart('-');
        return name.Length < word.Length && name.Length > 0 && char.IsAsciiLetter(name[0]);
    }

    private static string Sentence(string word, Command command)
    {
        string given = word.Split('=', ':')[0];
        if (Gone.TryGetValue(given, out string? reason))
            return $"{given}: there is no such option any more: {reason}.";
        string? meant = Names(command)
            .Select(name => (Name: name, Mistakes: Mistakes(given, name)))
            .Where(option => option.Mistakes <= MostMistakes)
            .OrderBy(option => option.Mistakes).ThenBy(option => option.Name, StringComparer.Ordinal)
            .Select(option => option.Name)
            .FirstOrDefault();
        return $"{given}: there is no such option{(meant is null ? "" : $"; did you mean {meant}?")}"
            + (meant is null ? $". A file of that name is ./{word}." : "");
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

    // Levenshtein's distance.
    private static int Mistakes(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
