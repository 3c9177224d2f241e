using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>What a <see cref="DisorderedPacking"/> is made of.</summary>
internal sealed record DisorderedPackingSettings
{
    /// <summary>Number of atoms.</summary>
    public int Atoms { get; init; } = 300;

    /// <summary>No two atoms are closer than this, Angstrom.</summary>
    public double LeastDistance { get; init; } = 2.5;

    /// <summary>
    /// Atoms per cube of the least distance. Hard spheres freeze at 0.94 and jam at 1.22 (pi / 6 of it is the packing
    /// fraction); up to 1.1 the steps suffice.
    /// </summary>
    public double Density { get; init; } = 0.9;

    /// <summary>
    /// Species that occur, in shares drawn at random (none below 0.1 before all are divided by their sum), atom by
    /// atom.
    /// </summary>
    public ImmutableArray<ChemicalElement> Species { get; init; } = [ChemicalElement.Parse("Cu")];

    /// <summary>Most steps of pushing apart.</summary>
    public int MostSteps { get; init; } = 2000;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.Require(Atoms >= 2, nameof(Atoms), $"{Atoms} atoms: at least two are needed.");
        Setting.Require(
            LeastDistance > 0 && double.IsFinite(LeastDistance),
            nameof(LeastDistance),
            $"The least distance {LeastDistance} is not a length.");
        Setting.Require(
            Density is > 0 and <= 1.1, nameof(Density), $"The density {Density} is not in (0, 1.1].");
        Setting.Require(!Species.IsDefaultOrEmpty, nameof(Species), "At least one species is needed.");
        Setting.Require(MostSteps >= 1, nameof(MostSteps), $"{MostSteps} steps: at least one is needed.");
    }
}
