using Arise.Imaging;
using Arise.Numerics;

namespace Arise.Tests.Imaging;

public class LatticeSitesTests
{
    // Coordination at the nearest distance, sites per area in units of its square.
    [Theory]
    [InlineData("Honeycomb", 3, 0.7698)]
    [InlineData("BinaryHoneycomb", 3, 0.7698)]
    [InlineData("Hexagonal", 6, 1.1547)]
    [InlineData("Square", 4, 1)]
    [InlineData("Kagome", 4, 0.8660)]
    [InlineData("RockSalt", 4, 1)]
    [InlineData("CenteredRectangular", 4, 1.0607)]
    [InlineData("SquareTriangle", 5, 1.0718)]
    public void Lattices_have_their_coordination_and_density(string name, int coordination, double density)
    {
        const double radius = 20;
        List<PlaneSite> sites = Draw(Enum.Parse<ProjectedLattice>(name), radius);
        PlaneSite center = sites.MinBy(site => site.Distance(0, 0));
        Assert.Equal(coordination, sites.Count(site => Math.Abs(site.Distance(center.X, center.Y) - 1) < 1e-9));
        Assert.Equal(density, sites.Count / (Math.PI * radius * radius), 0.03);
    }

    [Fact]
    public void The_nearest_distance_of_all_is_1()
    {
        foreach (ProjectedLattice lattice in Enum.GetValues<ProjectedLattice>())
        {
            List<PlaneSite> sites = Draw(lattice, 9);
            double nearest = sites.Min(site =>
                sites.Where(other => other != site).Min(other => other.Distance(site.X, site.Y)));
            Assert.True(
                Math.Abs(nearest - 1) < 1e-9 || (lattice == ProjectedLattice.Amorphous && nearest is > 0.85 and < 1.1),
                $"{lattice}: {nearest}");
        }
    }

    // Half the area are squares (1), half rhombs (1 / sqrt(2)); there is a vertex per tile.
    [Fact]
    public void The_quasicrystal_has_the_density_of_squares_and_rhombs_of_equal_area()
    {
        const double radius = 30;
        double edge = 1 / (2 * Math.Sin(Math.PI / 8));
        double perTile = Draw(ProjectedLattice.Quasicrystal, radius).Count / (Math.PI * radius * radius) * edge * edge;
        double meanArea = 2 / (1 + Math.Sqrt(2));
        Assert.Equal(1 / meanArea, perTile, 0.02);
    }

    private static List<PlaneSite> Draw(ProjectedLattice lattice, double radius) =>
        LatticeSites.Draw(lattice, radius, new Draws(new RandomNumbers(1, 2)));
}
