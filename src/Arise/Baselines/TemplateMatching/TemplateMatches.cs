using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// What polyhedral template matching found; arrays are [atom] in the order of the structure. What belongs to the best
/// match stays where the RMSD cutoff makes an atom <see cref="LocalStructure.Other"/>, so that a cutoff can be chosen.
/// </summary>
/// <remarks>
/// With the vertices t_k of the template and the matched atoms x_k, both relative to their barycenters (the atom itself
/// is included, the vertices have the mean distance 1): R t_k ~ s x_k with rotation R and scale s in the sense of least
/// squares, and RMSD^2 = sum of |R t_k - s x_k|^2 / (n + 1) over n neighbors and the atom.
/// </remarks>
public sealed class TemplateMatches
{
    private readonly LocalStructure[] _types;
    private readonly LocalStructure[] _bestTypes;
    private readonly ChemicalOrdering[] _orderings;
    private readonly float[] _rmsds;
    private readonly float[] _distances;
    private readonly Quaternion[] _orientations;
    private readonly float[] _deformations;
    private readonly int[] _neighbors;

    /// <summary>Bytes per atom.</summary>
    internal const int BytesPerAtom = 12 + 8 + 16 + 36 + (sizeof(int) * PlanarGraph.MostVertices);

    internal TemplateMatches(int count)
    {
        (_types, _bestTypes) = (new LocalStructure[count], new LocalStructure[count]);
        _orderings = new ChemicalOrdering[count];
        (_rmsds, _distances) = (new float[count], new float[count]);
        _orientations = new Quaternion[count];
        _deformations = new float[9 * count];
        _neighbors = new int[PlanarGraph.MostVertices * count];
        Array.Fill(_rmsds, float.PositiveInfinity);
    }

    /// <summary>Type of each atom, <see cref="LocalStructure.Other"/> beyond the RMSD cutoff.</summary>
    public ImmutableArray<LocalStructure> Types => ImmutableCollectionsMarshal.AsImmutableArray(_types);

    /// <summary>Type of the best match, whatever its RMSD.</summary>
    public ImmutableArray<LocalStructure> BestTypes => ImmutableCollectionsMarshal.AsImmutableArray(_bestTypes);

    /// <summary>How the species share the sites of the best match.</summary>
    public ImmutableArray<ChemicalOrdering> Orderings => ImmutableCollectionsMarshal.AsImmutableArray(_orderings);

    /// <summary>RMSD of the best match, in units of the mean distance of its neighbors; infinite without a match.
    /// </summary>
    public ImmutableArray<float> Rmsds => ImmutableCollectionsMarshal.AsImmutableArray(_rmsds);

    /// <summary>Distance of nearest neighbors in the scaled template, Angstrom: |t_1| / s; 0 without a match.</summary>
    public ImmutableArray<float> Distances => ImmutableCollectionsMarshal.AsImmutableArray(_distances);

    /// <summary>
    /// The rotation from crystal axes to the sample, of those that the crystal's symmetry makes equivalent the one with
    /// the smallest angle. Cubic crystals stand along the axes; hexagonal ones and sheets have c along z and a along x;
    /// the icosahedron has a vertex along z and one in the plane y z. Zero without a match.
    /// </summary>
    public ImmutableArray<Quaternion> Orientations => ImmutableCollectionsMarshal.AsImmutableArray(_orientations);

    /// <summary>
    /// Deformation gradient F, [atom, row, column], in one row of 9 per atom: F t_k ~ s x_k in the sense of least
    /// squares, from crystal axes to the sample, rotation included. Its determinant is near 1: the size is in the
    /// distance. That of a sheet takes the third axis to its normal. Zero without a match.
    /// </summary>
    public ImmutableArray<float> DeformationGradients => ImmutableCollectionsMarshal.AsImmutableArray(_deformations);

    /// <summary>
    /// The atoms that were matched with the vertices of the template: the nearest first, then, in diamonds and
    /// graphene, the others; empty without a match. An atom can be there several times, by several images.
    /// </summary>
    public ReadOnlySpan<int> NeighborsOf(int atom) =>
        _neighbors.AsSpan(PlanarGraph.MostVertices * atom, Templates.CountOf(_bestTypes[atom]));

    /// <summary>
    /// How many atoms with a match have an RMSD in each of some equal parts of the range from 0 to a largest value;
    /// larger ones are left out.
    /// </summary>
    /// <param name="largest">End of the range.</param>
    /// <param name="bins">Number of parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public int[] RmsdHistogram(double largest, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var counts = new int[bins];
        foreach (float rmsd in _rmsds)
        {
            if (rmsd < largest)
                counts[Math.Min((int)(rmsd / largest * bins), bins - 1)]++;
        }

        return counts;
    }

    internal void Set(int atom, LocalStructure type, bool accepted, ChemicalOrdering ordering, double rmsd)
    {
        (_bestTypes[atom], _types[atom]) = (type, accepted ? type : LocalStructure.Other);
        (_orderings[atom], _rmsds[atom]) = (ordering, (float)rmsd);
    }

    internal void Set(int atom, double distance, UnitQuaternion q, in Numerics.Matrix3 deformation)
    {
        _distances[atom] = (float)distance;
        _orientations[atom] = new((float)q.X, (float)q.Y, (float)q.Z, (float)q.W);
        for (int k = 0; k < 9; k++)
            _deformations[(9 * atom) + k] = (float)deformation[k / 3, k % 3];
    }

    internal Span<int> Neighbors(int atom) =>
        _neighbors.AsSpan(PlanarGraph.MostVertices * atom, PlanarGraph.MostVertices);
}
