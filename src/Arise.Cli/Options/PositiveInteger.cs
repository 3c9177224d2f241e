using System.CommandLine;
using System.Globalization;

namespace Arise.Cli;

/// <summary>Options that take a whole number from 1.</summary>
internal static class PositiveInteger
{
    /// <summary>An option with a default value.</summary>
    public static Option<int> Option(string name, int value, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "N",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
                return number;
            argument.AddError($"{name} {given}: it must be a whole number from 1.");
            return value;
        },
    };
}
