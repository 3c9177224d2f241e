using System.Collections.Immutable;
using Arise.Datasets;

namespace Arise.Benchmarking;

/// <summary>How much of the published comparison is computed.</summary>
public sealed record BenchmarkSettings
{
    /// <summary>The methods; all by default.</summary>
    public ImmutableArray<BenchmarkMethod> Methods { get; init; } = [.. Enum.GetValues<BenchmarkMethod>()];

    /// <summary>How often each defect is made in each structure.</summary>
    public int Repetitions { get; init; } = 1;

    /// <summary>Seed of the defects.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, 0 for one per processor; no number depends on it.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses settings out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the parameter name says which.</exception>
    public void Validate()
    {
        Setting.Require(Methods.Length > 0, nameof(Methods), "No method to compare: at least one is needed.");
        Setting.Require(
            Methods.All(Enum.IsDefined) && Methods.Distinct().Count() == Methods.Length,
            nameof(Methods),
            "A method is unknown or twice in the list.");
        Setting.RequireCount(
            Repetitions, 1, DefectiveStructures.MostRepetitions, nameof(Repetitions), "repetitions");
        Setting.RequireThreads(Threads);
    }
}
