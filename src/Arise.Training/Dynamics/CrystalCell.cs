using Arise.Numerics;

namespace Arise.Dynamics;

/// <summary>A right-angled cell of a crystal with nearest distance 1, one face of the crystal normal to z.</summary>
/// <param name="Edges">Edges along x, y, z.</param>
/// <param name="Fractions">Places of the atoms as fractions of the edges.</param>
internal sealed record CrystalCell(Vector3D Edges, IReadOnlyList<Vector3D> Fractions)
{
    private static readonly Vector3D[] BccSites = [new(0, 0, 0), new(0.5, 0.5, 0.5)];

    private static readonly Vector3D[] FccSites =
        [new(0, 0, 0), new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0)];

    /// <summary>
    /// The cell of a crystal with a face normal to z: "001", "110", "111", "112" for cubic ones, "basal", "prism"
    /// (10-10) or "prism2" (11-20) for hcp.
    /// </summary>
    /// <exception cref="ArgumentException">The crystal has no such face.</exception>
    public static CrystalCell Of(CrystalKind crystal, string face)
    {
        if (crystal == CrystalKind.Hcp)
            return Turned(Stacked("AB"), face);
        (Vector3D[] sites, double edge) = Lattice(crystal);
        (Vector3D u, Vector3D v, Vector3D w) = face switch
        {
            "001" => (new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1)),
            "110" => (new Vector3D(0, 0, 1), new Vector3D(1, -1, 0), new Vector3D(1, 1, 0)),
            "111" => (new Vector3D(1, -1, 0), new Vector3D(1, 1, -2), new Vector3D(1, 1, 1)),
            "112" => (new Vector3D(1, -1, 0), new Vector3D(1, 1, 1), new Vector3D(1, 1, -2)),
            _ => throw new ArgumentException($"A cubic crystal has no face '{face}' here.", nameof(face)),
        };
        return Cubic(sites, edge, u, v, w);
    }

    /// <summary>
    /// The cell of a cubic crystal with x along [001] and z along [n m 0]: its mirror image in z makes a symmetric tilt
    /// boundary.
    /// </summary>
    public static CrystalCell Tilted(CrystalKind crystal, int n, int m)
    {
        (Vector3D[] sites, double edge) = Lattice(crystal);
        return Cubic(sites, edge, new Vector3D(0, 0, 1), new Vector3D(-m, n, 0), new Vector3D(n, m, 0));
    }

    /// <summary>Close-packed layers in the order of the letters A, B, C; z is normal to the layers.</summary>
    public static CrystalCell Stacked(string layers)
    {
        var fractions = new List<Vector3D>();
        for (int layer = 0; layer < layers.Length; layer++)
        {
            double shift = (layers[layer] - 'A') / 3.0, z = layer / (double)layers.Length;
            fractions.Add(new Vector3D(0, shift, z));
            fractions.Add(new Vector3D(0.5, (shift + 0.5) % 1, z));
        }

        return new CrystalCell(new Vector3D(1, Math.Sqrt(3), layers.Length * Math.Sqrt(2.0 / 3)), fractions);
    }

    /// <summary>One atom in a cube.</summary>
    public static CrystalCell SimpleCubic { get; } = new(new Vector3D(1, 1, 1), [Vector3D.Zero]);

    /// <summary>Copies of the cell, atoms of one copy together, copies along z fastest.</summary>
    public CrystalCell Repeat(int x, int y, int z)
    {
        var fractions = new List<Vector3D>(Fractions.Count * x * y * z);
        for (int i = 0; i < x; i++)
        {
            for (int j = 0; j < y; j++)
            {
                for (int k = 0; k < z; k++)
                {
                    foreach (Vector3D f in Fractions)
                        fractions.Add(new Vector3D((f.X + i) / x, (f.Y + j) / y, (f.Z + k) / z));
                }
            }
        }

        return new CrystalCell(new Vector3D(x * Edges.X, y * Edges.Y, z * Edges.Z), fractions);
    }

    /// <summary>As many copies as come nearest to the wanted edges.</summary>
    public CrystalCell RepeatTo(double x, double y, double z) =>
        Repeat(Copies(x, Edges.X), Copies(y, Edges.Y), Copies(z, Edges.Z));

    /// <summary>Positions of the atoms, all lengths times <paramref name="scale"/>.</summary>
    public Vector3D[] Positions(double scale = 1) =>
        [.. Fractions.Select(f => scale * new Vector3D(f.X * Edges.X, f.Y * Edges.Y, f.Z * Edges.Z))];

    private static int Copies(double wanted, double edge) => Math.Max(1, (int)Math.Round(wanted / edge));

    private static (Vector3D[] Sites, double Edge) Lattice(CrystalKind crystal) => crystal switch
    {
        CrystalKind.Fcc => (FccSites, Math.Sqrt(2)),
        CrystalKind.Bcc => (BccSites, 2 / Math.Sqrt(3)),
        CrystalKind.Diamond => (
            [.. FccSites, .. FccSites.Select(site => site + new Vector3D(0.25, 0.25, 0.25))], 4 / Math.Sqrt(3)),
        _ => throw new ArgumentException("An hcp crystal is not cubic.", nameof(crystal)),
    };

    private static CrystalCell Cubic(Vector3D[] sites, double edge, Vector3D u, Vector3D v, Vector3D w)
    {
        int reach = (int)new[] { u, v, w }.Max(d => Math.Abs(d.X) + Math.Abs(d.Y) + Math.Abs(d.Z)) + 1;
        var fractions = new List<Vector3D>();
        for (int i = -reach; i <= reach; i++)
        {
            for (int j = -reach; j <= reach; j++)
            {
                for (int k = -reach; k <= reach; k++)
                {
                    foreach (Vector3D site in sites)
                    {
                        Vector3D p = site + new Vector3D(i, j, k);
                        var f = new Vector3D(Along(p, u), Along(p, v), Along(p, w));
                        if (IsInside(f.X) && IsInside(f.Y) && IsInside(f.Z))
                            fractions.Add(f);
                    }
                }
            }
        }

        return Primitive(new CrystalCell(edge * new Vector3D(u.Length, v.Length, w.Length), fractions));

        static double Along(Vector3D p, Vector3D axis) => Vector3D.Dot(p, axis) / Vector3D.Dot(axis, axis);

        static bool IsInside(double f) => f is > -1e-9 and < 1 - 1e-9;
    }

    // Halves the edges along which the cell repeats itself.
    private static CrystalCell Primitive(CrystalCell cell)
    {
        foreach (Vector3D half in new[] { new Vector3D(0.5, 0, 0), new Vector3D(0, 0.5, 0), new Vector3D(0, 0, 0.5) })
        {
            if (!cell.Fractions.All(f => cell.Fractions.Any(g => IsLattice(g - f - half))))
                continue;
            Vector3D scale = new(half.X > 0 ? 2 : 1, half.Y > 0 ? 2 : 1, half.Z > 0 ? 2 : 1);
            return Primitive(new CrystalCell(
                new Vector3D(cell.Edges.X / scale.X, cell.Edges.Y / scale.Y, cell.Edges.Z / scale.Z),
                [.. cell.Fractions.Select(f => new Vector3D(f.X * scale.X, f.Y * scale.Y, f.Z * scale.Z))
                    .Where(f => f.X < 1 - 1e-9 && f.Y < 1 - 1e-9 && f.Z < 1 - 1e-9)]));
        }

        return cell;

        static bool IsLattice(Vector3D d) => IsWhole(d.X) && IsWhole(d.Y) && IsWhole(d.Z);

        static bool IsWhole(double x) => Math.Abs(x - Math.Round(x)) < 1e-9;
    }

    private static CrystalCell Turned(CrystalCell cell, string face) => face switch
    {
        "basal" => cell,
        "prism" => new CrystalCell(
            new Vector3D(cell.Edges.Z, cell.Edges.X, cell.Edges.Y),
            [.. cell.Fractions.Select(f => new Vector3D(f.Z, f.X, f.Y))]),
        "prism2" => new CrystalCell(
            new Vector3D(cell.Edges.Y, cell.Edges.Z, cell.Edges.X),
            [.. cell.Fractions.Select(f => new Vector3D(f.Y, f.Z, f.X))]),
        _ => throw new ArgumentException($"An hcp crystal has no face '{face}' here.", nameof(face)),
    };
}
