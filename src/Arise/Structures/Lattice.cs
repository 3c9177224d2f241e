using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures;

/// <summary>Three linearly independent lattice vectors in Angstrom (the rows of the cell matrix).</summary>
public sealed record Lattice
{
    /// <summary>Creates a lattice from its three vectors (Angstrom).</summary>
    /// <exception cref="ArgumentException">A component is not finite, or the vectors span no volume.</exception>
    public Lattice(Vector3D a, Vector3D b, Vector3D c)
    {
        if (!a.IsFinite || !b.IsFinite || !c.IsFinite)
            throw new ArgumentException("A lattice vector has a component that is not a finite number.");
        (A, B, C) = (a, b, c);
        SignedVolume = Vector3D.Dot(a, Vector3D.Cross(b, c));
        if (!(Math.Abs(SignedVolume) > 1e-12 * a.Length * b.Length * c.Length))
            throw new ArgumentException("The three lattice vectors are zero or lie in one plane: they span no volume.");
        ReciprocalA = Vector3D.Cross(b, c) / SignedVolume;
        ReciprocalB = Vector3D.Cross(c, a) / SignedVolume;
        ReciprocalC = Vector3D.Cross(a, b) / SignedVolume;
    }

    /// <summary>First lattice vector, Angstrom.</summary>
    public Vector3D A { get; }

    /// <summary>Second lattice vector, Angstrom.</summary>
    public Vector3D B { get; }

    /// <summary>Third lattice vector, Angstrom.</summary>
    public Vector3D C { get; }

    /// <summary>
    /// Dual vector of <see cref="A"/> (1/Angstrom, without the factor 2 pi): a* . a = 1, a* . b = a* . c = 0.
    /// </summary>
    public Vector3D ReciprocalA { get; }

    /// <summary>Dual vector of <see cref="B"/>.</summary>
    public Vector3D ReciprocalB { get; }

    /// <summary>Dual vector of <see cref="C"/>.</summary>
    public Vector3D ReciprocalC { get; }

    /// <summary>a . (b x c) in cubic Angstrom; negative for a left-handed cell.</summary>
    public double SignedVolume { get; }

    /// <summary>Cell volume in cubic Angstrom.</summary>
    public double Volume => Math.Abs(SignedVolume);

    /// <summary>Lattice vector <paramref name="axis"/> (0, 1 or 2).</summary>
    public Vector3D this[int axis] => axis switch
    {
        0 => A,
        1 => B,
        2 => C,
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    /// <summary>
    /// Lattice from cell lengths (Angstrom) and angles (degrees), in the usual orientation: a along x, b in the
    /// xy plane with positive y, c with positive z (International Tables for Crystallography, vol. B).
    /// </summary>
    /// <exception cref="ArgumentException">The lengths and angles do not describe a cell with a volume.</exception>
    public static Lattice FromParameters(double a, double b, double c, double alpha, double beta, double gamma)
    {
        double cosAlpha = CosDegrees(alpha), cosBeta = CosDegrees(beta), cosGamma = CosDegrees(gamma);
        double sinGamma = Math.Sqrt(1 - (cosGamma * cosGamma));
        double cy = (cosAlpha - (cosBeta * cosGamma)) / sinGamma;
        double cz2 = 1 - (cosBeta * cosBeta) - (cy * cy);
        if (!(a > 0 && b > 0 && c > 0) || !(cz2 > 0) || !double.IsFinite(cz2))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The cell lengths {a}, {b}, {c} and angles {alpha}, {beta}, {gamma} describe no cell with a volume."));
        }

        return new Lattice(
            new Vector3D(a, 0, 0),
            new Vector3D(b * cosGamma, b * sinGamma, 0),
            new Vector3D(c * cosBeta, c * cy, c * Math.Sqrt(cz2)));
    }

    /// <summary>Cartesian position (Angstrom) of fractional coordinates: (f1 a + f2 b) + f3 c.</summary>
    public Vector3D ToCartesian(Vector3D fractional) =>
        (fractional.X * A) + (fractional.Y * B) + (fractional.Z * C);

    /// <summary>Fractional coordinates of a Cartesian position (Angstrom).</summary>
    public Vector3D ToFractional(Vector3D cartesian) => new(
        Vector3D.Dot(ReciprocalA, cartesian),
        Vector3D.Dot(ReciprocalB, cartesian),
        Vector3D.Dot(ReciprocalC, cartesian));

    /// <summary>Lengths (a, b, c in Angstrom) and angles (alpha, beta, gamma in degrees) of the cell.</summary>
    public (double A, double B, double C, double Alpha, double Beta, double Gamma) Parameters =>
        (A.Length, B.Length, C.Length, AngleDegrees(B, C), AngleDegrees(A, C), AngleDegrees(A, B));

    // Exact for the right angle and for 60 and 120 degrees, where Math.Cos is off in the last bit.
    private static double CosDegrees(double angle) => angle switch
    {
        90 => 0,
        60 => 0.5,
        120 => -0.5,
        _ => Math.Cos(angle * Math.PI / 180),
    };

    private static double AngleDegrees(Vector3D u, Vector3D v) =>
        Math.Acos(Math.Clamp(Vector3D.Dot(u, v) / (u.Length * v.Length), -1, 1)) * 180 / Math.PI;
}
