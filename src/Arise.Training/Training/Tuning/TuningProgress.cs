namespace Arise.Training.Tuning;

/// <summary>Where a search stands, after an epoch of a trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Epoch">Its last epoch.</param>
/// <param name="Epochs">Its epochs in all.</param>
/// <param name="Ended">Trials that have ended.</param>
/// <param name="Trials">Trials in all.</param>
/// <param name="BestAccuracy">Best validation accuracy of all trials so far.</param>
/// <param name="Remaining">Time left, if the trials to come take as long as those before; null without any.</param>
public sealed record TuningProgress(
    int Trial, int Epoch, int Epochs, int Ended, int Trials, double BestAccuracy, TimeSpan? Remaining);
