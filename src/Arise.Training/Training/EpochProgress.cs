namespace Arise.Training;

/// <summary>How far the running epoch has come: what <see cref="Trainer"/> needs to go on within it.</summary>
/// <param name="Steps">Steps done; 0 between two epochs.</param>
/// <param name="Loss">Sum of the losses of their rows.</param>
/// <param name="Correct">Number of their rows that were classified rightly.</param>
internal readonly record struct EpochProgress(long Steps, double Loss, long Correct);
