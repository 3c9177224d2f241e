using System.CommandLine;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary><c>arise merge</c>: the parts of a run become its results.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string[]> Parts = new("PARTS")
    {
        Description = "Folder of the parts, such as sample-map.parts, or every part on its own.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Where the results go (default: what --out of the shards says).",
        HelpName = "OUT",
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results there");

    public static Command Create()
    {
        var command = new Verb(
            "merge",
            "Put together what shards of map, label, screen or evaluate have made.",
            """
            'arise map sample.xyz --out m --shard 2/8' does an eighth of the work and keeps it in m.parts/2-of-8.
            When all eight are complete, merge writes the results: the same bytes as without shards. Parts that
            do not belong together, or are missing, twice there or not complete, are named and refused. The input
            is read again; start in the folder where the shards were started. See docs/how-to/cluster.md.

            Examples:
              arise merge m.parts
              arise merge m.parts --out m-again
              arise merge node1/1-of-2 node2/2-of-2 --out results.db
            """)
        {
            Parts, Out, Overwrite,
        };
        command.SetAction(Run);
        return command;
    }

    private static Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        PartSet parts = PartSet.Open(parsed.GetValue(Parts)!);
        string results = parsed.GetValue(Out) ?? parts.Results ?? throw new ShardException(
            parts.Folders[0], "the name of its folder does not say where the results go; say it with --out.");
        parts.Run.RequireInputs();
        Command root = AriseCommand.Create();
        bool overwrites = parsed.GetValue(Overwrite);
        ParseResult again = root.Parse([.. parts.Run.Arguments, "--out", results]);
        if (overwrites && again.CommandResult.Command.Options.Any(option => option.Name == OverwriteOption.Name))
            again = root.Parse([.. parts.Run.Arguments, "--out", results, OverwriteOption.Name]);
        return again.Errors.Count > 0
            ? throw new ShardException(
                parts.Folders[0], $"its command is none of this version: {again.Errors[0].Message}")
            : again.InvokeAsync(
                new MergeConfiguration(parts)
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                    Output = parsed.InvocationConfiguration.Output,
                    Error = parsed.InvocationConfiguration.Error,
                },
                cancellation);
    }
}
