using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// The point group of a cell: all rotations and reflections that, with some translation, leave it as it is.
/// </summary>
internal static class CellSymmetry
{
    private const double Tolerance = 0.12;

    /// <summary>
    /// The operations as Cartesian matrices, found by trial of all integer matrices with elements -1, 0, 1 in the basis
    /// of the lattice; those are all for the usual cells. Atoms may be off by 0.12 Angstrom.
    /// </summary>
    public static ImmutableArray<Rotation> PointGroup(AtomicStructure cell)
    {
        Lattice lattice = cell.Lattice!;
        Vector3D[] fractional = [.. cell.Positions.ToArray().Select(lattice.ToFractional)];
        ChemicalElement[] species = cell.Species.ToArray();
        ChemicalElement rarest = species.GroupBy(one => one).MinBy(group => group.Count())!.Key;
        int[] candidates = [.. Enumerable.Range(0, species.Length).Where(atom => species[atom] == rarest)];
        var group = ImmutableArray.CreateBuilder<Rotation>();
        Vector3D[] axes = [lattice.A, lattice.B, lattice.C];
        Vector3D[][] images = [.. axes.Select(axis => Images(lattice, axis.Length))];
        foreach (Vector3D a in images[0])
        {
            foreach (Vector3D b in images[1].Where(b => IsLike(a, b, axes[0], axes[1])))
            {
                foreach (Vector3D c in images[2].Where(c => IsLike(a, c, axes[0], axes[2])))
                {
                    if (IsLike(b, c, axes[1], axes[2]) && Maps(a, b, c))
                        group.Add(Matrix(a, b, c, lattice));
                }
            }
        }

        return group.ToImmutable();

        bool Maps(Vector3D a, Vector3D b, Vector3D c)
        {
            Vector3D[] turned = [.. fractional.Select(f => lattice.ToFractional((f.X * a) + (f.Y * b) + (f.Z * c)))];
            return candidates.Any(target =>
            {
                Vector3D shift = fractional[target] - turned[candidates[0]];
                return Enumerable.Range(0, species.Length).All(atom => Enumerable.Range(0, species.Length).Any(other =>
                    species[other] == species[atom]
                    && Distance(lattice, turned[atom] + shift - fractional[other]) < Tolerance));
            });
        }
    }

    // Lattice vectors as long as an axis.
    private static Vector3D[] Images(Lattice lattice, double length)
    {
        var images = new List<Vector3D>();
        for (int k = 0; k < 27; k++)
        {
            Vector3D vector = lattice.ToCartesian(new Vector3D((k % 3) - 1, (k / 3 % 3) - 1, (k / 9) - 1));
            if (Math.Abs(vector.Length - length) < Tolerance)
                images.Add(vector);
        }

        return [.. images];
    }

    private static bool IsLike(Vector3D a, Vector3D b, Vector3D a0, Vector3D b0) =>
        Math.Abs((a - b).Length - (a0 - b0).Length) < Tolerance
        && Math.Abs((a + b).Length - (a0 + b0).Length) < Tolerance;

    private static double Distance(Lattice lattice, Vector3D fractional) => lattice.ToCartesian(new Vector3D(
        fractional.X - Math.Round(fractional.X),
        fractional.Y - Math.Round(fractional.Y),
        fractional.Z - Math.Round(fractional.Z))).Length;

    // M with M A = a, M B = b, M C = c.
    private static Rotation Matrix(Vector3D a, Vector3D b, Vector3D c, Lattice lattice)
    {
        Vector3D Row(double x, double y, double z) =>
            (x * lattice.ReciprocalA) + (y * lattice.ReciprocalB) + (z * lattice.ReciprocalC);
        return new Rotation(Row(a.X, b.X, c.X), Row(a.Y, b.Y, c.Y), Row(a.Z, b.Z, c.Z));
    }
}
