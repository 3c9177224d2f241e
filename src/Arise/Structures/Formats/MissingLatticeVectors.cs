using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Some programs write a zero lattice vector for a direction that is not periodic. A <see cref="Lattice"/> needs three
/// vectors, so the missing ones become unit vectors (1 Angstrom) perpendicular to the others; as those directions are
/// not periodic, their length has no meaning.
/// </summary>
internal static class MissingLatticeVectors
{
    /// <summary>Replaces zero vectors.</summary>
    /// <param name="vectors">a, b, c.</param>
    /// <returns>Three vectors, or null when all three are zero: there is no cell.</returns>
    public static Vector3D[]? Complete(ReadOnlySpan<Vector3D> vectors)
    {
        Vector3D[] complete = vectors.ToArray();
        int missing = complete.Count(vector => vector == Vector3D.Zero);
        if (missing == 3)
            return null;
        for (int axis = 0; axis < 3; axis++)
        {
            if (complete[axis] != Vector3D.Zero)
                continue;
            Vector3D next = complete[(axis + 1) % 3], last = complete[(axis + 2) % 3];
            complete[axis] = next != Vector3D.Zero && last != Vector3D.Zero
                ? UnitNormal(next, last)
                : UnitNormal(next + last, LeastAlignedAxis(next + last));
        }

        return complete;
    }

    // Parallel vectors have no normal; the zero vector that results is refused by the lattice.
    private static Vector3D UnitNormal(Vector3D u, Vector3D v)
    {
        Vector3D normal = Vector3D.Cross(u.Normalized(), v.Normalized());
        return normal == Vector3D.Zero ? normal : normal.Normalized();
    }

    private static Vector3D LeastAlignedAxis(Vector3D vector)
    {
        double x = Math.Abs(vector.X), y = Math.Abs(vector.Y), z = Math.Abs(vector.Z);
        return x <= y && x <= z ? new(1, 0, 0) : y <= z ? new(0, 1, 0) : new(0, 0, 1);
    }
}
