using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>The search of <see cref="CellSymmetry"/> at one tolerance.</summary>
internal sealed class CellSymmetrySearch
{
    private readonly double _tolerance;
    private readonly Lattice _basis;
    private readonly Vector3D[] _fractional;
    private readonly ChemicalElement[] _species;
    private readonly int[] _rarest;
    private readonly Dictionary<ChemicalElement, int[]> _atoms;

    public CellSymmetrySearch(AtomicStructure cell, double tolerance)
    {
        _tolerance = tolerance;
        _basis = ReducedCell.Of(cell.Lattice!);
        _fractional = [.. cell.Positions.ToArray().Select(_basis.ToFractional)];
        _species = cell.Species.ToArray();
        _atoms = Enumerable.Range(0, _species.Length).GroupBy(atom => _species[atom])
            .ToDictionary(group => group.Key, group => group.ToArray());
        _rarest = _atoms.Values.MinBy(atoms => atoms.Length)!;
    }

    /// <summary>All operations, the identity among them.</summary>
    public ImmutableArray<CellSymmetry.Operation> Find()
    {
        var found = ImmutableArray.CreateBuilder<CellSymmetry.Operation>();
        Vector3D[] axes = [_basis.A, _basis.B, _basis.C];
        (int, int, int)[][] images = [.. axes.Select(Images)];
        foreach ((int, int, int) a in images[0])
        {
            foreach ((int, int, int) b in images[1].Where(b => IsLike(a, b, 0, 1)))
            {
                foreach ((int, int, int) c in images[2].Where(c => IsLike(a, c, 0, 2) && IsLike(b, c, 1, 2)))
                    AddTranslations(new CellSymmetry.IntegerMatrix(a, b, c), found);
            }
        }

        return found.ToImmutable();

        bool IsLike((int, int, int) u, (int, int, int) v, int i, int j) =>
            Math.Abs((Vector(u) - Vector(v)).Length - (axes[i] - axes[j]).Length) < 2 * _tolerance
            && Math.Abs((Vector(u) + Vector(v)).Length - (axes[i] + axes[j]).Length) < 2 * _tolerance;
    }

    private (int, int, int)[] Images(Vector3D axis) =>
        [.. Enumerable.Range(0, 27).Select(k => ((k % 3) - 1, (k / 3 % 3) - 1, (k / 9) - 1))
            .Where(v => Math.Abs(Vector(v).Length - axis.Length) < _tolerance)];

    private Vector3D Vector((int A, int B, int C) v) => _basis.ToCartesian(new Vector3D(v.A, v.B, v.C));

    private void AddTranslations(
        CellSymmetry.IntegerMatrix matrix, ImmutableArray<CellSymmetry.Operation>.Builder found)
    {
        (Vector3D a, Vector3D b, Vector3D c) = (Vector(matrix.First), Vector(matrix.Second), Vector(matrix.Third));
        if (Math.Abs(Vector3D.Dot(a, Vector3D.Cross(b, c))) < 0.5 * _basis.Volume)
            return;
        Vector3D[] turned = [.. _fractional.Select(f => _basis.ToFractional((f.X * a) + (f.Y * b) + (f.Z * c)))];
        foreach (int target in _rarest)
        {
            if (Match(turned, _fractional[target] - turned[_rarest[0]]) is { } images)
                found.Add(new CellSymmetry.Operation(Orthogonal(a, b, c), matrix, images));
        }
    }

    // The atom that each turned and shifted atom falls on; null when one falls on none, or two on one.
    private ImmutableArray<int>? Match(Vector3D[] turned, Vector3D shift)
    {
        int[] images = new int[turned.Length];
        var taken = new bool[turned.Length];
        for (int atom = 0; atom < turned.Length; atom++)
        {
            Vector3D place = turned[atom] + shift;
            int nearest = -1;
            double least = 2 * _tolerance;
            foreach (int other in _atoms[_species[atom]])
            {
                double distance = PeriodicPointIndex.NearestImage(_basis, place, _fractional[other]).Length;
                if (distance < least)
                    (nearest, least) = (other, distance);
            }

            if (nearest < 0 || taken[nearest])
                return null;
            (images[atom], taken[nearest]) = (nearest, true);
        }

        return IsWithin(turned, shift, images) ? ImmutableArray.Create(images) : null;
    }

    // Within the tolerance once the shift is the best one: an atom that is off must not shift all others.
    private bool IsWithin(Vector3D[] turned, Vector3D shift, int[] images)
    {
        Vector3D mean = default;
        for (int atom = 0; atom < images.Length; atom++)
            mean += Miss(atom) / images.Length;
        for (int atom = 0; atom < images.Length; atom++)
        {
            if ((Miss(atom) - mean).Length > _tolerance)
                return false;
        }

        return true;

        Vector3D Miss(int atom) =>
            PeriodicPointIndex.NearestImage(_basis, turned[atom] + shift, _fractional[images[atom]]);
    }

    // M with M A = a, M B = b, M C = c, made orthogonal by Newton's iteration for the polar factor,
    // M <- (M + M^-T) / 2.
    private Rotation Orthogonal(Vector3D a, Vector3D b, Vector3D c)
    {
        Vector3D Row(double x, double y, double z) =>
            (x * _basis.ReciprocalA) + (y * _basis.ReciprocalB) + (z * _basis.ReciprocalC);
        var m = new Rotation(Row(a.X, b.X, c.X), Row(a.Y, b.Y, c.Y), Row(a.Z, b.Z, c.Z));
        for (int k = 0; k < 8; k++)
        {
            Vector3D x = Vector3D.Cross(m.Y, m.Z), y = Vector3D.Cross(m.Z, m.X), z = Vector3D.Cross(m.X, m.Y);
            double determinant = Vector3D.Dot(m.X, x);
            m = new Rotation(
                (m.X + (x / determinant)) / 2, (m.Y + (y / determinant)) / 2, (m.Z + (z / determinant)) / 2);
        }

        return m;
    }
}
