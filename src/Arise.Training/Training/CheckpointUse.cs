namespace Arise.Training;

/// <summary>What a run does with the checkpoint of an earlier one.</summary>
/// <param name="File">The file of the checkpoint; null for none.</param>
/// <param name="IsResumed">Whether to go on from it.</param>
/// <param name="IsOverwritten">Whether it may go, so that training begins anew.</param>
internal readonly record struct CheckpointUse(string? File, bool IsResumed, bool IsOverwritten)
{
    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">They contradict each other.</exception>
    public void Validate()
    {
        Setting.Require(
            !IsResumed || File is not null, nameof(TrainingRunSettings.Resume),
            "Without a checkpoint nothing can go on.");
        Setting.Require(
            !IsResumed || !IsOverwritten, nameof(TrainingRunSettings.Resume),
            "Training cannot go on from a checkpoint and begin anew.");
    }

    /// <summary>Requires that a checkpoint is there to go on from, or that none is in the way.</summary>
    public void RequireFile()
    {
        if (File is null || System.IO.File.Exists(File) == IsResumed || IsOverwritten)
            return;
        throw IsResumed
            ? new FileNotFoundException($"{File}: there is no checkpoint to go on from; begin anew.", File)
            : new IOException(
                $"{File}: this is the checkpoint of an interrupted training; go on from it, or overwrite it to begin "
                + "anew.");
    }
}
