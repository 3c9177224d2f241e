using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The templates, made from the geometry of the lattices. Cubic ones stand along the axes; hexagonal ones have c along
/// z and a along x; the icosahedron has a vertex along z and one in the plane y z.
/// </summary>
internal static class Templates
{
    private const double Degree = Math.PI / 180;

    /// <summary>Simple cubic: 6 neighbors.</summary>
    public static Template SimpleCubic { get; } = new(LocalStructure.SimpleCubic, Axes(1), 0, CrystalRotations.Cubic);

    /// <summary>Face-centered cubic: 12 neighbors.</summary>
    public static Template Fcc { get; } = new(LocalStructure.Fcc, Edges(), 0, CrystalRotations.Cubic);

    /// <summary>Hexagonal close-packed with the ideal axial ratio: 12 neighbors.</summary>
    public static Template Hcp { get; } = new(LocalStructure.Hcp, CloseLayers(), 0, CrystalRotations.Hexagonal);

    /// <summary>Icosahedron: 12 neighbors.</summary>
    public static Template Icosahedron { get; } =
        new(LocalStructure.Icosahedral, IcosahedronVertices(), 0, CrystalRotations.Icosahedral);

    /// <summary>Body-centered cubic: 8 and 6 neighbors.</summary>
    public static Template Bcc { get; } =
        new(LocalStructure.Bcc, [.. Corners(), .. Axes(2)], 0, CrystalRotations.Cubic);

    /// <summary>Cubic diamond: 4 neighbors and their 12.</summary>
    public static Template CubicDiamond { get; } = new(
        LocalStructure.CubicDiamond, TwoShells(Tetrahedron(), _ => b => -1 * b), 4, CrystalRotations.Cubic);

    /// <summary>Hexagonal diamond with ideal bonds: 4 neighbors and their 12.</summary>
    public static Template HexagonalDiamond { get; } = new(
        LocalStructure.HexagonalDiamond,
        TwoShells(HexagonalBonds(), k => k < 3 ? b => -1 * b : b => new(b.X, b.Y, -b.Z)),
        4,
        CrystalRotations.Hexagonal);

    /// <summary>Graphene: 3 neighbors and their 6.</summary>
    public static Template Graphene { get; } = new(
        LocalStructure.Graphene, TwoShells([.. Ring(90, 3, 1, 0)], _ => b => -1 * b), 3, CrystalRotations.Hexagonal);

    /// <summary>All, in the order in which they are tried.</summary>
    public static Template[] All { get; } =
        [SimpleCubic, Fcc, Hcp, Icosahedron, Bcc, CubicDiamond, HexagonalDiamond, Graphene];

    /// <summary>Number of vertices of the template of a type; 0 when there is none.</summary>
    public static int CountOf(LocalStructure type) => s_counts[(int)type];

    private static readonly int[] s_counts =
    [
        .. Enum.GetValues<LocalStructure>().Select(
            type => All.FirstOrDefault(t => t.Type == type)?.Vertices.Length ?? 0),
    ];

    private static Vector3D[] Axes(double length) =>
    [
        new(length, 0, 0), new(-length, 0, 0), new(0, length, 0), new(0, -length, 0), new(0, 0, length),
        new(0, 0, -length),
    ];

    private static IEnumerable<Vector3D> Corners() =>
        from x in Signs from y in Signs from z in Signs select new Vector3D(x, y, z);

    private static Vector3D[] Edges() =>
    [
        .. from a in Signs from b in Signs
           from v in new Vector3D[] { new(a, b, 0), new(a, 0, b), new(0, a, b) }
           select v,
    ];

    private static double[] Signs => [1, -1];

    private static Vector3D[] CloseLayers()
    {
        double radius = 1 / Math.Sqrt(3), height = Math.Sqrt(2.0 / 3);
        return [.. Ring(0, 6, 1, 0), .. Ring(30, 3, radius, height), .. Ring(30, 3, radius, -height)];
    }

    private static Vector3D[] IcosahedronVertices()
    {
        double radius = 2 / Math.Sqrt(5), height = 1 / Math.Sqrt(5);
        return [new(0, 0, 1), new(0, 0, -1), .. Ring(90, 5, radius, height), .. Ring(-90, 5, radius, -height)];
    }

    private static Vector3D[] Tetrahedron() => [new(1, 1, 1), new(1, -1, -1), new(-1, 1, -1), new(-1, -1, 1)];

    private static Vector3D[] HexagonalBonds() => [.. Ring(30, 3, Math.Sqrt(8) / 3, -1.0 / 3), new(0, 0, 1)];

    // The neighbor at bond k has bonds in other directions, one of them back.
    private static Vector3D[] TwoShells(Vector3D[] bonds, Func<int, Func<Vector3D, Vector3D>> bondsOf) =>
    [
        .. bonds,
        .. bonds.SelectMany((bond, k) => bonds
            .Select(b => bond + bondsOf(k)(b))
            .Where(v => v.Length > bond.Length / 2)),
    ];

    private static IEnumerable<Vector3D> Ring(double firstDegrees, int count, double radius, double height)
    {
        for (int k = 0; k < count; k++)
        {
            (double sin, double cos) = Math.SinCos((firstDegrees + (k * 360.0 / count)) * Degree);
            yield return new Vector3D(radius * cos, radius * sin, height);
        }
    }
}
