using Arise.Networks.Models;

namespace Arise.Training.Tuning;

/// <summary>One training of a hyper-parameter search.</summary>
/// <param name="Number">Number from 0.</param>
/// <param name="Point">Where in the search space.</param>
/// <param name="Settings">The same as settings of training.</param>
public sealed record Trial(int Number, double[] Point, TrainingSettings Settings)
{
    /// <summary>How far it has come.</summary>
    public TrialState State { get; init; }

    /// <summary>Best validation accuracy, null before the first epoch and for a trial that diverged.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The epoch that reached it.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Epochs that were made.</summary>
    public int Epochs { get; init; }

    /// <summary>Time they took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How it did on mildly defective structures; null for trials that were not among the best.</summary>
    public Robustness? Robustness { get; init; }

    /// <summary>
    /// What the search makes of it, smaller is better: 1 - accuracy, and 1 more for a trial that was given up, because
    /// it would have ended behind those that were not.
    /// </summary>
    internal double Loss => State switch
    {
        TrialState.Complete => 1 - Accuracy!.Value,
        TrialState.Pruned => 2 - Accuracy!.Value,
        _ => double.PositiveInfinity,
    };
}
