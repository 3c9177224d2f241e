namespace Arise.Numerics;

/// <summary>A rotation of space, by the rows X, Y, Z of its matrix.</summary>
internal readonly record struct Rotation(Vector3D X, Vector3D Y, Vector3D Z)
{
    /// <summary>The rotated vector (X . v, Y . v, Z . v).</summary>
    public Vector3D Apply(Vector3D v) => new(Vector3D.Dot(X, v), Vector3D.Dot(Y, v), Vector3D.Dot(Z, v));

    /// <summary>
    /// A rotation drawn evenly from all rotations, by a random unit quaternion (K. Shoemake, Graphics Gems III (1992),
    /// p. 124); uses the numbers <paramref name="first"/> to first + 2 of the stream.
    /// </summary>
    public static Rotation Random(RandomNumbers random, ulong first = 0)
    {
        double u = random.Uniform(first);
        (double sin1, double cos1) = Math.SinCos(2 * Math.PI * random.Uniform(first + 1));
        (double sin2, double cos2) = Math.SinCos(2 * Math.PI * random.Uniform(first + 2));
        (double low, double high) = (Math.Sqrt(1 - u), Math.Sqrt(u));
        return FromQuaternion(low * sin1, low * cos1, high * sin2, high * cos2);
    }

    private static Rotation FromQuaternion(double x, double y, double z, double w) => new(
        new Vector3D(1 - (2 * ((y * y) + (z * z))), 2 * ((x * y) - (z * w)), 2 * ((x * z) + (y * w))),
        new Vector3D(2 * ((x * y) + (z * w)), 1 - (2 * ((x * x) + (z * z))), 2 * ((y * z) - (x * w))),
        new Vector3D(2 * ((x * z) - (y * w)), 2 * ((y * z) + (x * w)), 1 - (2 * ((x * x) + (y * y)))));
}
