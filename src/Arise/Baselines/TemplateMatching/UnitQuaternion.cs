using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>A rotation as w + x i + y j + z k of length 1.</summary>
internal readonly record struct UnitQuaternion(double W, double X, double Y, double Z)
{
    /// <summary>No rotation.</summary>
    public static UnitQuaternion Identity { get; } = new(1, 0, 0, 0);

    /// <summary>Scaled to length 1, with w not negative.</summary>
    public static UnitQuaternion Of(double w, double x, double y, double z)
    {
        double norm = Math.Sqrt((w * w) + (x * x) + (y * y) + (z * z));
        double scale = (w < 0 ? -1 : 1) / norm;
        return new(scale * w, scale * x, scale * y, scale * z);
    }

    /// <summary>Rotation about an axis.</summary>
    public static UnitQuaternion About(Vector3D axis, double angle)
    {
        Vector3D v = Math.Sin(angle / 2) * axis.Normalized();
        return Of(Math.Cos(angle / 2), v.X, v.Y, v.Z);
    }

    /// <summary>First the right rotation, then the left one.</summary>
    public static UnitQuaternion operator *(UnitQuaternion p, UnitQuaternion q) => Of(
        (p.W * q.W) - (p.X * q.X) - (p.Y * q.Y) - (p.Z * q.Z),
        (p.W * q.X) + (p.X * q.W) + (p.Y * q.Z) - (p.Z * q.Y),
        (p.W * q.Y) - (p.X * q.Z) + (p.Y * q.W) + (p.Z * q.X),
        (p.W * q.Z) + (p.X * q.Y) - (p.Y * q.X) + (p.Z * q.W));

    /// <summary>The rotation as a matrix.</summary>
    public Matrix3 ToMatrix() => new(
        new(1 - (2 * ((Y * Y) + (Z * Z))), 2 * ((X * Y) - (W * Z)), 2 * ((X * Z) + (W * Y))),
        new(2 * ((X * Y) + (W * Z)), 1 - (2 * ((X * X) + (Z * Z))), 2 * ((Y * Z) - (W * X))),
        new(2 * ((X * Z) - (W * Y)), 2 * ((Y * Z) + (W * X)), 1 - (2 * ((X * X) + (Y * Y)))));
}
