using System.Collections.Immutable;

namespace Arise.Sharding;

/// <summary>What was given to Slurm, as slurm.json beside the parts.</summary>
internal sealed record SlurmJob
{
    public required int Shards { get; init; }

    /// <summary>Numbers of the array jobs, the first one first.</summary>
    public required ImmutableArray<string> Arrays { get; init; }

    /// <summary>Number of the job that merges; null while there is none.</summary>
    public required string? Merge { get; init; }
}
