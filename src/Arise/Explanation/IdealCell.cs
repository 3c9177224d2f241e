using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// The operations that leave a periodic cell as it is, translations inside the cell among them, found by trial:
/// lattice vectors as long as the axes and at the same angles are images of the axes, and the rarest atom has to go to
/// one of its kind. A layer with its vacuum counts as a crystal.
/// </summary>
internal sealed class IdealCell
{
    // What rounded or relaxed figures of a prototype may be off, Angstrom.
    private const double Tolerance = 0.1;

    private readonly Vector3D[] _positions;
    private readonly Vector3D[] _fractional;
    private readonly ChemicalElement[] _species;
    private readonly Lattice _lattice;
    private readonly int[] _rarest;
    private readonly ImmutableArray<CellOperation>.Builder _operations = ImmutableArray.CreateBuilder<CellOperation>();
    private readonly Vector3D[] _meanAxes = new Vector3D[3];
    private readonly Vector3D[] _meanShifts;

    private IdealCell(AtomicStructure cell)
    {
        _lattice = cell.Lattice!;
        _positions = cell.Positions.ToArray();
        _species = cell.Species.ToArray();
        _fractional = [.. _positions.Select(_lattice.ToFractional)];
        _meanShifts = new Vector3D[_positions.Length];
        ChemicalElement rarest = _species.GroupBy(one => one).MinBy(group => group.Count())!.Key;
        _rarest = [.. Enumerable.Range(0, _species.Length).Where(atom => _species[atom] == rarest)];
    }

    /// <summary>The operations, and the cell with axes and places that they leave exactly as they are.</summary>
    public static (AtomicStructure Cell, ImmutableArray<CellOperation> Operations) Of(AtomicStructure cell)
    {
        var symmetry = new IdealCell(cell);
        symmetry.Find();
        return (symmetry.Ideal(cell), symmetry._operations.ToImmutable());
    }

    private void Find()
    {
        Vector3D[] axes = [_lattice.A, _lattice.B, _lattice.C];
        Vector3D[][] images = [.. axes.Select(axis => Images(_lattice, axis.Length))];
        foreach (Vector3D a in images[0])
        {
            foreach (Vector3D b in images[1].Where(b => IsLike(a, b, axes[0], axes[1])))
            {
                foreach (Vector3D c in images[2].Where(c => IsLike(a, c, axes[0], axes[2])))
                {
                    if (IsLike(b, c, axes[1], axes[2]))
                        Try(Matrix3.FromColumns(a, b, c));
                }
            }
        }
    }

    private void Try(Matrix3 axes)
    {
        // Axes that are equal within the tolerance only give matrices that are no rotation: the nearest one is.
        Matrix3 turn = axes * Matrix3.FromColumns(_lattice.A, _lattice.B, _lattice.C).Inverse();
        Matrix3 rotation = turn.Polar().Turn, back = rotation.Transposed();
        Vector3D[] turned = [.. _positions.Select(x => _lattice.ToFractional(turn.Apply(x)))];
        foreach (int target in _rarest)
        {
            if (ImagesOf(turned, _fractional[target] - turned[_rarest[0]]) is not { } found)
                continue;
            _operations.Add(new CellOperation(rotation, found.Image));
            Matrix3 columns = back * axes;
            for (int axis = 0; axis < 3; axis++)
                _meanAxes[axis] += new Vector3D(columns.X[axis], columns.Y[axis], columns.Z[axis]);

            // A shift common to all atoms says nothing.
            Vector3D common = Vector3D.Zero;
            foreach (Vector3D off in found.Off)
                common += off / found.Off.Length;
            for (int atom = 0; atom < found.Off.Length; atom++)
                _meanShifts[found.Image[atom]] += found.Off[atom] - common;
        }
    }

    private (ImmutableArray<int> Image, Vector3D[] Off)? ImagesOf(Vector3D[] turned, Vector3D shift)
    {
        var image = new int[turned.Length];
        var off = new Vector3D[turned.Length];
        for (int atom = 0; atom < image.Length; atom++)
        {
            image[atom] = -1;
            for (int other = 0; other < image.Length && image[atom] < 0; other++)
            {
                Vector3D between = Shortest(_lattice, turned[atom] + shift - _fractional[other]);
                if (between.Length < Tolerance)
                    (image[atom], off[atom]) = (other, between);
            }

            if (image[atom] < 0 || _species[image[atom]] != _species[atom])
                return null;
        }

        return image.Distinct().Count() == image.Length ? ([.. image], off) : null;
    }

    private AtomicStructure Ideal(AtomicStructure cell)
    {
        double count = _operations.Count;
        var lattice = new Lattice(_meanAxes[0] / count, _meanAxes[1] / count, _meanAxes[2] / count);
        Vector3D[] positions = [.. _fractional.Select((f, atom) =>
            lattice.ToCartesian(f + _lattice.ToFractional(_meanShifts[atom] / count)))];
        return new AtomicStructure(positions, _species, lattice, cell.Periodicity, name: cell.Name);
    }

    private static Vector3D[] Images(Lattice lattice, double length)
    {
        var images = new List<Vector3D>();
        for (int k = 0; k < 125; k++)
        {
            Vector3D vector = lattice.ToCartesian(new Vector3D((k % 5) - 2, (k / 5 % 5) - 2, (k / 25) - 2));
            if (Math.Abs(vector.Length - length) < Tolerance)
                images.Add(vector);
        }

        return [.. images];
    }

    private static bool IsLike(Vector3D a, Vector3D b, Vector3D a0, Vector3D b0) =>
        Math.Abs((a - b).Length - (a0 - b0).Length) < Tolerance
        && Math.Abs((a + b).Length - (a0 + b0).Length) < Tolerance;

    private static Vector3D Shortest(Lattice lattice, Vector3D fractional) => lattice.ToCartesian(new Vector3D(
        fractional.X - Math.Round(fractional.X),
        fractional.Y - Math.Round(fractional.Y),
        fractional.Z - Math.Round(fractional.Z)));
}
