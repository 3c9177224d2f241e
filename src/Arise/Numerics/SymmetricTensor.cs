namespace Arise.Numerics;

/// <summary>A symmetric tensor of rank 2 by its six components, such as a strain.</summary>
/// <param name="XX">Component t_xx; the others likewise.</param>
/// <param name="YY">t_yy.</param>
/// <param name="ZZ">t_zz.</param>
/// <param name="YZ">t_yz = t_zy.</param>
/// <param name="XZ">t_xz = t_zx.</param>
/// <param name="XY">t_xy = t_yx.</param>
internal readonly record struct SymmetricTensor(double XX, double YY, double ZZ, double YZ, double XZ, double XY)
{
    private const int Squarings = 6;
    private const int Terms = 12;

    /// <summary>The unit tensor.</summary>
    public static SymmetricTensor Identity => new(1, 1, 1, 0, 0, 0);

    /// <summary>Six tensors that span all, orthonormal under <see cref="Dot"/>.</summary>
    public static IReadOnlyList<SymmetricTensor> Basis { get; } =
    [
        new(1, 0, 0, 0, 0, 0), new(0, 1, 0, 0, 0, 0), new(0, 0, 1, 0, 0, 0),
        new(0, 0, 0, Math.Sqrt(0.5), 0, 0), new(0, 0, 0, 0, Math.Sqrt(0.5), 0), new(0, 0, 0, 0, 0, Math.Sqrt(0.5)),
    ];

    /// <summary>Sum of the diagonal.</summary>
    public double Trace => XX + YY + ZZ;

    /// <summary>The part without trace.</summary>
    public SymmetricTensor Deviator() => this - ((Trace / 3) * Identity);

    /// <summary>Root of the sum of all nine squared components.</summary>
    public double Norm => Math.Sqrt(Dot(this, this));

    /// <summary>Sum of all nine products of components.</summary>
    public static double Dot(SymmetricTensor a, SymmetricTensor b) =>
        (a.XX * b.XX) + (a.YY * b.YY) + (a.ZZ * b.ZZ)
        + (2 * ((a.YZ * b.YZ) + (a.XZ * b.XZ) + (a.XY * b.XY)));

    /// <summary>(u v^T + v u^T) / 2.</summary>
    public static SymmetricTensor Dyad(Vector3D u, Vector3D v) => new(
        u.X * v.X,
        u.Y * v.Y,
        u.Z * v.Z,
        ((u.Y * v.Z) + (u.Z * v.Y)) / 2,
        ((u.X * v.Z) + (u.Z * v.X)) / 2,
        ((u.X * v.Y) + (u.Y * v.X)) / 2);

    /// <summary>T v.</summary>
    public Vector3D Apply(Vector3D v) => new(
        (XX * v.X) + (XY * v.Y) + (XZ * v.Z),
        (XY * v.X) + (YY * v.Y) + (YZ * v.Z),
        (XZ * v.X) + (YZ * v.Y) + (ZZ * v.Z));

    /// <summary>R T R^T: the tensor turned with the crystal.</summary>
    public SymmetricTensor Rotated(Rotation r)
    {
        Vector3D x = Apply(r.X), y = Apply(r.Y), z = Apply(r.Z);
        return new(
            Vector3D.Dot(r.X, x),
            Vector3D.Dot(r.Y, y),
            Vector3D.Dot(r.Z, z),
            Vector3D.Dot(r.Y, z),
            Vector3D.Dot(r.X, z),
            Vector3D.Dot(r.X, y));
    }

    /// <summary>
    /// The matrix exponential, by scaling and squaring of the Taylor series; to rounding for norms up to 1.
    /// </summary>
    public SymmetricTensor Exponential()
    {
        SymmetricTensor small = (1.0 / (1 << Squarings)) * this;
        SymmetricTensor sum = Identity, term = Identity;
        for (int k = 1; k < Terms; k++)
        {
            term = (1.0 / k) * Product(term, small);
            sum += term;
        }

        for (int k = 0; k < Squarings; k++)
            sum = Product(sum, sum);
        return sum;
    }

    /// <summary>
    /// The eigenvalues from the largest to the smallest, by the trigonometric solution of the characteristic equation
    /// (O. K. Smith, Commun. ACM 4, 168 (1961), doi:10.1145/355578.366316).
    /// </summary>
    public (double Largest, double Middle, double Smallest) Eigenvalues()
    {
        double mean = Trace / 3;
        SymmetricTensor rest = Deviator();
        double scale = Math.Sqrt(Dot(rest, rest) / 6);
        if (scale < 1e-300)
            return (mean, mean, mean);
        SymmetricTensor b = (1 / scale) * rest;
        double half = ((b.XX * ((b.YY * b.ZZ) - (b.YZ * b.YZ))) - (b.XY * ((b.XY * b.ZZ) - (b.YZ * b.XZ)))
            + (b.XZ * ((b.XY * b.YZ) - (b.YY * b.XZ)))) / 2;
        double angle = Math.Acos(Math.Clamp(half, -1, 1)) / 3;
        double largest = mean + (2 * scale * Math.Cos(angle));
        double smallest = mean + (2 * scale * Math.Cos(angle + (2 * Math.PI / 3)));
        return (largest, (3 * mean) - largest - smallest, smallest);
    }

    /// <summary>Largest less smallest eigenvalue.</summary>
    public double Spread()
    {
        (double largest, _, double smallest) = Eigenvalues();
        return largest - smallest;
    }

    /// <summary>Sum.</summary>
    public static SymmetricTensor operator +(SymmetricTensor a, SymmetricTensor b) =>
        new(a.XX + b.XX, a.YY + b.YY, a.ZZ + b.ZZ, a.YZ + b.YZ, a.XZ + b.XZ, a.XY + b.XY);

    /// <summary>Difference.</summary>
    public static SymmetricTensor operator -(SymmetricTensor a, SymmetricTensor b) => a + (-1 * b);

    /// <summary>Multiplication by a number.</summary>
    public static SymmetricTensor operator *(double factor, SymmetricTensor a) =>
        new(factor * a.XX, factor * a.YY, factor * a.ZZ, factor * a.YZ, factor * a.XZ, factor * a.XY);

    // Of two that commute, so that the product is symmetric as well.
    private static SymmetricTensor Product(SymmetricTensor a, SymmetricTensor b)
    {
        Vector3D x = a.Apply(new(b.XX, b.XY, b.XZ)), y = a.Apply(new(b.XY, b.YY, b.YZ));
        Vector3D z = a.Apply(new(b.XZ, b.YZ, b.ZZ));
        return new(x.X, y.Y, z.Z, z.Y, z.X, y.X);
    }
}
