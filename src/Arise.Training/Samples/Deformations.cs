using Arise.Defects;
using Arise.Numerics;

namespace Arise.Samples;

/// <summary>Strains of crystals.</summary>
internal static class Deformations
{
    /// <summary>Elongation by the share <paramref name="size"/> along a direction, nothing across.</summary>
    public static Strain Uniaxial(Vector3D direction, double size)
    {
        Vector3D n = direction.Normalized();
        return new Strain(
            size * n.X * n.X, size * n.Y * n.Y, size * n.Z * n.Z, size * n.Y * n.Z, size * n.X * n.Z, size * n.X * n.Y);
    }

    /// <summary>Pure shear of two random directions at right angles; its engineering shear is the size.</summary>
    public static Strain Shear(double size, Draws draws)
    {
        Rotation frame = draws.Rotation();
        Vector3D m = frame.X, n = frame.Y;
        double half = size / 2;
        return new Strain(
            2 * half * m.X * n.X,
            2 * half * m.Y * n.Y,
            2 * half * m.Z * n.Z,
            half * ((m.Y * n.Z) + (m.Z * n.Y)),
            half * ((m.X * n.Z) + (m.Z * n.X)),
            half * ((m.X * n.Y) + (m.Y * n.X)));
    }
}
