using Arise.Dynamics;
using Arise.Structures;

namespace Arise.Tests.Dynamics;

public class CrystalOrderTests
{
    [Theory]
    [InlineData("copper")]
    [InlineData("tungsten")]
    [InlineData("silicon")]
    public void A_hot_crystal_is_1_on_average_and_few_of_its_atoms_are_in_doubt(string name)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        var order = new CrystalOrder(
            substance.Crystal, CrystalCell.Of(substance.Crystal, "001"), 1.02 * substance.Spacing);
        Simulation run = Matter.Run(substance, 5, CellMotion.Isotropic);
        double temperature = 0.9 * substance.Melting;
        run.Heat(2 * temperature);
        run.Run(300, temperature);
        order.LearnCrystal(run, temperature);
        Assert.InRange(order.Strength, 0.55, 1);
        order.Measure(run, temperature);
        Assert.InRange(order.Values.Average(), 0.9, 1.1);
        Assert.True(order.Values.Count(value => value > 0.55) > 0.97 * order.Values.Length);
        Assert.True(order.IsRestacked.Count(other => other) < 0.02 * order.IsRestacked.Length);
    }

    // Of A B C A C B the layers B C are the crystal, C B its twin, and both layers A have hcp neighbors.
    [Fact]
    public void Layers_of_hcp_in_fcc_are_another_stacking()
    {
        Substance copper = Substances.All.First(one => one.Name == "copper");
        CrystalCell cubic = CrystalCell.Stacked("ABCABC").Repeat(4, 3, 1);
        CrystalCell faulted = CrystalCell.Stacked("ABCACB").Repeat(4, 3, 1);
        Particles Of(CrystalCell cell) =>
            new(cell.Positions(copper.Spacing), default, copper.Spacing * cell.Edges, Periodicity.Bulk);
        var order = new CrystalOrder(CrystalKind.Fcc, cubic, copper.Spacing);
        order.LearnCrystal(Still(Of(cubic)), 0);
        Particles atoms = Of(faulted);
        order.Measure(Still(atoms), 0);
        string hexagonal = "ABCACB";
        for (int i = 0; i < atoms.Count; i++)
        {
            int layer = (int)Math.Round(atoms[i].Z / copper.Spacing / Math.Sqrt(2.0 / 3)) % 6;
            char below = hexagonal[(layer + 5) % 6], above = hexagonal[(layer + 1) % 6];
            Assert.Equal(below == above || IsTwin(below, hexagonal[layer]), order.IsRestacked[i]);
        }

        Simulation Still(Particles particles)
        {
            return new Simulation(
                particles, copper.Create(), copper.Settings(CellMotion.None) with { TimeStep = 1e-6 }, 1);
        }

        // C above B above A is the crystal; the other way round is its twin.
        static bool IsTwin(char below, char own) => (own - below + 3) % 3 != 1;
    }
}
