namespace Arise.Training;

/// <summary>Where training stands, after an epoch.</summary>
/// <param name="Last">The epoch that ended.</param>
/// <param name="BestEpoch">The epoch whose weights are kept so far.</param>
/// <param name="Epochs">Number of epochs in all.</param>
/// <param name="SecondsPerEpoch">Mean duration of the epochs of this run.</param>
public sealed record TrainingProgress(EpochResult Last, int BestEpoch, int Epochs, double SecondsPerEpoch)
{
    /// <summary>Time left at this rate.</summary>
    public TimeSpan Remaining => TimeSpan.FromSeconds((Epochs - Last.Epoch) * SecondsPerEpoch);
}
