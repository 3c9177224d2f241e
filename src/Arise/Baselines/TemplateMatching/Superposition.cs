using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The best rotation of template points t_k onto sample points x_k: with S = sum of t_k x_k^T, the largest eigenvalue
/// lambda of the symmetric 4 x 4 matrix K(S) is the largest sum of R t_k . x_k over all rotations R, and its
/// eigenvector the quaternion of that rotation.
/// </summary>
/// <remarks>
/// B. K. P. Horn, J. Opt. Soc. Am. A 4, 629 (1987); D. L. Theobald, Acta Cryst. A61, 478 (2005): lambda is a root of
/// lambda^4 - 2 |S|^2 lambda^2 - 8 det S lambda + |S|^4 - 4 |cof S|^2, found by Newton's method from above. All roots
/// are real: above the largest one, and only there, the polynomial and all its derivatives are positive.
/// </remarks>
internal readonly struct Superposition
{
    private const int MostSteps = 60;
    private const double Tolerance = 1e-14;

    private readonly double _c2;
    private readonly double _c1;
    private readonly double _c0;

    /// <summary>The polynomial.</summary>
    /// <param name="s">Sum of t_k x_k^T.</param>
    public Superposition(in Matrix3 s)
    {
        Vector3D yz = Vector3D.Cross(s.Y, s.Z), zx = Vector3D.Cross(s.Z, s.X), xy = Vector3D.Cross(s.X, s.Y);
        double square = Vector3D.Dot(s.X, s.X) + Vector3D.Dot(s.Y, s.Y) + Vector3D.Dot(s.Z, s.Z);
        double cofactors = Vector3D.Dot(yz, yz) + Vector3D.Dot(zx, zx) + Vector3D.Dot(xy, xy);
        (_c2, _c1, _c0) = (-2 * square, -8 * Vector3D.Dot(s.X, yz), (square * square) - (4 * cofactors));
    }

    /// <summary>Whether the largest eigenvalue is surely less than a positive number.</summary>
    public bool IsBelow(double overlap)
    {
        double squared = overlap * overlap;
        return ((((squared + _c2) * overlap) + _c1) * overlap) + _c0 > 0
            && (((4 * squared) + (2 * _c2)) * overlap) + _c1 > 0 && (12 * squared) + (2 * _c2) > 0;
    }

    /// <summary>The largest eigenvalue.</summary>
    /// <param name="bound">A bound from above: the root of (sum of t_k^2) (sum of x_k^2).</param>
    public double LargestOverlap(double bound)
    {
        double lambda = bound;
        for (int step = 0; step < MostSteps; step++)
        {
            double squared = lambda * lambda;
            double value = ((((squared + _c2) * lambda) + _c1) * lambda) + _c0;
            double slope = (((4 * squared) + (2 * _c2)) * lambda) + _c1;
            if (!(slope > 0))
                break;
            double change = value / slope;
            lambda -= change;
            if (Math.Abs(change) <= Tolerance * bound)
                break;
        }

        return lambda;
    }

    /// <summary>The rotation that belongs to the largest eigenvalue.</summary>
    public static UnitQuaternion Rotation(in Matrix3 s, double lambda)
    {
        // K - lambda; its adjugate is a multiple of q q^T.
        double k00 = s.X.X + s.Y.Y + s.Z.Z - lambda, k11 = s.X.X - s.Y.Y - s.Z.Z - lambda;
        double k22 = s.Y.Y - s.X.X - s.Z.Z - lambda, k33 = s.Z.Z - s.X.X - s.Y.Y - lambda;
        double k01 = s.Y.Z - s.Z.Y, k02 = s.Z.X - s.X.Z, k03 = s.X.Y - s.Y.X;
        double k12 = s.X.Y + s.Y.X, k13 = s.Z.X + s.X.Z, k23 = s.Y.Z + s.Z.Y;

        // Minors of the first two rows and of the last two.
        double f01 = (k00 * k11) - (k01 * k01), f02 = (k00 * k12) - (k01 * k02), f03 = (k00 * k13) - (k01 * k03);
        double f12 = (k01 * k12) - (k11 * k02), f13 = (k01 * k13) - (k11 * k03), f23 = (k02 * k13) - (k12 * k03);
        double l01 = (k02 * k13) - (k03 * k12), l02 = (k02 * k23) - (k03 * k22), l03 = (k02 * k33) - (k03 * k23);
        double l12 = (k12 * k23) - (k13 * k22), l13 = (k12 * k33) - (k13 * k23), l23 = (k22 * k33) - (k23 * k23);

        double a00 = (k11 * l23) - (k12 * l13) + (k13 * l12), a11 = (k00 * l23) - (k02 * l03) + (k03 * l02);
        double a22 = (k03 * f13) - (k13 * f03) + (k33 * f01), a33 = (k02 * f12) - (k12 * f02) + (k22 * f01);
        double a01 = (k02 * l13) - (k01 * l23) - (k03 * l12);
        double a02 = (k13 * f23) - (k23 * f13) + (k33 * f12), a03 = (k22 * f13) - (k12 * f23) - (k23 * f12);
        double a12 = (k23 * f03) - (k03 * f23) - (k33 * f02), a13 = (k02 * f23) - (k22 * f03) + (k23 * f02);
        double a23 = (k12 * f03) - (k02 * f13) - (k23 * f01);

        // The row with the largest component is the most accurate.
        double largest = Math.Max(
            Math.Max(Math.Abs(a00), Math.Abs(a11)), Math.Max(Math.Abs(a22), Math.Abs(a33)));
        if (largest == 0)
            return UnitQuaternion.Identity;
        if (Math.Abs(a00) == largest)
            return UnitQuaternion.Of(a00, a01, a02, a03);
        if (Math.Abs(a11) == largest)
            return UnitQuaternion.Of(a01, a11, a12, a13);
        return Math.Abs(a22) == largest
            ? UnitQuaternion.Of(a02, a12, a22, a23)
            : UnitQuaternion.Of(a03, a13, a23, a33);
    }
}
