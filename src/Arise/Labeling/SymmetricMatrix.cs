using Arise.Numerics;

namespace Arise.Labeling;

/// <summary>A symmetric matrix of three rows, such as a sum of e e^T over directions.</summary>
internal readonly record struct SymmetricMatrix(double Xx, double Yy, double Zz, double Xy, double Xz, double Yz)
{
    // The ratio of two eigenvalues is raised to the power 2^6.
    private const int Squarings = 6;

    /// <summary>Sum of the eigenvalues.</summary>
    public double Trace => Xx + Yy + Zz;

    /// <summary>The matrix plus e e^T.</summary>
    public SymmetricMatrix Plus(Vector3D e) => new(
        Xx + (e.X * e.X), Yy + (e.Y * e.Y), Zz + (e.Z * e.Z), Xy + (e.X * e.Y), Xz + (e.X * e.Z), Yz + (e.Y * e.Z));

    /// <summary>e^T M e.</summary>
    public double Along(Vector3D e) => (e.X * e.X * Xx) + (e.Y * e.Y * Yy) + (e.Z * e.Z * Zz)
        + (2 * ((e.X * e.Y * Xy) + (e.X * e.Z * Xz) + (e.Y * e.Z * Yz)));

    /// <summary>Eigenvector of the largest eigenvalue, a unit vector of either sign; the matrix is not zero.</summary>
    public Vector3D Largest()
    {
        SymmetricMatrix power = this;
        for (int k = 0; k < Squarings; k++)
        {
            double scale = 1 / power.Trace;
            power = new SymmetricMatrix(
                power.Xx * scale, power.Yy * scale, power.Zz * scale, power.Xy * scale, power.Xz * scale,
                power.Yz * scale).Squared();
        }

        Vector3D x = new(power.Xx, power.Xy, power.Xz), y = new(power.Xy, power.Yy, power.Yz),
            z = new(power.Xz, power.Yz, power.Zz);
        Vector3D longest = x.Length >= y.Length ? x : y;
        return (longest.Length >= z.Length ? longest : z).Normalized();
    }

    /// <summary>Eigenvector of the smallest eigenvalue of a matrix without negative ones.</summary>
    public Vector3D Smallest()
    {
        double trace = Trace;
        return new SymmetricMatrix(trace - Xx, trace - Yy, trace - Zz, -Xy, -Xz, -Yz).Largest();
    }

    private SymmetricMatrix Squared() => new(
        (Xx * Xx) + (Xy * Xy) + (Xz * Xz),
        (Xy * Xy) + (Yy * Yy) + (Yz * Yz),
        (Xz * Xz) + (Yz * Yz) + (Zz * Zz),
        (Xx * Xy) + (Xy * Yy) + (Xz * Yz),
        (Xx * Xz) + (Xy * Yz) + (Xz * Zz),
        (Xy * Xz) + (Yy * Yz) + (Yz * Zz));
}
