using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Tuning;

/// <summary>One training of a hyper-parameter search.</summary>
/// <param name="Number">Number from 0.</param>
/// <param name="Settings">How it trains.</param>
public sealed record Trial(int Number, TrainingSettings Settings)
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

    /// <summary>
    /// Share of pristine and mildly defective structures that its network classifies rightly; null for trials that were
    /// not among the best.
    /// </summary>
    public double? RobustAccuracy { get; init; }

    /// <summary>Mean probability that its network gives to the right class of these; null as before.</summary>
    public double? RobustConfidence { get; init; }

    /// <summary>Where in the search space.</summary>
    internal ImmutableArray<double> Point { get; init; } = [];

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
