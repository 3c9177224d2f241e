using System.CommandLine;
using System.Globalization;

namespace Arise.Cli;

/// <summary>
/// The option --threads: 0, the default, is one per processor, or what the variables of a scheduler say.
/// </summary>
internal static class ThreadsOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--threads";

    private const int Most = 1024;

    /// <summary>The option.</summary>
    /// <param name="unaffected">What does not depend on it, such as "the answers do".</param>
    public static Option<int> Create(string unaffected) => new(Name)
    {
        Description = $"Threads, 0 for one per processor; {unaffected} not depend on it.",
        DefaultValueFactory = _ => 0,
        HelpName = "N",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number <= Most)
                return number;
            argument.AddError($"{Name} {given}: it must be a whole number from 0 to {Most}.");
            return 0;
        },
    };
}
