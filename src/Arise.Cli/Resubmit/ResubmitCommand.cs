using System.CommandLine;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary><c>arise resubmit</c>: shards that failed or ran out of time are given to Slurm again.</summary>
internal static class ResubmitCommand
{
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "Results of a command with --slurm, or the folder of their parts.",
    };

    public static Command Create()
    {
        var command = new Verb(
            "resubmit",
            "Give the shards to Slurm again that failed or ran out of time.",
            """
            Shards that are complete, wait or run are left alone; the others go on from what they have done. The
            job that merges waits for them. See docs/how-to/cluster.md.

            Examples:
              arise resubmit sample-map
            """)
        {
            Folder,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        IReadOnlyList<int> shards = SlurmArray.Open(parsed.GetValue(Folder)!).Resubmit();
        parsed.InvocationConfiguration.Output.WriteLine(shards.Count > 0
            ? $"submitted again: shards {string.Join(',', shards)}"
            : "no shard failed; nothing is submitted");
    }
}
