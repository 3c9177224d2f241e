using Arise.Structures;
using Arise.Numerics;

namespace Arise.Dynamics;

/// <summary>
/// How the neighbors of an atom lie: q_lm = sum_j w(r_j) Y_lm(r_j)/sum_j w(r_j) for l = 4 and 6 (P. J. Steinhardt, D.
/// R. Nelson, M. Ronchetti, Phys. Rev. B 28, 784 (1983)); 22 real numbers. The projection on the mean of a crystal
/// whose orientation is known, q . q_crystal/|q_crystal|^2, is 1 in that crystal and near 0 in a liquid.
/// </summary>
/// <remarks>
/// In a sample with a known crystal the projection tells more than dot products between neighbors (P. R. ten Wolde et
/// al., J. Chem. Phys. 104, 9932 (1996); W. Lechner, C. Dellago, J. Chem. Phys. 129, 114707 (2008)), which take a
/// second shell to know the same.
/// </remarks>
internal sealed class BondOrder(double inner, double outer)
{
    /// <summary>Numbers per atom: 9 of degree 4 and 13 of degree 6.</summary>
    public const int Size = 22;

    private readonly NeighborBuffer _neighbors = new();

    /// <summary>Neighbors weigh 1 up to the inner distance and nothing from the outer one on.</summary>
    public static BondOrder For(CrystalKind crystal) => crystal switch
    {
        CrystalKind.Bcc => new BondOrder(1.25, 1.6),
        CrystalKind.Diamond => new BondOrder(1.7, 1.9),
        _ => new BondOrder(1.15, 1.45),
    };

    /// <summary>Distance where neighbors weigh one half.</summary>
    public double Middle => (inner + outer) / 2;

    /// <summary>Adds the numbers of all atoms to <paramref name="sums"/>, <see cref="Size"/> per atom.</summary>
    public void Add(Particles particles, double spacing, Span<double> sums)
    {
        Span<double> values = stackalloc double[Size];
        Span<double> total = stackalloc double[Size];
        var search = new NeighborSearch(particles.ToStructure(new ChemicalElement[256]), outer * spacing);
        for (int i = 0; i < particles.Count; i++)
        {
            search.Find(i, _neighbors);
            total.Clear();
            double weights = 0;
            for (int k = 0; k < _neighbors.Count; k++)
            {
                weights += AddNeighbor(
                    new Vector3D(_neighbors.X[k], _neighbors.Y[k], _neighbors.Z[k]), spacing, values, total);
            }

            Span<double> sum = sums.Slice(Size * i, Size);
            for (int m = 0; m < Size && weights > 0; m++)
                sum[m] += total[m] / weights;
        }
    }

    /// <summary>The numbers of an atom with neighbors at these places relative to it.</summary>
    public double[] Of(IEnumerable<Vector3D> neighbors, double spacing)
    {
        Span<double> values = stackalloc double[Size];
        var total = new double[Size];
        double weights = 0;
        foreach (Vector3D neighbor in neighbors)
            weights += AddNeighbor(neighbor, spacing, values, total);
        for (int m = 0; m < Size && weights > 0; m++)
            total[m] /= weights;
        return total;
    }

    /// <summary>q . reference/|reference|^2.</summary>
    public static double Projection(ReadOnlySpan<double> q, ReadOnlySpan<double> reference) =>
        Dot(q, reference) / Dot(reference, reference);

    /// <summary>q . reference/(|q| |reference|); 0 where an atom has no neighbor.</summary>
    public static double Cosine(ReadOnlySpan<double> q, ReadOnlySpan<double> reference) =>
        Dot(q, reference) / Math.Sqrt(Math.Max(Dot(q, q) * Dot(reference, reference), 1e-300));

    /// <summary>Sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int m = 0; m < a.Length; m++)
            sum += a[m] * b[m];
        return sum;
    }

    /// <summary>Real spherical harmonics of degrees 4 and 6, each degree with sum of squares 1.</summary>
    public static void Harmonics(Vector3D d, Span<double> values)
    {
        // sqrt(4 pi/(2l + 1)) Y_lm as polynomials of (x + iy)^m and z; sum over m of squares is 1 (addition theorem).
        double z2 = d.Z * d.Z;
        Span<double> legendre =
        [
            // l = 4: m = 0..4, over sin^m.
            ((35 * z2 * z2) - (30 * z2) + 3) / 8,
            Root4[0] * d.Z * ((7 * z2) - 3),
            Root4[1] * ((7 * z2) - 1),
            Root4[2] * d.Z,
            Root4[3],

            // l = 6: m = 0..6.
            ((231 * z2 * z2 * z2) - (315 * z2 * z2) + (105 * z2) - 5) / 16,
            Root6[0] * d.Z * ((33 * z2 * z2) - (30 * z2) + 5),
            Root6[1] * ((33 * z2 * z2) - (18 * z2) + 1),
            Root6[2] * d.Z * ((11 * z2) - 3),
            Root6[3] * ((11 * z2) - 1),
            Root6[4] * d.Z,
            Root6[5],
        ];
        double real = 1, imaginary = 0;
        values[0] = legendre[0];
        values[9] = legendre[5];
        for (int m = 1; m <= 6; m++)
        {
            (real, imaginary) = ((real * d.X) - (imaginary * d.Y), (real * d.Y) + (imaginary * d.X));
            if (m <= 4)
                (values[(2 * m) - 1], values[2 * m]) = (legendre[m] * real, legendre[m] * imaginary);
            (values[8 + (2 * m)], values[9 + (2 * m)]) = (legendre[5 + m] * real, legendre[5 + m] * imaginary);
        }
    }

    private double AddNeighbor(Vector3D neighbor, double spacing, Span<double> values, Span<double> total)
    {
        double r = neighbor.Length;
        double t = Math.Clamp(((r / spacing) - inner) / (outer - inner), 0, 1);
        double weight = 1 - (t * t * (3 - (2 * t)));
        Harmonics(neighbor / r, values);
        for (int m = 0; m < Size; m++)
            total[m] += weight * values[m];
        return weight;
    }

    // Of the real harmonics with the factor sqrt(4 pi/(2l + 1)) taken out.
    private static readonly double[] Root4 =
        [Math.Sqrt(10) / 4, Math.Sqrt(5) / 4, Math.Sqrt(70) / 4, Math.Sqrt(35) / 8];

    private static readonly double[] Root6 =
    [
        Math.Sqrt(21) / 8, Math.Sqrt(210) / 32, Math.Sqrt(210) / 16, Math.Sqrt(63) / 16, Math.Sqrt(1386) / 16,
        Math.Sqrt(462) / 32,
    ];
}
