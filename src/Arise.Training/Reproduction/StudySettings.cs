using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Tuning;

namespace Arise.Reproduction;

/// <summary>Settings of a <see cref="PublishedStudy"/>; the defaults are the published ones.</summary>
public sealed record StudySettings
{
    /// <summary>Whether the hyper-parameters are searched; otherwise the published ones are used.</summary>
    public bool Tune { get; init; }

    /// <summary>Trials of the search.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>Passes over the training rows per training.</summary>
    public int Epochs { get; init; } = 300;

    /// <summary>How often each defect is made in each structure.</summary>
    public int Repetitions { get; init; } = 10;

    /// <summary>Stochastic passes T of the network.</summary>
    public int Passes { get; init; } = 1000;

    /// <summary>Seed of split, weights and defects.</summary>
    public ulong Seed { get; init; }

    /// <summary>The command that repeats the study, for the record of the model; null if no command did it.</summary>
    public string? Command { get; init; }

    /// <summary>Threads, 0 for one per processor; the results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Whether other results in the same folder may go; they stand until the study is complete.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The classes.</summary>
    internal ImmutableArray<Prototype> Prototypes { get; init; } = [.. PrototypeLibrary.Published];

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.RequireCount(Trials, 1, TuningSettings.MostTrials, nameof(Trials), "trials");
        Setting.RequireCount(Epochs, 1, 1_000_000, nameof(Epochs), "epochs");
        Setting.RequireCount(
            Repetitions, 1, DefectiveStructures.MostRepetitions, nameof(Repetitions), "repetitions");
        Setting.RequireCount(Passes, 1, PredictionSettings.MostPasses, nameof(Passes), "passes");
        Setting.RequireThreads(Threads);
    }
}
