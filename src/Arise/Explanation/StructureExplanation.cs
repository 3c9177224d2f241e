using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// A sample as a crystal of one class: the member of the class that fits best, and what the sample has that no member
/// has. It needs no network, so that it is a second opinion where two classes are close.
/// </summary>
/// <example>
/// <code>
/// StructureExplanation fcc = StructureExplanation.Of(structure, PrototypeLibrary.Find("fcc"));
/// Console.WriteLine(fcc.Sentence);
/// </code>
/// </example>
public sealed class StructureExplanation
{
    /// <summary>Of larger samples so many atoms around the middle are explained.</summary>
    public const int MostAtoms = 20_000;

    internal StructureExplanation()
    {
    }

    /// <summary>Names of the components of <see cref="BreakingStrain"/>.</summary>
    public static ImmutableArray<string> StrainNames { get; } = ["xx", "yy", "zz", "yz", "xz", "xy"];

    /// <summary>Explains a sample by one class.</summary>
    /// <param name="sample">The atoms; of more than <see cref="MostAtoms"/> those around the middle.</param>
    /// <param name="prototype">The class.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static StructureExplanation Of(
        AtomicStructure sample, Prototype prototype, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(prototype);
        return StructureExplainer.Explain(sample, prototype, cancellation);
    }

    /// <summary>Explains a sample by several classes, the best explanation first; each class once.</summary>
    /// <param name="sample">The atoms.</param>
    /// <param name="prototypes">
    /// The classes. Of those that fit alike, to a hundredth, one whose range holds the axial ratio of the sample comes
    /// first, then the one with the fewest free numbers: a cubic crystal is a tetragonal one too.
    /// </param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImmutableArray<StructureExplanation> Compare(
        AtomicStructure sample, IEnumerable<Prototype> prototypes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prototypes);
        return
        [
            .. prototypes.DistinctBy(prototype => prototype.Label)
                .Select(prototype => Of(sample, prototype, cancellation))
                .OrderByDescending(explanation => Math.Round(explanation.Fit, 2))
                .ThenBy(explanation => Math.Round(explanation.Outside, 2))
                .ThenBy(explanation => explanation.FreeNumbers),
        ];
    }

    /// <summary>The class.</summary>
    public required Prototype Prototype { get; init; }

    /// <summary>
    /// The base member of the class whose crystal it is: the label of the prototype, or the name of a further member
    /// where the prototype does not fit. Figures of the prototype are those of this member.
    /// </summary>
    public required string Base { get; init; }

    /// <summary>The atoms that were explained: the sample, or what is around its middle.</summary>
    public required AtomicStructure Sample { get; init; }

    /// <summary>Number of atoms of the whole sample.</summary>
    public required int TotalAtoms { get; init; }

    /// <summary>Mean length of the bonds, Angstrom: neighbors to about 1.3 times the nearest distance.</summary>
    public required double BondLength { get; init; }

    /// <summary>
    /// How well the class explains the sample, 0 to 1: the share of its atoms that stand on sites, less for those far
    /// from them, for empty sites, species out of place, and strain that breaks the symmetry. For comparing classes.
    /// </summary>
    public required double Fit { get; init; }

    /// <summary>Number of atoms on sites of the crystal.</summary>
    public int Matched => SiteAtoms.Count(atom => atom >= 0);

    /// <summary>Their share of all that were explained.</summary>
    public double MatchedShare => Sample.Count == 0 ? 0 : (double)Matched / Sample.Count;

    /// <summary>
    /// For each atom the atom of the cell of <see cref="Base"/> on whose site it stands; -1 for none.
    /// </summary>
    public required ImmutableArray<int> SiteAtoms { get; init; }

    /// <summary>Where the site of each atom is, Angstrom; the place of the atom where it has none.</summary>
    public required ImmutableArray<Vector3D> Sites { get; init; }

    /// <summary>Distance of each atom from its site, Angstrom; not a number where it has none.</summary>
    public required ImmutableArray<double> Residuals { get; init; }

    /// <summary>Root mean square of the residuals, Angstrom; not a number without any.</summary>
    public required double RootMeanSquare { get; init; }

    /// <summary>Sites without an atom that the crystal surrounds, Angstrom.</summary>
    public required ImmutableArray<Vector3D> Vacancies { get; init; }

    /// <summary>For each of <see cref="Vacancies"/> the atom of the cell that is missing there.</summary>
    public required ImmutableArray<int> VacancySites { get; init; }

    /// <summary>Atoms without a site that the crystal surrounds.</summary>
    public required ImmutableArray<int> Interstitials { get; init; }

    /// <summary>Atoms on a site where another species belongs.</summary>
    public required ImmutableArray<int> Foreign { get; init; }

    /// <summary>
    /// Which species of the sample has the part of each species of the prototype; null where the sample has none left.
    /// </summary>
    public required ImmutableArray<(ChemicalElement Part, ChemicalElement? Species)> Parts { get; init; }

    /// <summary>
    /// Species that share a part, with the number of their atoms: sublattices with more than one in ten of others.
    /// </summary>
    public required ImmutableArray<(ChemicalElement Part, ChemicalElement Species, int Atoms)> Mixed { get; init; }

    /// <summary>
    /// Lattice parameters and their ratios in the conventional cell, of the member that fits and of the prototype;
    /// lengths in Angstrom, angles in degrees. Of a class whose range is of the face-centered cell, of that cell.
    /// </summary>
    public required ImmutableArray<(string Name, double Fitted, double OfPrototype)> Lattice { get; init; }

    /// <summary>
    /// The axial ratio beside the range that the class has of it; empty where it has none. "c/a" is the one of
    /// <see cref="Lattice"/>, "cube edge" the ratio of the most different edge of a cubic crystal to the other two.
    /// </summary>
    public required ImmutableArray<(string Name, double Fitted, double Low, double High)> Ranges { get; init; }

    /// <summary>
    /// Free coordinates, in fractions of the conventional axes with the origin of the prototype's cell; of layers the
    /// height above their middle.
    /// </summary>
    public required ImmutableArray<(string Name, double Fitted, double OfPrototype)> FreeCoordinates { get; init; }

    /// <summary>
    /// Strain that no member of the class has: the part of the logarithmic strain ln U (F = R U) that breaks its
    /// symmetry; xx, yy, zz, yz, xz, xy along Cartesian axes with z along c and x along a.
    /// </summary>
    public required ImmutableArray<double> BreakingStrain { get; init; }

    /// <summary>Root of the sum of the squares of all nine components of <see cref="BreakingStrain"/>.</summary>
    public required double BreakingStrainSize { get; init; }

    /// <summary>
    /// The largest mean displacement of a sublattice that no free coordinate allows, Angstrom: a sample that is a
    /// distorted member has one.
    /// </summary>
    public required double BreakingDisplacement { get; init; }

    /// <summary>
    /// The cell of the member that fits best, in the orientation of the sample and with its species; null when nothing
    /// fits.
    /// </summary>
    public required AtomicStructure? Member { get; init; }

    /// <summary>Axial ratios, angles and free coordinates that the class leaves open.</summary>
    internal int FreeNumbers { get; init; }

    /// <summary>How far the axial ratio is outside its range, as a logarithm; 0 inside and without a range.</summary>
    internal double Outside => Ranges.Sum(one =>
        Math.Max(0, Math.Max(Math.Log(one.Low / one.Fitted), Math.Log(one.Fitted / one.High))));

    /// <summary>Conventional axes of the member, in the orientation of the sample; null without a lattice.</summary>
    internal ConventionalAxes? Axes { get; init; }

    /// <summary>All of it in a sentence.</summary>
    public string Sentence => ExplanationSentence.Of(this);

    /// <inheritdoc/>
    public override string ToString() => Sentence;
}
