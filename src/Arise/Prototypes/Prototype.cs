using System.Collections.Immutable;
using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Prototypes;

/// <summary>One structural class: its ideal structure and the names that crystallographers give it.</summary>
public sealed record Prototype
{
    /// <summary>
    /// The identifier everywhere in this library: the label of the published data, or a label of our own.
    /// </summary>
    public required string Label { get; init; }

    /// <summary>
    /// Position in <see cref="PrototypeLibrary.All"/>; of the published classes, 0 to 107, also the position in the
    /// output layer of the published network.
    /// </summary>
    public required int ClassIndex { get; init; }

    /// <summary>What a crystallographer says: "face-centered cubic", "rock salt (B1)".</summary>
    public required string CommonName { get; init; }

    /// <summary>Other names in use: "fcc", "halite".</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Bulk crystal by number of species, layer, or nanotube.</summary>
    public required MaterialType MaterialType { get; init; }

    /// <summary>
    /// Number of the space group of the figures as they stand (symmetry within 0.001 Angstrom); null for nanotubes.
    /// For layers it is the group of the layer and its vacuum taken as a crystal periodic in three directions.
    /// </summary>
    public int? SpaceGroupNumber { get; init; }

    /// <summary>
    /// Hermann-Mauguin symbol of <see cref="SpaceGroupNumber"/>, for example "Fm-3m"; null for nanotubes.
    /// </summary>
    public string? SpaceGroupSymbol { get; init; }

    /// <summary>
    /// Number of the space group of the structure type: the one a crystallographer would name where the figures come
    /// from a relaxed, rounded or distorted structure. Equal to <see cref="SpaceGroupNumber"/> for most classes; null
    /// for nanotubes.
    /// </summary>
    public int? IdealizedSpaceGroupNumber { get; init; }

    /// <summary>Hermann-Mauguin symbol of <see cref="IdealizedSpaceGroupNumber"/>; null for nanotubes.</summary>
    public string? IdealizedSpaceGroupSymbol { get; init; }

    /// <summary>
    /// Pearson symbol: crystal family, centering and number of atoms in the conventional cell ("cF8"), of rhombohedral
    /// crystals in the primitive cell ("hR5"), as in the AFLOW labels; that of the structure type where the figures
    /// are distorted. Null for layers and nanotubes.
    /// </summary>
    public string? PearsonSymbol { get; init; }

    /// <summary>
    /// Strukturbericht designation, subscripts after an underscore ("B8_1"); null where there is none.
    /// </summary>
    public string? Strukturbericht { get; init; }

    /// <summary>Label in the AFLOW library of crystallographic prototypes; null where the class is not in it.</summary>
    public string? AflowLabel { get; init; }

    /// <summary>
    /// Name of the group of close relatives that the class belongs to ("cubic perovskite"): what to say when they
    /// cannot be told apart. Null for most classes.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Label of the class whose family this one is a member of; null for most classes.</summary>
    public string? MergedInto { get; init; }

    /// <summary>
    /// The members of the class in words: range of c/a, symmetric strains, free coordinates, further bases.
    /// </summary>
    public ImmutableArray<string> FamilyDescription => Prototypes.FamilyDescription.Of(CrystalFamily.Of(this));

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>What else one should know about these figures; null for most classes.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// The ideal structure in the cell of the source (primitive or conventional): bulk crystals are periodic in three
    /// directions, layers along the first two lattice vectors, nanotubes in none (and have no lattice).
    /// </summary>
    public required AtomicStructure Structure { get; init; }

    /// <summary>
    /// Fractional coordinates of the atoms of <see cref="Structure"/>, with the digits of the data file; null for
    /// nanotubes, which have no lattice.
    /// </summary>
    public ImmutableArray<Vector3D>? FractionalCoordinates { get; init; }

    /// <summary>
    /// Further crystals of the class, with other ratios of axes and free coordinates; empty for classes of the library,
    /// whose families have tables of their own.
    /// </summary>
    public ImmutableArray<AtomicStructure> FurtherMembers { get; init; } = [];

    /// <summary>
    /// Whether this is the space group of the figures as they stand, or that of the structure type.
    /// </summary>
    /// <param name="group">Number or Hermann-Mauguin symbol: "225", "Fm-3m".</param>
    public bool HasSpaceGroup(string group) =>
        int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? SpaceGroupNumber == number || IdealizedSpaceGroupNumber == number
            : group.Equals(SpaceGroupSymbol, StringComparison.OrdinalIgnoreCase)
                || group.Equals(IdealizedSpaceGroupSymbol, StringComparison.OrdinalIgnoreCase);

    /// <summary>Label and common name.</summary>
    public override string ToString() => $"{Label} ({CommonName})";
}
