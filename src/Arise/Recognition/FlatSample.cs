using System.Collections.Immutable;
using System.Globalization;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Recognition;

/// <summary>
/// Atoms in a plane, without a cell: a layer, or the projection of a crystal. The two cannot be told apart by positions
/// alone: fcc along [111] has the pattern of graphene.
/// </summary>
/// <remarks>
/// Where the structure says how far its nearest atoms are apart (property <c>bond</c>, Angstrom) and of how many
/// species it is (property <c>bond_species</c>), only layers are possible whose nearest atoms, seen along the normal,
/// are as far apart within a tenth, and that need no more species. 'arise image' writes these properties where they
/// are given.
/// </remarks>
public sealed record FlatSample
{
    /// <summary>The property of a structure that tells the distance of nearest atoms, Angstrom.</summary>
    public const string BondProperty = "bond";

    /// <summary>The property of a structure that tells how many species it can have.</summary>
    public const string SpeciesProperty = "bond_species";

    private const double Tolerance = 0.1;

    // Thickness over the distance of atoms, up to which a sample is flat.
    private const double Flatness = 0.02;
    private const int FewestAtoms = 4;

    // Atoms of a column, which an image shows as one.
    private const double OneColumn = 0.3;

    private static readonly Lazy<ImmutableDictionary<string, double>> Layers = new(() => PrototypeLibrary.All
        .Where(prototype => prototype.MaterialType == MaterialType.TwoDimensional)
        .ToImmutableDictionary(prototype => prototype.Label, ProjectedDistance));

    private FlatSample(double? bond, int species) => (Bond, Species) = (bond, species);

    /// <summary>Distance of nearest atoms, Angstrom; null where the structure does not say it.</summary>
    public double? Bond { get; }

    /// <summary>How many species it can have, where it says the distance.</summary>
    public int Species { get; }

    /// <summary>What to beware of, a sentence.</summary>
    public string Warning => Bond is { } bond
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"flat: taken for a layer with nearest atoms {bond:G4} A apart, as was said")
        : "flat: if this is the projection of a crystal and no layer, the class is wrong (fcc along [111] looks like "
            + "graphene)";

    /// <summary>The sample, if it is flat; null for all others.</summary>
    public static FlatSample? Of(AtomicStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (structure.Periodicity.Any || structure.Count < FewestAtoms || !IsFlat(structure.Positions))
            return null;
        bool isSaid = structure.Properties.TryGetValue(BondProperty, out string? text)
            & structure.Properties.TryGetValue(SpeciesProperty, out string? count);
        return isSaid
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double bond) && bond > 0
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int species) && species > 0
            ? new FlatSample(bond, species)
            : new FlatSample(null, 0);
    }

    /// <summary>Whether a class is possible.</summary>
    /// <param name="label">Its label.</param>
    public bool Allows(string label) => Bond is not { } bond
        || (Layers.Value.TryGetValue(label, out double distance)
            && Math.Abs((distance / bond) - 1) <= Tolerance
            && RequiredSpecies.Of(label) <= Species);

    private static bool IsFlat(ReadOnlySpan<Vector3D> positions)
    {
        Vector3D center = default;
        foreach (Vector3D position in positions)
            center += position;
        center /= positions.Length;
        var moments = default(SymmetricTensor);
        foreach (Vector3D position in positions)
            moments += SymmetricTensor.Dyad(position - center, position - center);
        (double largest, double middle, double smallest) = moments.Eigenvalues();
        // Of a plane of n atoms a distance is about the square root of area over n.
        double area = 12 * Math.Sqrt(Math.Max(0, largest * middle)) / positions.Length;
        double thickness = Math.Sqrt(Math.Max(0, smallest) / positions.Length);
        return middle > 1e-6 * largest && thickness <= Flatness * Math.Sqrt(area / positions.Length);
    }

    private static double ProjectedDistance(Prototype layer)
    {
        Lattice lattice = layer.Structure.Lattice!;
        (Vector3D a, Vector3D b) = (lattice.A, lattice.B);
        Vector3D normal = Vector3D.Cross(a, b).Normalized();
        double least = double.PositiveInfinity;
        foreach (Vector3D first in layer.Structure.Positions)
        {
            foreach (Vector3D second in layer.Structure.Positions)
            {
                for (int n = 0; n < 25; n++)
                {
                    Vector3D between = second - first + (((n % 5) - 2) * a) + (((n / 5) - 2) * b);
                    between -= Vector3D.Dot(between, normal) * normal;
                    if (between.Length > OneColumn)
                        least = Math.Min(least, between.Length);
                }
            }
        }

        return least;
    }
}
