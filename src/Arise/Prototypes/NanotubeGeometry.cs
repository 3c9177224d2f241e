namespace Arise.Prototypes;

/// <summary>
/// The geometry of an infinite single-walled carbon nanotube with chiral indices (n, m): a strip of graphene, cut
/// perpendicular to the chiral vector and rolled up without change of area.
/// </summary>
/// <remarks>
/// With the lattice vectors a1, a2 of graphene (60 degrees apart, length a = sqrt(3) b for the bond length b),
/// L = n^2 + n m + m^2 and d_R = gcd(2 n + m, 2 m + n):
/// <code>
/// chiral vector         C = n a1 + m a2                      |C| = a sqrt(L), the circumference
/// translation vector    T = ((2 m + n) a1 - (2 n + m) a2) / d_R    |T| = sqrt(3) |C| / d_R, the period
/// hexagons per period   N = 2 L / d_R                        two atoms each
/// diameter              |C| / pi
/// chiral angle          atan(sqrt(3) m / (2 n + m))          0 for zigzag, 30 degrees for armchair
/// </code>
/// Bonds are straight in the tube, so that they are shorter than b by the curvature. Source: R. Saito,
/// G. Dresselhaus, M. S. Dresselhaus, Physical Properties of Carbon Nanotubes (1998), chapter 3.
/// </remarks>
internal sealed record NanotubeGeometry
{
    /// <summary>Bond length of the published data, Angstrom.</summary>
    public const double DefaultBondLength = 1.42;

    /// <summary>Largest chiral index accepted (a tube of about 80 nm diameter).</summary>
    public const int MaxIndex = 1000;

    /// <summary>Creates the geometry.</summary>
    /// <param name="n">First chiral index, at least 1.</param>
    /// <param name="m">Second chiral index, 0 to <paramref name="n"/>.</param>
    /// <param name="bondLength">Length of the carbon-carbon bond in the flat sheet, Angstrom.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index or the bond length is out of range.</exception>
    public NanotubeGeometry(int n, int m, double bondLength = DefaultBondLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MaxIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(m, n);
        if (!(bondLength > 0) || !double.IsFinite(bondLength))
            throw new ArgumentOutOfRangeException(nameof(bondLength), bondLength, "The bond length must be positive.");
        (N, M, BondLength) = (n, m, bondLength);
        Norm = (n * n) + (n * m) + (m * m);
        Divisor = GreatestCommonDivisor((2 * n) + m, (2 * m) + n);
    }

    /// <summary>First chiral index.</summary>
    public int N { get; }

    /// <summary>Second chiral index.</summary>
    public int M { get; }

    /// <summary>Bond length in the flat sheet, Angstrom.</summary>
    public double BondLength { get; }

    /// <summary>L = n^2 + n m + m^2, the squared circumference in units of a.</summary>
    internal int Norm { get; }

    /// <summary>d_R = gcd(2 n + m, 2 m + n).</summary>
    internal int Divisor { get; }

    /// <summary>Circumference |C|, Angstrom.</summary>
    public double Circumference => Math.Sqrt(3) * BondLength * Math.Sqrt(Norm);

    /// <summary>Diameter, Angstrom.</summary>
    public double Diameter => Circumference / Math.PI;

    /// <summary>Angle between the chiral vector and the zigzag direction a1, degrees, 0 to 30.</summary>
    public double ChiralAngle => Math.Atan2(Math.Sqrt(3) * M, (2 * N) + M) * 180 / Math.PI;

    /// <summary>Length |T| after which the tube repeats along its axis, Angstrom.</summary>
    public double Period => Math.Sqrt(3) * Circumference / Divisor;

    /// <summary>Hexagons in one period.</summary>
    public int HexagonsPerPeriod => 2 * Norm / Divisor;

    /// <summary>Atoms in one period, 4 L / d_R.</summary>
    public int AtomsPerPeriod => 2 * HexagonsPerPeriod;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
