using static System.FormattableString;

namespace Arise.Training;

/// <summary>How one epoch went.</summary>
/// <param name="Epoch">Number from 1.</param>
/// <param name="Loss">Mean cross-entropy of the training rows while they were trained on, with dropout, nats.</param>
/// <param name="TrainingAccuracy">Share of them that was classified rightly, with dropout.</param>
/// <param name="ValidationLoss">Mean cross-entropy of the validation rows without dropout, null without any.</param>
/// <param name="ValidationAccuracy">Share of them that is classified rightly, null without any.</param>
public sealed record EpochResult(
    int Epoch, double Loss, double TrainingAccuracy, double? ValidationLoss, double? ValidationAccuracy)
{
    /// <summary>What there is to tell while training goes on: loss and accuracies.</summary>
    internal string Note(int bestEpoch) =>
        Invariant($"loss {Loss:0.0000}, training {100 * TrainingAccuracy:0.00} %")
        + (ValidationAccuracy is { } valid ? Invariant($", validation {100 * valid:0.00} %, best {bestEpoch}") : "");
}
