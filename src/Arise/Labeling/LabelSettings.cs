using Arise.Structures;

namespace Arise.Labeling;

/// <summary>Which answers an atom may get, and what is left out.</summary>
public sealed record LabelSettings
{
    private const int MostPasses = 1_000_000;

    /// <summary>
    /// The classes that may be answers, by label or by any name a crystallographer uses (fcc, rocksalt, B2); the
    /// probabilities are those of these classes and of "none" alone. Empty, the default, for all classes of the model.
    /// </summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>
    /// Whether all atoms count as alike: an ordered compound is labeled by the lattice its atoms stand on.
    /// </summary>
    public bool OneSpecies { get; init; }

    /// <summary>Elements whose atoms are left out: no neighbor sees them, and they get no class.</summary>
    public IReadOnlyList<ChemicalElement> Ignore { get; init; } = [];

    /// <summary>An atom whose most probable class is less probable than this gets no class.</summary>
    public double MinimumProbability { get; init; }

    /// <summary>
    /// Stochastic passes of the network for the mutual information of every atom; 0, the default, for none. The labels
    /// are those of one pass without dropout in any case.
    /// </summary>
    public int Passes { get; init; }

    /// <summary>Seed of the passes.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, 0 for one per processor; the labels do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses settings out of range; names of classes are looked up by the labeler.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the parameter name says which.</exception>
    public void Validate()
    {
        Setting.Require(
            MinimumProbability is >= 0 and <= 1,
            nameof(MinimumProbability),
            $"A smallest probability of {MinimumProbability}: from 0 to 1 is possible.");
        Setting.RequireCount(Passes, 0, MostPasses, nameof(Passes), "passes");
        Setting.RequireThreads(Threads);
    }
}
