using System.Text.Json.Serialization;
using Arise.Networks.Models;

namespace Arise.Tuning;

/// <summary>Settings of a hyper-parameter search.</summary>
public sealed record TuningSettings
{
    internal const int MostTrials = 100_000;

    /// <summary>Number of trials; more may be asked for later.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>What is searched.</summary>
    public SearchSpace Space { get; init; } = new();

    /// <summary>What is the same in all trials: epochs, split, schedule; its seed is that of the search, too.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>
    /// Trials that run at once. Trial n is proposed from the results of the trials up to n - Parallel, whatever else
    /// has ended by then: the trials depend on this number, but not on which of them is faster.
    /// </summary>
    public int Parallel { get; init; } = 1;

    /// <summary>When a trial is given up.</summary>
    [JsonInclude]
    internal PruningSettings Pruning { get; init; } = new();

    /// <summary>How the next trial is proposed.</summary>
    [JsonInclude]
    internal ParzenSettings Parzen { get; init; } = new();

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.RequireCount(Trials, 1, MostTrials, nameof(Trials), "trials");
        Setting.RequireCount(Parallel, 1, ThreadCount.Most, nameof(Parallel), "trials at once");
        Setting.Require(
            Training.ValidationFraction > 0,
            nameof(Training),
            "A search needs validation rows; the validation fraction is zero.");
        Space.Validate();
        Training.Validate();
        Pruning.Validate();
        Parzen.Validate();
    }
}
