using System.CommandLine;
using System.CommandLine.Parsing;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary>The options of a verb whose shards Slurm may run.</summary>
internal sealed class SlurmOptions
{
    private readonly Option<int?> _shards = new("--slurm")
    {
        Description = "Submit N shards as an array job of Slurm, and a job that merges them.",
        HelpName = "N",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Only write the scripts of --slurm.",
    };

    private readonly Option<int?> _most = new("--array-max")
    {
        Description = "Let at most N shards run at a time.", HelpName = "N",
    };

    private readonly Option<string?> _time = new("--time")
    {
        Description = "Time limit of a shard, as Slurm takes it: 30, 2:00:00, 1-12.", HelpName = "LIMIT",
    };

    private readonly Option<string?> _partition = new("--partition") { Description = "Partition of Slurm." };

    private readonly Option<string?> _account = new("--account") { Description = "Account that pays." };

    private readonly Option<string[]> _lines = new("--sbatch")
    {
        Description = "Another option of sbatch for the shards, without --, such as cpus-per-task=4; may be repeated.",
        HelpName = "OPTION",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Whether Slurm shall do the work.</summary>
    public bool AreGiven(ParseResult parsed) => AreGiven(parsed.CommandResult);

    /// <summary>Whether Slurm shall do the work.</summary>
    public bool AreGiven(CommandResult result) => CommandRules.IsGiven(result, _shards);

    /// <summary>Names of the options, which do not decide results.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["--slurm", "--dry-run", "--array-max", "--time", "--partition", "--account", "--sbatch"];

    /// <summary>Adds them to a command, after --shard.</summary>
    public void AddTo(Command command, Option shard)
    {
        command.Add(_shards);
        foreach (Option option in (Option[])[_dryRun, _most, _time, _partition, _account, _lines])
        {
            command.Add(option);
            command.TakesOnlyWith(option, _shards);
        }

        command.TakesOneOf(shard, _shards);
        command.Validators.Add(result =>
        {
            if (result.ValueOr(_shards, 1) is < 1 or > Shard.Most)
                result.AddError($"--slurm: from 1 to {Shard.Most} shards are possible.");
            if (result.ValueOr(_most, 1) is < 1 or > Shard.Most)
                result.AddError($"--array-max: from 1 to {Shard.Most} shards are possible.");
        });
    }

    /// <summary>Writes the scripts and, unless only that is asked for, submits them.</summary>
    public int Run(ParseResult parsed, string results)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        string program = Environment.ProcessPath!;
        string[] start = Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
            : [program];
        SlurmArray array = SlurmArray.Write(
            results,
            parsed.CommandResult.Command.Name,
            [.. start, .. CommandLine.OfShards(parsed), "--out", results, "--shard"],
            [.. start, "merge", Path.GetFullPath(PartSet.FolderOf(results)), "--out", results],
            new SlurmSettings
            {
                Shards = parsed.GetValue(_shards)!.Value,
                MostAtOnce = parsed.GetValue(_most),
                Time = parsed.GetValue(_time),
                Partition = parsed.GetValue(_partition),
                Account = parsed.GetValue(_account),
                Lines = [.. parsed.GetValue(_lines) ?? []],
            });
        output.WriteLine($"written: {array.ShardsScript}, {array.MergeScript}");
        if (parsed.GetValue(_dryRun))
            return 0;
        (string job, string merge) = array.Submit();
        output.WriteLine(
            $"submitted: array {job} and merge {merge}; 'arise status {PartSet.FolderOf(results)}' follows them");
        return 0;
    }
}
