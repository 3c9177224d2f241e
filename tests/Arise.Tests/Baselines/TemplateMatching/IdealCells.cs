using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Baselines.TemplateMatching;

/// <summary>Cells of crystals with ideal proportions, and what is done to them. The nearest distance is 2.5 Angstrom.
/// </summary>
internal static class IdealCells
{
    /// <summary>Nearest distance of all cells, Angstrom.</summary>
    public const double Nearest = 2.5;

    private static readonly double Root2 = Math.Sqrt(2), Root3 = Math.Sqrt(3), Deep = Math.Sqrt(8.0 / 3);

    /// <summary>Names of cells with what their atoms are.</summary>
    public static TheoryData<string, LocalStructure, ChemicalOrdering> Names => new()
    {
        { "sc", LocalStructure.SimpleCubic, ChemicalOrdering.Pure },
        { "fcc", LocalStructure.Fcc, ChemicalOrdering.Pure },
        { "hcp", LocalStructure.Hcp, ChemicalOrdering.Pure },
        { "bcc", LocalStructure.Bcc, ChemicalOrdering.Pure },
        { "diamond", LocalStructure.CubicDiamond, ChemicalOrdering.Pure },
        { "hexagonal diamond", LocalStructure.HexagonalDiamond, ChemicalOrdering.Pure },
        { "graphene", LocalStructure.Graphene, ChemicalOrdering.Pure },
        { "L1_0", LocalStructure.Fcc, ChemicalOrdering.L10 },
        { "B2", LocalStructure.Bcc, ChemicalOrdering.B2 },
        { "zinc blende", LocalStructure.CubicDiamond, ChemicalOrdering.ZincBlende },
        { "wurtzite", LocalStructure.HexagonalDiamond, ChemicalOrdering.ZincBlende },
        { "BN", LocalStructure.Graphene, ChemicalOrdering.BoronNitride },
    };

    /// <summary>One cell.</summary>
    public static AtomicStructure Cell(string name)
    {
        Vector3D[] faces = [new(0, 0, 0), new(0.5, 0.5, 0), new(0.5, 0, 0.5), new(0, 0.5, 0.5)];
        Vector3D quarter = new(0.25, 0.25, 0.25);
        Vector3D[] layers = [new(0, 0, 0), new(1.0 / 3, 2.0 / 3, 0.5)];
        Vector3D[] bonded = [.. layers, new(0, 0, 0.375), new(1.0 / 3, 2.0 / 3, 0.875)];
        Vector3D[] sheet = [new(0, 0, 0), new(1.0 / 3, 2.0 / 3, 0)];
        Vector3D[] centered = [new(0, 0, 0), new(0.5, 0.5, 0.5)];
        return name switch
        {
            "sc" => Cubic(1, [new(0, 0, 0)], "Cu"),
            "fcc" => Cubic(Root2, faces, "Cu Cu Cu Cu"),
            "L1_0" => Cubic(Root2, faces, "Cu Cu Au Au"),
            "L1_2" => Cubic(Root2, faces, "Au Cu Cu Cu"),
            "bcc" => Cubic(2 / Root3, centered, "Cu Cu"),
            "B2" => Cubic(2 / Root3, centered, "Cu Au"),
            "diamond" => Cubic(4 / Root3, [.. faces, .. faces.Select(f => f + quarter)], "Cu Cu Cu Cu Cu Cu Cu Cu"),
            "zinc blende" =>
                Cubic(4 / Root3, [.. faces, .. faces.Select(f => f + quarter)], "Cu Cu Cu Cu Au Au Au Au"),
            "hcp" => Hexagonal(1, Deep, layers, "Cu Cu"),
            "hexagonal diamond" => Hexagonal(Deep, 8.0 / 3, bonded, "Cu Cu Cu Cu"),
            "wurtzite" => Hexagonal(Deep, 8.0 / 3, bonded, "Cu Cu Au Au"),
            "graphene" => Hexagonal(Root3, 20, sheet, "Cu Cu"),
            "BN" => Hexagonal(Root3, 20, sheet, "Cu Au"),
            _ => throw new ArgumentException(name),
        };
    }

    /// <summary>A crystal with at least 15 Angstrom along each side.</summary>
    public static AtomicStructure Crystal(string name)
    {
        AtomicStructure cell = Cell(name);
        int Times(int axis) => Math.Max(1, (int)Math.Ceiling(15 / cell.Lattice![axis].Length));
        return cell.Repeat(Times(0), Times(1), Times(2));
    }

    /// <summary>Cell and positions multiplied by a matrix.</summary>
    public static AtomicStructure Transformed(AtomicStructure structure, Matrix3 by)
    {
        Lattice cell = structure.Lattice!;
        return new AtomicStructure(
            [.. structure.Positions.ToArray().Select(by.Apply)],
            structure.Species,
            new Lattice(by.Apply(cell.A), by.Apply(cell.B), by.Apply(cell.C)),
            structure.Periodicity);
    }

    /// <summary>Every coordinate displaced by a normal deviate.</summary>
    public static AtomicStructure Rattled(AtomicStructure structure, double deviation, ulong seed)
    {
        var random = new RandomNumbers(seed, 5);
        return structure.WithPositions([.. structure.Positions.ToArray().Select((p, k) => p + (deviation * new Vector3D(
            random.Normal(3 * (ulong)k), random.Normal((3 * (ulong)k) + 1), random.Normal((3 * (ulong)k) + 2))))]);
    }

    /// <summary>A random rotation.</summary>
    public static Matrix3 Turn(ulong seed)
    {
        Rotation r = Rotation.Random(new RandomNumbers(seed, 8));
        return new(r.X, r.Y, r.Z);
    }

    private static AtomicStructure Cubic(double edge, Vector3D[] fractional, string species) => Of(
        new Lattice(new(Nearest * edge, 0, 0), new(0, Nearest * edge, 0), new(0, 0, Nearest * edge)),
        fractional,
        species);

    // a along x, c along z.
    private static AtomicStructure Hexagonal(double a, double c, Vector3D[] fractional, string species) => Of(
        new Lattice(
            new(Nearest * a, 0, 0),
            new(-Nearest * a / 2, Nearest * a * Root3 / 2, 0),
            new(0, 0, Nearest * c)),
        fractional,
        species);

    private static AtomicStructure Of(Lattice lattice, Vector3D[] fractional, string species) => new(
        [.. fractional.Select(lattice.ToCartesian)],
        [.. species.Split(' ').Select(ChemicalElement.Parse)],
        lattice,
        Periodicity.Bulk);
}
