using System.CommandLine;

namespace Arise.Cli;

/// <summary>Options that take words with commas between; commas in parentheses part nothing: "fcc,(6,6)".</summary>
internal static class ListOption
{
    /// <summary>An option without a default value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="helpName">What the help calls its value.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="parse">Reads a word; throws <see cref="ArgumentException"/> for a useless one.</param>
    public static Option<T[]?> Create<T>(string name, string helpName, string description, Func<string, T> parse) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = argument =>
            {
                var values = new List<T>();
                foreach (string word in Words(argument.Tokens[0].Value))
                {
                    try
                    {
                        if (word.Length > 0)
                            values.Add(parse(word));
                        else
                            argument.AddError($"{name} {argument.Tokens[0].Value}: a word between commas is missing.");
                    }
                    catch (ArgumentException error)
                    {
                        argument.AddError($"{name}: {error.Message}");
                    }
                }

                return [.. values];
            },
        };

    private static IEnumerable<string> Words(string list)
    {
        int depth = 0, start = 0;
        for (int k = 0; k < list.Length; k++)
        {
            depth += list[k] switch { '(' => 1, ')' => -1, _ => 0 };
            if (list[k] == ',' && depth <= 0)
            {
                yield return list[start..k].Trim();
                start = k + 1;
            }
        }

        yield return list[start..].Trim();
    }
}
