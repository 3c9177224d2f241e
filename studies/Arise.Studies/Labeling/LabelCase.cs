using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Atoms of which each one's class is known, and the row of a table that each of them counts in.</summary>
/// <param name="Sample">The atoms.</param>
/// <param name="RowOf">The row of an atom; null where it counts in none.</param>
/// <param name="Calibrates">Whether the probabilities of its atoms count in the calibration error.</param>
internal sealed record LabelCase(AtomSample Sample, Func<int, string?> RowOf, bool Calibrates = false)
{
    /// <summary>All atoms count in one row.</summary>
    public LabelCase(AtomSample sample, string row)
        : this(sample, _ => row)
    {
    }
}
