using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The best rotation of template points t_k onto sample points x_k: with S = sum of t_k x_k^T, the largest eigenvalue
/// lambda of the symmetric 4 x 4 matrix K(S) is the largest sum of R t_k . x_k over all rotations R, and its
/// eigenvector the quaternion of that rotation.
/// </summary>
/// <remarks>
/// B. K. P. Horn, J. Opt. Soc. Am. A 4, 629 (1987); D. L. Theobald, Acta Cryst. A61, 478 (2005): lambda is a root of
/// lambda^4 - 2 |S|^2 lambda^2 - 8 det S lambda + |S|^4 - 4 |cof S|^2, found by Newton's method from above.
/// </remarks>
internal static class Superposition
{
    private const int MostSteps = 60;
    private const double Tolerance = 1e-14;

    /// <summary>The largest eigenvalue.</summary>
    /// <param name="s">Sum of t_k x_k^T.</param>
    /// <param name="bound">A bound from above: the root of (sum of t_k^2) (sum of x_k^2).</param>
    public static double LargestOverlap(in Matrix3 s, double bound)
    {
        Vector3D yz = Vector3D.Cross(s.Y, s.Z), zx = Vector3D.Cross(s.Z, s.X), xy = Vector3D.Cross(s.X, s.Y);
        double square = Vector3D.Dot(s.X, s.X) + Vector3D.Dot(s.Y, s.Y) + Vector3D.Dot(s.Z, s.Z);
        double cofactors = Vector3D.Dot(yz, yz) + Vector3D.Dot(zx, zx) + Vector3D.Dot(xy, xy);
        double c2 = -2 * square, c1 = -8 * Vector3D.Dot(s.X, yz), c0 = (square * square) - (4 * cofactors);
        double lambda = bound;
        for (int step = 0; step < MostSteps; step++)
        {
            double squared = lambda * lambda;
            double value = ((((squared + c2) * lambda) + c1) * lambda) + c0;
            double slope = (((4 * squared) + (2 * c2)) * lambda) + c1;
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
        double trace = s.Trace;
        Span<double> k =
        [
            trace - lambda, s.Y.Z - s.Z.Y, s.Z.X - s.X.Z, s.X.Y - s.Y.X,
            0, s.X.X - s.Y.Y - s.Z.Z - lambda, s.X.Y + s.Y.X, s.Z.X + s.X.Z,
            0, 0, s.Y.Y - s.X.X - s.Z.Z - lambda, s.Y.Z + s.Z.Y,
            0, 0, 0, s.Z.Z - s.X.X - s.Y.Y - lambda,
        ];
        for (int row = 1; row < 4; row++)
        {
            for (int column = 0; column < row; column++)
                k[(4 * row) + column] = k[(4 * column) + row];
        }

        // Any column of the adjugate is the eigenvector; the longest one is the most accurate.
        Span<double> column4 = stackalloc double[4];
        Span<double> best = [1, 0, 0, 0];
        double longest = 0;
        for (int column = 0; column < 4; column++)
        {
            double square = 0;
            for (int row = 0; row < 4; row++)
            {
                column4[row] = Cofactor(k, row, column);
                square += column4[row] * column4[row];
            }

            if (square > longest)
            {
                longest = square;
                column4.CopyTo(best);
            }
        }

        return UnitQuaternion.Of(best[0], best[1], best[2], best[3]);
    }

    private static double Cofactor(ReadOnlySpan<double> m, int row, int column)
    {
        Span<int> r = stackalloc int[3], c = stackalloc int[3];
        for (int k = 0, i = 0; k < 4; k++)
        {
            if (k != row)
                r[i++] = 4 * k;
        }

        for (int k = 0, i = 0; k < 4; k++)
        {
            if (k != column)
                c[i++] = k;
        }

        double minor = (m[r[0] + c[0]] * ((m[r[1] + c[1]] * m[r[2] + c[2]]) - (m[r[1] + c[2]] * m[r[2] + c[1]])))
            - (m[r[0] + c[1]] * ((m[r[1] + c[0]] * m[r[2] + c[2]]) - (m[r[1] + c[2]] * m[r[2] + c[0]])))
            + (m[r[0] + c[2]] * ((m[r[1] + c[0]] * m[r[2] + c[1]]) - (m[r[1] + c[1]] * m[r[2] + c[0]])));
        return ((row + column) & 1) == 0 ? minor : -minor;
    }
}
