using System.CommandLine;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>The option --group.</summary>
internal static class GroupOption
{
    private static readonly (string Name, GroupingLevel Level)[] Choices =
    [
        ("class", GroupingLevel.Class),
        ("material-type", GroupingLevel.MaterialType),
        ("crystal-system", GroupingLevel.CrystalSystem),
        ("bravais", GroupingLevel.Bravais),
        ("space-group", GroupingLevel.SpaceGroup),
    ];

    /// <summary>The option; null stands for single classes.</summary>
    public static Option<GroupingLevel?> Create(string description) => new("--group")
    {
        Description = description,
        HelpName = "LEVEL",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            foreach ((string name, GroupingLevel level) in Choices)
            {
                if (name == given)
                    return level;
            }

            argument.AddError(
                $"--group {given}: it must be one of {string.Join(", ", Choices.Select(choice => choice.Name))}.");
            return null;
        },
    };
}
