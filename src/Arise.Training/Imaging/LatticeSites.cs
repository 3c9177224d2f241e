using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>The sites of a <see cref="ProjectedLattice"/> around a point; the nearest distance is 1.</summary>
internal static class LatticeSites
{
    private static readonly double Root2 = Math.Sqrt(2);
    private static readonly double Root3 = Math.Sqrt(3);

    /// <summary>Sites within a radius of the origin, with what is free of the lattice drawn at random.</summary>
    public static List<PlaneSite> Draw(ProjectedLattice lattice, double radius, Draws draws) => lattice switch
    {
        ProjectedLattice.Quasicrystal => Quasicrystal(radius),
        ProjectedLattice.Amorphous => Packing(radius, draws),
        _ => Periodic(Cell(lattice, draws), radius),
    };

    private static UnitCell Cell(ProjectedLattice lattice, Draws draws) => lattice switch
    {
        ProjectedLattice.Honeycomb => Honeycomb(1),
        ProjectedLattice.BinaryHoneycomb => Honeycomb(draws.Uniform(0.35, 0.8)),
        ProjectedLattice.Hexagonal => new(1, 0, 0.5, Root3 / 2, [new(0, 0, 1)]),
        ProjectedLattice.Square => new(1, 0, 0, 1, [new(0, 0, 1)]),
        ProjectedLattice.Rectangular => new(1, 0, 0, draws.Uniform(1.05, 1.7), [new(0, 0, 1)]),
        ProjectedLattice.Oblique => Oblique(draws.Uniform(1.0, 1.5), draws.Uniform(66, 86)),
        ProjectedLattice.Kagome => new(2, 0, 1, Root3, [new(0, 0, 1), new(0.5, 0, 1), new(0, 0.5, 1)]),
        ProjectedLattice.RockSalt => Chessboard(draws.Uniform(0.3, 0.9)),
        ProjectedLattice.CenteredRectangular => Centered(),
        ProjectedLattice.Dumbbells => Dumbbells(draws.Chance(0.5) ? 1 : draws.Uniform(0.45, 1)),
        ProjectedLattice.Perovskite => Perovskite(draws.Chance(0.4), draws),
        ProjectedLattice.SquareTriangle => SquareTriangle(),
        _ => throw new ArgumentOutOfRangeException(nameof(lattice), lattice, "A lattice without a cell."),
    };

    private static UnitCell Honeycomb(double second) =>
        new(Root3, 0, Root3 / 2, 1.5, [new(0, 0, 1), new(1.0 / 3, 1.0 / 3, second)]);

    private static UnitCell Oblique(double side, double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(1, 0, side * cos, side * sin, [new(0, 0, 1)]);
    }

    private static UnitCell Chessboard(double second) => new(
        2, 0, 0, 2, [new(0, 0, 1), new(0.5, 0.5, 1), new(0.5, 0, second), new(0, 0.5, second)]);

    // Sides a / sqrt(2) and a; half the diagonal is the nearest distance.
    private static UnitCell Centered()
    {
        double a = 1 / Math.Sqrt(0.125 + 0.25);
        return new(a / Root2, 0, 0, a, [new(0, 0, 1), new(0.5, 0.5, 1)]);
    }

    // Pairs a / 4 apart along a.
    private static UnitCell Dumbbells(double second) => new(
        4 / Root2, 0, 0, 4, [new(0, 0, 1), new(0.5, 0.5, 1), new(0, 0.25, second), new(0.5, 0.75, second)]);

    private static UnitCell Perovskite(bool hasAnions, Draws draws)
    {
        double second = draws.Uniform(0.35, 0.8);
        if (!hasAnions)
            return new(Root2, 0, 0, Root2, [new(0, 0, 1), new(0.5, 0.5, second)]);
        double third = draws.Uniform(0.25, 0.4);
        return new(2, 0, 0, 2, [new(0, 0, 1), new(0.5, 0.5, second), new(0.5, 0, third), new(0, 0.5, third)]);
    }

    // The snub square tiling: side (sqrt(2) + sqrt(6)) / 2, four vertices per cell at p = (sqrt(3) - 1) / 4.
    private static UnitCell SquareTriangle()
    {
        double a = (Root2 + (Root2 * Root3)) / 2, p = (Root3 - 1) / 4;
        return new(
            a, 0, 0, a, [new(p, 0.5 + p, 1), new(0.5 - p, p, 1), new(0.5 + p, 1 - p, 1), new(1 - p, 0.5 - p, 1)]);
    }

    private static List<PlaneSite> Periodic(UnitCell cell, double radius)
    {
        double area = Math.Abs((cell.Ax * cell.By) - (cell.Ay * cell.Bx));
        int alongA = (int)Math.Ceiling((radius * Math.Sqrt((cell.Bx * cell.Bx) + (cell.By * cell.By)) / area) + 1);
        int alongB = (int)Math.Ceiling((radius * Math.Sqrt((cell.Ax * cell.Ax) + (cell.Ay * cell.Ay)) / area) + 1);
        var sites = new List<PlaneSite>();
        for (int i = -alongA; i <= alongA; i++)
        {
            for (int j = -alongB; j <= alongB; j++)
            {
                foreach (PlaneSite site in cell.Basis)
                {
                    double u = i + site.X, v = j + site.Y;
                    Add(sites, (u * cell.Ax) + (v * cell.Bx), (u * cell.Ay) + (v * cell.By), site.Weight, radius);
                }
            }
        }

        return sites;
    }

    // F. P. M. Beenker, Algebraic theory of non-periodic tilings (1982): integers (n0, n1, n2, n3) on axes 45 degrees
    // apart, taken where their conjugate (axes 135 degrees apart) lies in a regular octagon. Rhombs of side 1 have a
    // shorter diagonal of 2 sin(22.5 degrees), the nearest distance.
    private static List<PlaneSite> Quasicrystal(double radius)
    {
        double nearest = 2 * Math.Sin(Math.PI / 8), apothem = (1 + Root2) / 2;
        double reach = (radius * nearest) + 1;
        int most = (int)Math.Ceiling(reach);
        var sites = new List<PlaneSite>();
        for (int n1 = -most; n1 <= most; n1++)
        {
            for (int n3 = -most; n3 <= most; n3++)
            {
                double difference = (n1 - n3) / Root2, sum = (n1 + n3) / Root2;
                for (int n0 = (int)Math.Ceiling(difference - apothem); n0 <= difference + apothem; n0++)
                {
                    for (int n2 = (int)Math.Ceiling(sum - apothem); n2 <= sum + apothem; n2++)
                    {
                        double x = Math.Abs(n0 - difference), y = Math.Abs(n2 - sum);
                        if (x <= apothem && y <= apothem && x + y <= apothem * Root2)
                            Add(sites, (n0 + difference) / nearest, (n2 + sum) / nearest, 1, radius);
                    }
                }
            }
        }

        return sites;
    }

    // Random sequential addition until nothing has fitted for long; about as dense as a crystal.
    private static List<PlaneSite> Packing(double radius, Draws draws)
    {
        double least = draws.Uniform(0.85, 1), spread = draws.Uniform(0, 0.4);
        int wanted = (int)(0.75 * Math.PI * radius * radius), tries = 12 * wanted;
        var near = new SiteGrid(radius, 1);
        for (int k = 0; k < tries && near.Sites.Count < wanted; k++)
        {
            double x = draws.Uniform(-radius, radius), y = draws.Uniform(-radius, radius);
            if ((x * x) + (y * y) <= radius * radius && !near.AnyWithin(x, y, least))
                near.Add(new PlaneSite(x, y, 1 - (spread * draws.Uniform())));
        }

        return near.Sites;
    }

    private static void Add(List<PlaneSite> sites, double x, double y, double weight, double radius)
    {
        if ((x * x) + (y * y) <= radius * radius)
            sites.Add(new PlaneSite(x, y, weight));
    }

    // Two vectors and the sites in their fractions.
    private readonly record struct UnitCell(double Ax, double Ay, double Bx, double By, PlaneSite[] Basis);
}
