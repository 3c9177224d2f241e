using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

public class UnitCellFillerTests
{
    private static readonly ChemicalElement Silicon = ChemicalElement.Parse("Si");
    private static readonly ChemicalElement Oxygen = ChemicalElement.Parse("O");

    // Multiplicities and coordinates of Wyckoff positions, International Tables vol. A.
    [Theory]
    [InlineData("P 1 21/c 1", 2, 0, 0, 0)]
    [InlineData("P 1 21/c 1", 4, 0.1, 0.2, 0.3)]
    [InlineData("C 1 2/c 1", 4, 0, 0.2, 0.25)]
    [InlineData("P n m a", 4, 0.1, 0.25, 0.3)]
    [InlineData("P n m a", 8, 0.1, 0.2, 0.3)]
    [InlineData("C m c m", 4, 0, 0.2, 0.25)]
    [InlineData("F d d d :1", 8, 0, 0, 0)]
    [InlineData("F d d d :2", 8, 0.125, 0.125, 0.125)]
    [InlineData("P 4/n m m :1", 2, 0, 0, 0)]
    [InlineData("P 4/n m m :2", 2, 0.75, 0.25, 0)]
    [InlineData("P 4/n m m :2", 2, 0.25, 0.25, 0.4)]
    [InlineData("P 42/m n m", 4, 0.3, 0.3, 0)]
    [InlineData("P 42/m n m", 4, 0, 0.5, 0.25)]
    [InlineData("I 4/m m m", 4, 0, 0.5, 0.25)]
    [InlineData("I 41/a m d :1", 4, 0, 0, 0)]
    [InlineData("I 41/a m d :1", 8, 0, 0, 0.2)]
    [InlineData("I 41/a m d :2", 4, 0, 0.75, 0.125)]
    [InlineData("I 41/a m d :2", 8, 0, 0, 0)]
    [InlineData("P 31 2 1", 3, 0.47, 0, 1.0 / 3)]
    [InlineData("P 32 2 1", 3, 0.47, 0, 2.0 / 3)]
    [InlineData("P 62 2 2", 3, 0.5, 0, 0)]
    [InlineData("P 61 2 2", 6, 0.2, 0, 0)]
    [InlineData("R -3 m :H", 3, 0, 0, 0)]
    [InlineData("R -3 m :H", 6, 0, 0, 0.2)]
    [InlineData("R -3 m :H", 9, 0.5, 0, 0)]
    [InlineData("R -3 m :R", 1, 0, 0, 0)]
    [InlineData("R -3 m :R", 2, 0.2, 0.2, 0.2)]
    [InlineData("R -3 m :R", 3, 0.5, 0, 0)]
    [InlineData("R -3 c :H", 12, 0, 0, 0.35)]
    [InlineData("R -3 c :H", 18, 0.3, 0, 0.25)]
    [InlineData("P -6 m 2", 1, 2.0 / 3, 1.0 / 3, 0.5)]
    [InlineData("P 63/m m c", 2, 1.0 / 3, 2.0 / 3, 0.25)]
    [InlineData("P 63/m m c", 4, 1.0 / 3, 2.0 / 3, 0.06)]
    [InlineData("P 63/m m c", 24, 0.1, 0.27, 0.06)]
    [InlineData("P 21 3", 4, 0.1, 0.1, 0.1)]
    [InlineData("P a -3", 8, 0.39, 0.39, 0.39)]
    [InlineData("I a -3", 24, 0.97, 0, 0.25)]
    [InlineData("P -4 3 n", 6, 0.25, 0.5, 0)]
    [InlineData("P m -3 n", 6, 0.25, 0, 0.5)]
    [InlineData("P m -3 n", 8, 0.25, 0.25, 0.25)]
    [InlineData("F -4 3 m", 4, 0.25, 0.25, 0.25)]
    [InlineData("F m -3 m", 8, 0.25, 0.25, 0.25)]
    [InlineData("F m -3 m", 24, 0, 0.25, 0.25)]
    [InlineData("F m -3 m", 192, 0.07, 0.16, 0.31)]
    [InlineData("F d -3 m :1", 8, 0, 0, 0)]
    [InlineData("F d -3 m :1", 16, 0.125, 0.125, 0.125)]
    [InlineData("F d -3 m :2", 8, 0.125, 0.125, 0.125)]
    [InlineData("F d -3 m :2", 16, 0, 0, 0)]
    [InlineData("F d -3 m :2", 48, 0.3, 0.125, 0.125)]
    [InlineData("I m -3 m", 12, 0.25, 0, 0.5)]
    [InlineData("I a -3 d", 16, 0, 0, 0)]
    [InlineData("I a -3 d", 24, 0.125, 0, 0.25)]
    [InlineData("I a -3 d", 24, 0.375, 0, 0.25)]
    [InlineData("P 41 21 2", 4, 0.3, 0.3, 0)]
    [InlineData("P 43 21 2", 4, 0.3, 0.3, 0)]
    [InlineData("P 43 3 2", 4, 0.125, 0.125, 0.125)]
    [InlineData("P 41 3 2", 4, 0.375, 0.375, 0.375)]
    [InlineData("P 41 3 2", 12, 0.125, 0.2, 0.45)]
    [InlineData("I 41 3 2", 8, 0.125, 0.125, 0.125)]
    [InlineData("I 41 3 2", 12, 0.125, 0, 0.25)]
    [InlineData("I -4 3 d", 12, 0.375, 0, 0.25)]
    [InlineData("I -4 3 d", 12, 0.875, 0, 0.25)]
    [InlineData("I -4 2 d", 4, 0, 0, 0.5)]
    [InlineData("I -4 2 d", 8, 0.3, 0.25, 0.125)]
    [InlineData("I 41 2 2", 8, 0.3, 0.25, 0.125)]
    [InlineData("F d d 2", 8, 0, 0, 0.3)]
    [InlineData("I 41 m d", 4, 0, 0, 0.3)]
    [InlineData("P 61 2 2", 6, 0.2, 0.4, 0.25)]
    [InlineData("P 65 2 2", 6, 0.2, 0.4, 0.75)]
    [InlineData("P 64 2 2", 3, 0.5, 0, 0.5)]
    [InlineData("P 31 1 2", 3, 0.2, -0.2, 1.0 / 3)]
    [InlineData("P 32 1 2", 3, 0.2, -0.2, 2.0 / 3)]
    [InlineData("F 41 3 2", 16, 0.125, 0.125, 0.125)]
    [InlineData("P 42 3 2", 4, 0.25, 0.25, 0.25)]
    [InlineData("P 42 3 2", 6, 0.25, 0.5, 0)]
    [InlineData("F -4 3 c", 24, 0.25, 0, 0)]
    [InlineData("F m -3 c", 8, 0.25, 0.25, 0.25)]
    [InlineData("F d -3 c :1", 16, 0, 0, 0)]
    [InlineData("F d -3 c :1", 32, 0.125, 0.125, 0.125)]
    [InlineData("F d -3 c :1", 48, 0.25, 0, 0)]
    [InlineData("F d -3 c :2", 16, 0.125, 0.125, 0.125)]
    [InlineData("F d -3 c :2", 32, 0, 0, 0)]
    [InlineData("F d -3 c :2", 48, 0.875, 0.125, 0.125)]
    [InlineData("P n -3 m :1", 4, 0.25, 0.25, 0.25)]
    [InlineData("P n -3 m :2", 2, 0.25, 0.25, 0.25)]
    [InlineData("P n -3 m :2", 6, 0.25, 0.75, 0.75)]
    [InlineData("P n -3 n :1", 2, 0, 0, 0)]
    [InlineData("P n -3 n :2", 6, 0.75, 0.25, 0.25)]
    [InlineData("P n -3 :2", 4, 0, 0, 0)]
    [InlineData("F d -3 :2", 8, 0.125, 0.125, 0.125)]
    [InlineData("I 41/a :1", 4, 0, 0, 0.5)]
    [InlineData("I 41/a :1", 8, 0, 0.25, 0.125)]
    [InlineData("I 41/a :2", 4, 0, 0.25, 0.125)]
    [InlineData("I 41/a c d :1", 16, 0, 0.25, 0.125)]
    [InlineData("I 41/a c d :2", 8, 0, 0.25, 0.375)]
    [InlineData("P 42/n n m :2", 2, 0.25, 0.75, 0.25)]
    [InlineData("P 42/n m c :2", 2, 0.75, 0.25, 0.75)]
    [InlineData("P 42/n m c :2", 4, 0.25, 0.25, 0.4)]
    [InlineData("P m m n :1", 2, 0, 0, 0.3)]
    [InlineData("P m m n :2", 2, 0.25, 0.25, 0.3)]
    [InlineData("P n n n :2", 2, 0.25, 0.25, 0.25)]
    [InlineData("C c c e :1", 4, 0, 0, 0)]
    [InlineData("C c c e :2", 4, 0, 0.25, 0.25)]
    [InlineData("I b c a", 8, 0.3, 0, 0.25)]
    [InlineData("I m m a", 4, 0, 0.25, 0.3)]
    [InlineData("C m c e", 8, 0.25, 0.3, 0.25)]
    [InlineData("C m c e", 8, 0, 0.15, 0.1)]
    [InlineData("P b c n", 4, 0, 0.3, 0.25)]
    public void A_Wyckoff_position_has_its_multiplicity(string symbol, int multiplicity, double x, double y, double z)
    {
        UnitCellFiller filler = Fill(symbol, (Silicon, new Vector3D(x, y, z)));
        Assert.Equal(multiplicity, filler.Positions.Count);
        foreach (SymmetryOperation operation in SpaceGroup.FindSettings(symbol)[0].Operations)
        {
            Vector3D image = operation.Apply(filler.Positions[^1]);
            Assert.Contains(filler.Positions, other => Distance(symbol, other, image) < 1e-9);
        }
    }

    [Theory]
    [InlineData(0.33, 0.67)]
    [InlineData(0.333, 0.667)]
    [InlineData(0.3333, 0.6667)]
    [InlineData(0.33333, 0.66667)]
    public void Thirds_with_few_digits_are_thirds(double x, double y)
    {
        UnitCellFiller filler = Fill("P 63/m m c", (Silicon, new Vector3D(x, y, 0.25)));
        Assert.Equal(2, filler.Positions.Count);
        Assert.InRange((filler.Positions[0] - new Vector3D(1.0 / 3, 2.0 / 3, 0.25)).Length, 0, 1e-12);
    }

    [Fact]
    public void A_site_beside_a_special_position_stays_beside_it()
    {
        // 0.15 Angstrom off the threefold axis: three atoms, as listed.
        UnitCellFiller filler = Fill("P 3", (Silicon, new Vector3D(0.0375, 0, 0)));
        Assert.Equal(3, filler.Positions.Count);
        Assert.Equal(0.0375, filler.Positions[0].X);
    }

    [Fact]
    public void A_cell_listed_whole_and_with_symmetry_is_filled_once()
    {
        UnitCellFiller filler = Fill(
            "F m -3 m",
            (Silicon, new Vector3D(0, 0, 0)),
            (Silicon, new Vector3D(0, 0.5, 0.5)),
            (Silicon, new Vector3D(0.5, 0.5, 0.00001)),
            (Oxygen, new Vector3D(0.5, 0, 0)));
        Assert.Equal(8, filler.Positions.Count);
        Assert.Equal(4, filler.Species.Count(element => element == Oxygen));
    }

    [Fact]
    public void Two_elements_in_one_place_are_reported_with_the_site_that_came_first()
    {
        UnitCellFiller filler = Fill("F m -3 m", (Oxygen, new Vector3D(0.25, 0.25, 0.25)), (Silicon, Vector3D.Zero));
        Assert.False(filler.TryAdd(7, Oxygen, new Vector3D(0.5, 0.5, 0), out int occupant));
        Assert.Equal(1, occupant);
    }

    [Fact]
    public void Cells_of_a_few_Angstrom_and_oblique_cells_are_filled()
    {
        SymmetryOperation[] operations = HallSymbol.Operations("-P 1");
        foreach (Lattice lattice in (Lattice[])[
            Lattice.FromParameters(1.2, 9, 40, 90, 90, 90), Lattice.FromParameters(3, 3, 3, 33, 33, 33)])
        {
            var filler = new UnitCellFiller(lattice, operations);
            Assert.True(filler.TryAdd(0, Silicon, new Vector3D(0.999999, 0.0000001, 0.5), out _));
            Assert.True(filler.TryAdd(1, Oxygen, new Vector3D(0.2, 0.3, 0.4), out _));
            Assert.Equal(3, filler.Positions.Count);
        }
    }

    private static UnitCellFiller Fill(string symbol, params (ChemicalElement Element, Vector3D Position)[] sites)
    {
        SpaceGroupSetting setting = SpaceGroup.FindSettings(symbol)[0];
        var filler = new UnitCellFiller(SpaceGroupTableTests.ExampleCell(setting), setting.Operations);
        for (int site = 0; site < sites.Length; site++)
            Assert.True(filler.TryAdd(site, sites[site].Element, sites[site].Position, out _));
        return filler;
    }

    private static double Distance(string symbol, Vector3D from, Vector3D to) => PeriodicPointIndex.NearestImage(
        SpaceGroupTableTests.ExampleCell(SpaceGroup.FindSettings(symbol)[0]), from, to).Length;
}
