using System.Collections.Immutable;

namespace Arise.Sharding;

/// <summary>How Slurm shall run the shards of a command.</summary>
public sealed record SlurmSettings
{
    /// <summary>Number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>The most that run at a time; null for no limit.</summary>
    public int? MostAtOnce { get; init; }

    /// <summary>Time limit of a shard as Slurm writes it: "2:00:00"; null for that of the partition.</summary>
    public string? Time { get; init; }

    /// <summary>Partition; null for the default one.</summary>
    public string? Partition { get; init; }

    /// <summary>Account; null for the default one.</summary>
    public string? Account { get; init; }

    /// <summary>Further options of sbatch for the shards without "--", such as "cpus-per-task=4".</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range; the parameter name is the property.</exception>
    public void Validate()
    {
        Setting.RequireCount(Shards, 1, Shard.Most, nameof(Shards), "shards");
        Setting.RequireCount(MostAtOnce ?? 1, 1, Shard.Most, nameof(MostAtOnce), "shards at a time");
        foreach (string? text in (string?[])[Time, Partition, Account, .. Lines])
        {
            Setting.Require(
                text is null || (text.Length > 0 && !text.Any(char.IsControl)),
                nameof(Lines),
                "An option of sbatch is one line of text.");
        }
    }
}
