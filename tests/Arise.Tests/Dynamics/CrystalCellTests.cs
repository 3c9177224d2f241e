using Arise.Dynamics;
using Arise.Structures;

namespace Arise.Tests.Dynamics;

public class CrystalCellTests
{
    // Number of neighbors in the first shell and its distance, 1 by construction, whatever face is up.
    [Theory]
    [InlineData("Fcc", "001", 12)]
    [InlineData("Fcc", "110", 12)]
    [InlineData("Fcc", "111", 12)]
    [InlineData("Fcc", "112", 12)]
    [InlineData("Bcc", "001", 8)]
    [InlineData("Bcc", "110", 8)]
    [InlineData("Bcc", "111", 8)]
    [InlineData("Hcp", "basal", 12)]
    [InlineData("Hcp", "prism", 12)]
    [InlineData("Hcp", "prism2", 12)]
    [InlineData("Diamond", "001", 4)]
    [InlineData("Diamond", "110", 4)]
    [InlineData("Diamond", "111", 4)]
    public void Every_atom_has_its_first_shell_at_distance_1(string crystal, string face, int coordination)
    {
        CrystalCell cell = CrystalCell.Of(Enum.Parse<CrystalKind>(crystal), face);
        var atoms = new Particles(cell.Positions(), default, cell.Edges, Periodicity.Bulk);
        AtomicStructure structure = atoms.ToStructure(new ChemicalElement[1]);
        var neighbors = new NeighborBuffer();
        var near = new NeighborSearch(structure, 1.001);
        var within = new NeighborSearch(structure, 0.999);
        for (int i = 0; i < atoms.Count; i++)
        {
            near.Find(i, neighbors);
            Assert.Equal(coordination, neighbors.Count);
            within.Find(i, neighbors);
            Assert.Equal(0, neighbors.Count);
        }
    }

    [Fact]
    public void Stacked_layers_abc_are_fcc_and_ab_are_hcp()
    {
        Assert.Equal(
            CrystalCell.Of(CrystalKind.Fcc, "111").Edges.X * CrystalCell.Of(CrystalKind.Fcc, "111").Edges.Y,
            CrystalCell.Stacked("ABC").Edges.X * CrystalCell.Stacked("ABC").Edges.Y,
            1e-12);
        Assert.Equal(Math.Sqrt(8.0 / 3), CrystalCell.Stacked("AB").Edges.Z, 1e-12);
    }

    [Fact]
    public void A_face_that_the_crystal_does_not_have_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CrystalCell.Of(CrystalKind.Hcp, "001"));
        Assert.Throws<ArgumentException>(() => CrystalCell.Of(CrystalKind.Fcc, "basal"));
    }
}
