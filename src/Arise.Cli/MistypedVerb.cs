using System.CommandLine;

namespace Arise.Cli;

/// <summary>The first word of a command line where it is no verb.</summary>
internal static class MistypedVerb
{
    /// <summary>The words that are parsed: "help VERB" is another way to write "VERB --help".</summary>
    public static string[] WithHelp(string[] words) => words switch
    {
        [] => ["--help"],
        ["help", .. var verb] => [.. verb, "--help"],
        _ => words,
    };

    /// <summary>A sentence that names the verb meant; null where the words begin with a verb or an option.</summary>
    /// <param name="root">The program.</param>
    /// <param name="words">The words of a command line.</param>
    public static string? In(Command root, string[] words)
    {
        (Command command, string above) = (root, "");
        foreach (string word in words)
        {
            if (command.Subcommands.FirstOrDefault(verb => verb.Name == word) is { } next)
            {
                (command, above) = (next, above + next.Name + " ");
                continue;
            }

            // A verb that does work by itself takes what follows for its own.
            return word.StartsWith('-') || command.Subcommands.Count == 0 ? null : Sentence(command, above, word);
        }

        return null;
    }

    private static string Sentence(Command command, string above, string word)
    {
        string kind = $"'{VisibleText.Of(word)}' is no verb of arise{(above.Length > 0 ? $" {above.TrimEnd()}" : "")}";
        bool isInput = above.Length == 0
            && (Path.Exists(word) || word.AsSpan().ContainsAny('*', '?', '/') || word.Contains('.'));
        if (isInput)
            return $"{kind}; to recognize the structure in a file: arise classify {VisibleText.Of(word)}";
        string[] names = [.. command.Subcommands.Select(verb => verb.Name)];
        if (command.Subcommands.FirstOrDefault(verb => verb.Subcommands.Any(one => one.Name == word)) is { } owner)
            return $"{kind}; did you mean 'arise {above}{owner.Name} {word}'?";
        return Spelling.Nearest(word, names) is { } meant
            ? $"{kind}; did you mean 'arise {above}{meant}'?"
            : above.Length > 0 && names is [var only]
            ? $"{kind}; did you mean 'arise {above}{only} {VisibleText.Of(word)}'?"
            : $"{kind}. There are: {string.Join(", ", names)}.";
    }
}
