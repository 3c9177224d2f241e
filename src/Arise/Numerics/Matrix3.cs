using System.Diagnostics;

namespace Arise.Numerics;

/// <summary>A matrix of three rows X, Y, Z and three columns.</summary>
internal readonly record struct Matrix3(Vector3D X, Vector3D Y, Vector3D Z)
{
    private const int Sweeps = 30;

    /// <summary>The unit matrix.</summary>
    public static Matrix3 Identity { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>The matrix with these columns.</summary>
    public static Matrix3 FromColumns(Vector3D a, Vector3D b, Vector3D c) => new Matrix3(a, b, c).Transposed();

    /// <summary>u v^T.</summary>
    public static Matrix3 Outer(Vector3D u, Vector3D v) => new(u.X * v, u.Y * v, u.Z * v);

    /// <summary>Determinant.</summary>
    public double Determinant => Vector3D.Dot(X, Vector3D.Cross(Y, Z));

    /// <summary>Sum of the diagonal.</summary>
    public double Trace => X.X + Y.Y + Z.Z;

    /// <summary>Root of the sum of all squared elements.</summary>
    public double Norm => Math.Sqrt(Vector3D.Dot(X, X) + Vector3D.Dot(Y, Y) + Vector3D.Dot(Z, Z));

    /// <summary>Element of a row and a column, both from 0.</summary>
    public double this[int row, int column] => (row == 0 ? X : row == 1 ? Y : Z)[column];

    /// <summary>The matrix times a vector.</summary>
    public Vector3D Apply(Vector3D v) => new(Vector3D.Dot(X, v), Vector3D.Dot(Y, v), Vector3D.Dot(Z, v));

    /// <summary>Rows become columns.</summary>
    public Matrix3 Transposed() => new(new(X.X, Y.X, Z.X), new(X.Y, Y.Y, Z.Y), new(X.Z, Y.Z, Z.Z));

    /// <summary>Inverse; the determinant is not zero.</summary>
    public Matrix3 Inverse()
    {
        double volume = Determinant;
        Debug.Assert(volume != 0, "A singular matrix has no inverse.");
        return FromColumns(
            Vector3D.Cross(Y, Z) / volume, Vector3D.Cross(Z, X) / volume, Vector3D.Cross(X, Y) / volume);
    }

    /// <summary>f(M) = V f(lambda) V^T of a symmetric matrix.</summary>
    public Matrix3 Of(Func<double, double> function)
    {
        (Vector3D values, Matrix3 vectors) = Eigen();
        return (function(values.X) * Outer(vectors.X, vectors.X))
            + (function(values.Y) * Outer(vectors.Y, vectors.Y))
            + (function(values.Z) * Outer(vectors.Z, vectors.Z));
    }

    /// <summary>
    /// M = Q U with an orthogonal Q (a reflection where the determinant is negative) and a positive symmetric U.
    /// </summary>
    public (Matrix3 Turn, Matrix3 Stretch) Polar()
    {
        Matrix3 stretch = (Transposed() * this).Of(Math.Sqrt);
        return (this * stretch.Inverse(), stretch);
    }

    /// <summary>
    /// Eigenvalues in rising order and eigenvectors (rows) of a symmetric matrix, by Jacobi rotations (G. H. Golub,
    /// C. F. Van Loan, Matrix Computations, 4th ed., 2013, section 8.5).
    /// </summary>
    public (Vector3D Values, Matrix3 Vectors) Eigen()
    {
        double[,] m = { { X.X, X.Y, X.Z }, { Y.X, Y.Y, Y.Z }, { Z.X, Z.Y, Z.Z } };
        double[,] v = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int pair = 0; pair < 3; pair++)
            {
                (int p, int q) = pair == 0 ? (0, 1) : pair == 1 ? (0, 2) : (1, 2);
                if (m[p, q] == 0)
                    continue;
                double theta = (m[q, q] - m[p, p]) / (2 * m[p, q]);
                double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
                for (int k = 0; k < 3; k++)
                    (m[k, p], m[k, q]) = ((c * m[k, p]) - (s * m[k, q]), (s * m[k, p]) + (c * m[k, q]));
                for (int k = 0; k < 3; k++)
                    (m[p, k], m[q, k]) = ((c * m[p, k]) - (s * m[q, k]), (s * m[p, k]) + (c * m[q, k]));
                for (int k = 0; k < 3; k++)
                    (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
            }
        }

        int[] order = [0, 1, 2];
        Array.Sort(new[] { m[0, 0], m[1, 1], m[2, 2] }, order);
        Vector3D Column(int k) => new(v[0, k], v[1, k], v[2, k]);
        return (
            new(m[order[0], order[0]], m[order[1], order[1]], m[order[2], order[2]]),
            new(Column(order[0]), Column(order[1]), Column(order[2])));
    }

    /// <summary>Sum.</summary>
    public static Matrix3 operator +(Matrix3 a, Matrix3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference.</summary>
    public static Matrix3 operator -(Matrix3 a, Matrix3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Multiplication by a number.</summary>
    public static Matrix3 operator *(double factor, Matrix3 a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    /// <summary>Product.</summary>
    public static Matrix3 operator *(Matrix3 a, Matrix3 b)
    {
        Matrix3 columns = b.Transposed();
        return new(columns.Apply(a.X), columns.Apply(a.Y), columns.Apply(a.Z));
    }
}
