using System.CommandLine;
using System.Globalization;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary><c>arise status</c>: how far are the shards that Slurm runs?</summary>
internal static class StatusCommand
{
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "Results of a command with --slurm, or the folder of their parts.",
    };

    public static Command Create()
    {
        var command = new Verb(
            "status",
            "Say how far the shards are that Slurm runs.",
            """
            Every shard is complete, or as Slurm says: pending, running, failed, timeout, preempted. The exit code
            is 0 when all are complete. See docs/how-to/cluster.md.

            Examples:
              arise status sample-map
              arise status sample-map.parts
            """)
        {
            Folder,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        IReadOnlyList<SlurmShard> shards = SlurmArray.Open(parsed.GetValue(Folder)!).States();
        TextWriter output = parsed.InvocationConfiguration.Output;
        foreach (IGrouping<string, SlurmShard> group in shards.GroupBy(WordOf))
        {
            string[] numbers = [.. group.Select(shard => shard.Number.ToString(CultureInfo.InvariantCulture))];
            output.WriteLine($"{numbers.Length,6} {group.Key}: {string.Join(',', numbers.Take(20))}"
                + (numbers.Length > 20 ? ",..." : ""));
        }

        return shards.All(shard => shard.IsComplete) ? 0 : CommandLineApplication.Failure;
    }

    private static string WordOf(SlurmShard shard) => shard.IsComplete ? "complete"
        : shard.State.Length == 0 ? "not complete"
        : shard.State == "completed" ? "ended, not complete"
        : shard.State;
}
