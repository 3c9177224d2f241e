using System.CommandLine;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary>The option --shard: only one of several shares of the work is done.</summary>
internal static class ShardOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--shard";

    /// <summary>The option.</summary>
    /// <param name="what">What is dealt out: "frames".</param>
    public static Option<Shard?> Create(string what) => new(Name)
    {
        Description = $"Do share I of N of the {what}, beside the results, for 'arise merge'.",
        HelpName = "I/N",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (Shard.TryParse(given, out Shard shard))
                return shard;
            argument.AddError($"{Name} {given}: it must be a share and their number, such as 2/8.");
            return null;
        },
    };
}
