using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Symmetry;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Prototypes;

/// <summary>The strains that keep the symmetry of a crystal, with names.</summary>
/// <remarks>
/// Their number tells the system: 1 cubic, 2 with one main axis, 3 orthorhombic, 4 monoclinic, 6 triclinic. A ratio c/a
/// changes by the tensor (2 c c - a a - b b) / 3, so that its amplitude is the change of ln(c/a) at constant volume.
/// Axes a, b, c of orthorhombic crystals are those next to x, y, z.
/// </remarks>
internal static class FamilyStrains
{
    private const double Rounding = 1e-6;

    /// <summary>The strains, the change of volume or area first.</summary>
    public static ImmutableArray<FamilyStrain> Of(AtomicStructure structure, CellSymmetry symmetry)
    {
        if (structure.Periodicity == Periodicity.InPlane)
            return InPlane(symmetry);
        var strains = ImmutableArray.CreateBuilder<FamilyStrain>();
        strains.Add(new FamilyStrain("volume", (1.0 / 3) * SymmetricTensor.Identity));
        List<SymmetricTensor> shapes = Invariant(symmetry, SymmetricTensor.Basis.Select(one => one.Deviator()));
        switch (shapes.Count)
        {
            case 0:
                break;
            case 1:
                Vector3D axis = UniqueAxis(symmetry)!.Value;
                strains.Add(new FamilyStrain("c/a", SymmetricTensor.Dyad(axis, axis).Deviator()));
                break;
            case 2:
                (Vector3D a, Vector3D b, Vector3D c) = Axes(shapes[0] + (0.37 * shapes[1]));
                strains.Add(new FamilyStrain(
                    "b/a", 0.5 * (SymmetricTensor.Dyad(b, b) - SymmetricTensor.Dyad(a, a))));
                strains.Add(new FamilyStrain("c/a", SymmetricTensor.Dyad(c, c).Deviator()));
                break;
            default:
                strains.AddRange(Skewed(structure.Lattice!, shapes));
                break;
        }

        return strains.ToImmutable();
    }

    /// <summary>The main axis of a group that has one, z of a cubic one; null for others.</summary>
    public static Vector3D? UniqueAxis(CellSymmetry symmetry)
    {
        List<SymmetricTensor> shapes = Invariant(symmetry, SymmetricTensor.Basis.Select(one => one.Deviator()));
        if (shapes.Count == 0)
            return new Vector3D(0, 0, 1);
        if (shapes.Count > 1)
            return null;

        // Of a tensor s (n n - 1/3), the column of the largest diagonal element of s n n.
        SymmetricTensor shape = shapes[0];
        (double largest, double middle, double smallest) = shape.Eigenvalues();
        double single = largest - middle > middle - smallest ? largest : smallest;
        SymmetricTensor dyad = (1 / (1.5 * single)) * (shape + ((single / 2) * SymmetricTensor.Identity));
        Vector3D[] columns =
        [
            dyad.Apply(new Vector3D(1, 0, 0)), dyad.Apply(new Vector3D(0, 1, 0)), dyad.Apply(new Vector3D(0, 0, 1)),
        ];
        return columns.MaxBy(column => column.Length).Normalized();
    }

    /// <summary>The shortest lattice vector along an axis over the shortest one across it.</summary>
    public static double AxialRatio(Lattice lattice, Vector3D axis)
    {
        double along = double.PositiveInfinity, across = double.PositiveInfinity;
        foreach (Vector3D vector in Vectors(ReducedCell.Of(lattice)))
        {
            double height = Math.Abs(Vector3D.Dot(vector, axis)), length = vector.Length;
            double width = Math.Sqrt(Math.Max(0, (length * length) - (height * height)));
            if (width < 0.02 * length)
                along = Math.Min(along, length);
            else if (height < 0.02 * length)
                across = Math.Min(across, length);
        }

        return along / across;
    }

    private static IEnumerable<Vector3D> Vectors(Lattice lattice)
    {
        const int Reach = 4;
        for (int i = -Reach; i <= Reach; i++)
        {
            for (int j = -Reach; j <= Reach; j++)
            {
                for (int k = -Reach; k <= Reach; k++)
                {
                    if ((i, j, k) != (0, 0, 0))
                        yield return lattice.ToCartesian(new Vector3D(i, j, k));
                }
            }
        }
    }

    // An orthonormal basis of the means of tensors over the point group.
    private static List<SymmetricTensor> Invariant(CellSymmetry symmetry, IEnumerable<SymmetricTensor> tensors)
    {
        var basis = new List<SymmetricTensor>();
        foreach (SymmetricTensor tensor in tensors)
        {
            SymmetricTensor rest = symmetry.Mean(tensor);
            foreach (SymmetricTensor one in basis)
                rest -= SymmetricTensor.Dot(rest, one) * one;
            if (rest.Norm > Rounding)
                basis.Add((1 / rest.Norm) * rest);
        }

        return basis;
    }

    private static ImmutableArray<FamilyStrain> InPlane(CellSymmetry symmetry)
    {
        var x = new Vector3D(1, 0, 0);
        var y = new Vector3D(0, 1, 0);
        SymmetricTensor area = 0.5 * (SymmetricTensor.Dyad(x, x) + SymmetricTensor.Dyad(y, y));
        SymmetricTensor ratio = 0.5 * (SymmetricTensor.Dyad(y, y) - SymmetricTensor.Dyad(x, x));
        SymmetricTensor angle = SymmetricTensor.Dyad(x, y);
        return
        [
            new FamilyStrain("area", area),
            .. new[] { new FamilyStrain("b/a", ratio), new FamilyStrain("gamma", angle) }
                .Where(one => (symmetry.Mean(one.Tensor) - one.Tensor).Norm < 1e-3),
        ];
    }

    // Monoclinic and triclinic: the twofold axis, or the first lattice vector, and what is left.
    private static IEnumerable<FamilyStrain> Skewed(Lattice lattice, List<SymmetricTensor> shapes)
    {
        Vector3D u = lattice.A.Normalized();
        Vector3D w = Vector3D.Cross(lattice.A, lattice.B).Normalized();
        Vector3D v = Vector3D.Cross(w, u);
        SymmetricTensor[] named =
        [
            0.5 * (SymmetricTensor.Dyad(v, v) - SymmetricTensor.Dyad(u, u)),
            SymmetricTensor.Dyad(w, w).Deviator(),
            SymmetricTensor.Dyad(v, w),
            SymmetricTensor.Dyad(u, w),
            SymmetricTensor.Dyad(u, v),
        ];
        string[] names = ["b/a", "c/a", "alpha", "beta", "gamma"];
        var basis = new List<SymmetricTensor>();
        for (int k = 0; k < named.Length; k++)
        {
            SymmetricTensor projected = default;
            foreach (SymmetricTensor shape in shapes)
                projected += SymmetricTensor.Dot(named[k], shape) * shape;
            SymmetricTensor rest = projected;
            foreach (SymmetricTensor one in basis)
                rest -= SymmetricTensor.Dot(rest, one) * one;
            if (rest.Norm < 0.3 * named[k].Norm)
                continue;
            basis.Add((1 / rest.Norm) * rest);
            yield return new FamilyStrain(names[k], projected);
        }
    }

    // The principal axes of a tensor, each given to the Cartesian axis next to it.
    private static (Vector3D A, Vector3D B, Vector3D C) Axes(SymmetricTensor tensor)
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfArray(new[,]
        {
            { tensor.XX, tensor.XY, tensor.XZ },
            { tensor.XY, tensor.YY, tensor.YZ },
            { tensor.XZ, tensor.YZ, tensor.ZZ },
        });
        Matrix<double> vectors = matrix.Evd(Symmetricity.Symmetric).EigenVectors;
        List<Vector3D> axes =
            [.. Enumerable.Range(0, 3).Select(k => new Vector3D(vectors[0, k], vectors[1, k], vectors[2, k]))];
        return (Take(0), Take(1), Take(2));

        Vector3D Take(int axis)
        {
            Vector3D next = axes.MaxBy(one => Math.Abs(one[axis]));
            axes.Remove(next);
            return next;
        }
    }
}
