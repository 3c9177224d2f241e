using System.CommandLine;
using System.Globalization;

namespace Arise.Cli;

/// <summary>Options that take a whole number from 1.</summary>
internal static class PositiveInteger
{
    private const int Most = 1_000_000;

    /// <summary>An option with a default value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The default.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="most">The largest number taken.</param>
    public static Option<int> Option(string name, int value, string description, int most = Most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "N",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number >= 1 && number <= most)
                return number;
            argument.AddError($"{name} {given}: it must be a whole number from 1 to {most}.");
            return value;
        },
    };
}
