using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>
/// Body-centered tetragonal crystals on a square grid of lattice parameters a and c: the deformation that takes
/// body-centered cubic (c/a = 1) to face-centered cubic (c/a = sqrt 2). E. C. Bain, Trans. AIME 70, 25 (1924). The
/// defaults are those of Leitherer et al., doi:10.1038/s41467-021-26511-5: 61 x 61 = 3721 crystals.
/// </summary>
public sealed record BainPath
{
    /// <summary>Smallest a and c, Angstrom.</summary>
    public double Minimum { get; init; } = 3.0;

    /// <summary>Largest a and c, Angstrom.</summary>
    public double Maximum { get; init; } = 6.0;

    /// <summary>Distance of neighboring values, Angstrom.</summary>
    public double Step { get; init; } = 0.05;

    /// <summary>The species; the descriptor does not see which it is.</summary>
    public ChemicalElement Element { get; init; } = ChemicalElement.Parse("Fe");

    /// <summary>Number of values of a, and of c.</summary>
    public int Count => (int)Math.Floor(((Maximum - Minimum) / Step) + 1e-9) + 1;

    /// <summary>Value number <paramref name="index"/> of a, and of c, Angstrom.</summary>
    public double Parameter(int index) => Minimum + (index * Step);

    /// <summary>The periodic primitive cell (one atom) with these lattice parameters, Angstrom.</summary>
    public AtomicStructure Crystal(double a, double c)
    {
        double half = a / 2;
        return new AtomicStructure(
            [Vector3D.Zero],
            [Element],
            new Lattice(new(-half, half, c / 2), new(half, -half, c / 2), new(half, half, -c / 2)),
            Periodicity.Bulk,
            name: string.Create(CultureInfo.InvariantCulture, $"body-centered tetragonal, a {a:0.###}, c {c:0.###}"));
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">
    /// A value is out of range, or there are too many crystals; the parameter is the property.
    /// </exception>
    public void Validate()
    {
        Setting.Require(
            Minimum >= 0.5 && double.IsFinite(Minimum),
            nameof(Minimum),
            $"Smallest lattice parameter {Minimum}: it must be at least 0.5 Angstrom.");
        Setting.Require(
            Maximum >= Minimum && Maximum <= 50,
            nameof(Maximum),
            $"Largest lattice parameter {Maximum}: it must be from the smallest to 50 Angstrom.");
        Setting.Require(
            Step > 0 && (Maximum - Minimum) / Step <= 1000,
            nameof(Step),
            $"Step {Step}: it must be above zero and give at most 1000 steps.");
    }
}
