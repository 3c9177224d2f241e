using Arise.Defects;
using Arise.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Samples;

/// <summary>Strains of crystals.</summary>
internal static class Deformations
{
    /// <summary>Elongation by the share <paramref name="size"/> along a direction, nothing across.</summary>
    public static Strain Uniaxial(Vector3D direction, double size)
    {
        Vector3D n = direction.Normalized();
        return new Strain(
            size * n.X * n.X, size * n.Y * n.Y, size * n.Z * n.Z, size * n.Y * n.Z, size * n.X * n.Z, size * n.X * n.Y);
    }

    /// <summary>Pure shear of two random directions at right angles; its engineering shear is the size.</summary>
    public static Strain Shear(double size, Draws draws)
    {
        Rotation frame = draws.Rotation();
        Vector3D m = frame.X, n = frame.Y;
        double half = size / 2;
        return new Strain(
            2 * half * m.X * n.X,
            2 * half * m.Y * n.Y,
            2 * half * m.Z * n.Z,
            half * ((m.Y * n.Z) + (m.Z * n.Y)),
            half * ((m.X * n.Z) + (m.Z * n.X)),
            half * ((m.X * n.Y) + (m.Y * n.X)));
    }

    /// <summary>
    /// A random strain without change of volume that keeps the symmetry of a crystal: the mean of a random tensor over
    /// its point group.
    /// </summary>
    /// <param name="group">The point group.</param>
    /// <param name="spread">Largest less smallest eigenvalue.</param>
    /// <param name="draws">Random numbers.</param>
    /// <returns>No strain where symmetry allows none, as in cubic crystals.</returns>
    public static Strain Symmetric(IReadOnlyList<Rotation> group, double spread, Draws draws)
    {
        Matrix<double> random = Matrix<double>.Build.Dense(3, 3, (_, _) => draws.Normal());
        random += random.Transpose();
        random -= random.Trace() / 3 * Matrix<double>.Build.DenseIdentity(3);
        Matrix<double> mean = Matrix<double>.Build.Dense(3, 3);
        foreach (Rotation operation in group)
        {
            Matrix<double> r = Matrix<double>.Build.DenseOfRowArrays(
                Row(operation.X), Row(operation.Y), Row(operation.Z));
            mean += r * random * r.Transpose() / group.Count;
        }

        double[] values = mean.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToArray();
        double found = values.Max() - values.Min();
        if (found < 0.05)
            return default;
        mean *= spread / found;
        return new Strain(mean[0, 0], mean[1, 1], mean[2, 2], mean[1, 2], mean[0, 2], mean[0, 1]);

        static double[] Row(Vector3D row) => [row.X, row.Y, row.Z];
    }
}
