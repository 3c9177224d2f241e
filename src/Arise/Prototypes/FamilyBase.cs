using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Prototypes;

/// <summary>
/// A crystal from which members of a family are made: its cell, and the strains and displacements that keep its space
/// group.
/// </summary>
/// <remarks>
/// A symmetric strain is invariant under the point group, E = mean of R E R^T, and a symmetric displacement field under
/// the space group, u(image of i) = R u(i); the bases are means of unit tensors and of single displacements over the
/// group (<see cref="CellSymmetry"/>), made orthogonal. The group is that within 0.1 Angstrom, so that a relaxed cell
/// with rounded figures has the freedom of its ideal type. Layers are strained in their plane and displaced across it.
/// </remarks>
internal sealed class FamilyBase
{
    private readonly Lazy<ImmutableArray<FamilyStrain>> _strains;
    private readonly Lazy<ImmutableArray<FamilyDisplacement>> _displacements;
    private readonly Lazy<CellSymmetry?> _symmetry;

    /// <summary>Takes a crystal as a base.</summary>
    /// <param name="name">Formula or label.</param>
    /// <param name="structure">The cell.</param>
    /// <param name="source">Where its figures come from.</param>
    public FamilyBase(string name, AtomicStructure structure, string source)
    {
        (Name, Structure, Source) = (name, structure, source);
        Distance = NearestNeighborDistance.OfAllAtoms(structure);
        bool hasFamily = structure.Periodicity == Periodicity.Bulk || structure.Periodicity == Periodicity.InPlane;
        _symmetry = new(() => hasFamily ? CellSymmetry.Of(structure) : null);
        _strains = new(() => Symmetry is { } symmetry ? FamilyStrains.Of(structure, symmetry) : []);
        _displacements = new(() => Symmetry is { } symmetry ? FamilyDisplacements.Of(structure, symmetry) : []);
    }

    /// <summary>Formula or label.</summary>
    public string Name { get; }

    /// <summary>The cell.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>Where its figures come from.</summary>
    public string Source { get; }

    /// <summary>Distance of nearest neighbors, Angstrom.</summary>
    public double Distance { get; }

    /// <summary>
    /// The space group of the cell within 0.1 Angstrom; null for what is neither a bulk crystal nor a layer.
    /// </summary>
    public CellSymmetry? Symmetry => _symmetry.Value;

    /// <summary>The symmetric strains, "volume" (of layers "area") first; none without a group.</summary>
    public ImmutableArray<FamilyStrain> Strains => _strains.Value;

    /// <summary>The free coordinates; empty where symmetry fixes all atoms.</summary>
    public ImmutableArray<FamilyDisplacement> Displacements => _displacements.Value;

    /// <summary>
    /// The unique axis of a tetragonal, trigonal or hexagonal crystal, z of a cubic one; null for others.
    /// </summary>
    public Vector3D? Axis => Symmetry is { } symmetry && Structure.Periodicity == Periodicity.Bulk
        ? FamilyStrains.UniqueAxis(symmetry)
        : null;

    /// <summary>Whether its unique axis is threefold or sixfold; false for cubic crystals.</summary>
    public bool HasThreefoldAxis =>
        Symmetry is { } symmetry
        && Axis is { } axis
        && symmetry.PointGroup.Any(r => Math.Abs(r.X.X + r.Y.Y + r.Z.Z) < 0.1
            && (r.Apply(axis) - axis).Length < 0.1
            && Vector3D.Dot(r.X, Vector3D.Cross(r.Y, r.Z)) > 0);

    /// <summary>
    /// c/a of the conventional cell (hexagonal axes for rhombohedral crystals); null without an axis.
    /// </summary>
    public double? AxialRatio => Axis is { } axis ? FamilyStrains.AxialRatio(Structure.Lattice!, axis) : null;

    /// <summary>
    /// A member: x' = expm(E) (x + u) for positions, a' = expm(E) a for lattice vectors, all times a factor.
    /// </summary>
    /// <param name="strain">The logarithmic strain E.</param>
    /// <param name="displacements">u of each atom, Angstrom; empty for none.</param>
    /// <param name="factor">Factor of all lengths.</param>
    public AtomicStructure Member(
        SymmetricTensor strain, ReadOnlySpan<Vector3D> displacements = default, double factor = 1)
    {
        SymmetricTensor stretch = factor * strain.Exponential();
        var positions = new Vector3D[Structure.Count];
        for (int atom = 0; atom < positions.Length; atom++)
        {
            Vector3D place = Structure.Positions[atom];
            positions[atom] = stretch.Apply(displacements.IsEmpty ? place : place + displacements[atom]);
        }

        Lattice? lattice = Structure.Lattice is { } cell
            ? new Lattice(stretch.Apply(cell.A), stretch.Apply(cell.B), stretch.Apply(cell.C))
            : null;
        return new AtomicStructure(
            positions, Structure.Species, lattice, Structure.Periodicity, name: Structure.Name);
    }
}
