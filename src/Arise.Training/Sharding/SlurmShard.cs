namespace Arise.Sharding;

/// <summary>How far a shard is.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="IsComplete">Whether its part is complete.</param>
/// <param name="State">What Slurm says of its job: "running", "timeout"; empty where it knows none.</param>
public readonly record struct SlurmShard(int Number, bool IsComplete, string State)
{
    /// <summary>Whether its job waits or runs.</summary>
    public bool IsActive => State is "pending" or "running" or "suspended" or "configuring" or "completing"
        or "requeued" or "requeue hold" or "resizing" or "signaling" or "stage out" or "stopped";
}
