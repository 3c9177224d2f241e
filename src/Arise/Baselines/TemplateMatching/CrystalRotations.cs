namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// Groups of the rotations that take a crystal into itself, and the choice among equivalent orientations: the one with
/// the smallest angle.
/// </summary>
internal static class CrystalRotations
{
    private const double Same = 1e-9;

    /// <summary>432, about the axes of the cube.</summary>
    public static UnitQuaternion[] Cubic { get; } = Closure(
        UnitQuaternion.About(new(0, 0, 1), Math.PI / 2), UnitQuaternion.About(new(1, 0, 0), Math.PI / 2));

    /// <summary>622, the sixfold axis along z and a twofold one along x.</summary>
    public static UnitQuaternion[] Hexagonal { get; } = Closure(
        UnitQuaternion.About(new(0, 0, 1), Math.PI / 3), UnitQuaternion.About(new(1, 0, 0), Math.PI));

    /// <summary>532, a fivefold axis along z and another in the plane y z.</summary>
    public static UnitQuaternion[] Icosahedral { get; } = Closure(
        UnitQuaternion.About(new(0, 0, 1), 2 * Math.PI / 5),
        UnitQuaternion.About(new(0, 2, 1), 2 * Math.PI / 5));

    /// <summary>The rotation S of a group for which q S turns by the smallest angle.</summary>
    public static UnitQuaternion Nearest(ReadOnlySpan<UnitQuaternion> group, UnitQuaternion q)
    {
        UnitQuaternion best = group[0];
        double largest = -1;
        foreach (UnitQuaternion s in group)
        {
            double w = Math.Abs((q.W * s.W) - (q.X * s.X) - (q.Y * s.Y) - (q.Z * s.Z));
            if (w > largest)
                (best, largest) = (s, w);
        }

        return best;
    }

    private static UnitQuaternion[] Closure(params UnitQuaternion[] generators)
    {
        List<UnitQuaternion> group = [UnitQuaternion.Identity];
        for (int k = 0; k < group.Count; k++)
        {
            foreach (UnitQuaternion generator in generators)
            {
                UnitQuaternion next = generator * group[k];
                if (!group.Exists(q => Math.Abs(Dot(q, next)) > 1 - Same))
                    group.Add(next);
            }
        }

        return [.. group];
    }

    private static double Dot(UnitQuaternion p, UnitQuaternion q) =>
        (p.W * q.W) + (p.X * q.X) + (p.Y * q.Y) + (p.Z * q.Z);
}
