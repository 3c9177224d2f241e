using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures.Formats;

/// <summary>Real crystals: number of atoms, formula and nearest distances after expansion.</summary>
public class CifCrystalTests : CifTestBase
{
    private const string BaddeleyiteSites = """
        Zr Zr 0.2754(2) 0.0395(2) 0.2083(2)
        O1 O 0.0700(3) 0.3317(3) 0.3447(3)
        O2 O 0.4496(3) 0.7569(3) 0.4792(3)
        """;

    // a = 5.6402 Angstrom: D. Walker et al., American Mineralogist 89, 204 (2004). Na-Cl is a / 2.
    [Theory]
    [InlineData("_symmetry_space_group_name_H-M 'F m -3 m'")]
    [InlineData("_space_group_name_H-M_alt Fm-3m")]
    [InlineData("_space_group_name_Hall '-F 4 2 3'")]
    [InlineData("_symmetry_Int_Tables_number 225")]
    [InlineData("_space_group.IT_number 225")]
    public void Rock_salt(string symmetry)
    {
        AtomicStructure crystal = ReadOne(
            Cif("5.6402(2) 5.6402(2) 5.6402(2) 90 90 90", symmetry, "Na Na 0 0 0\nCl Cl 0.5 0.5 0.5"));
        Assert.Equal("Cl4Na4", crystal.Formula());
        Assert.Equal(Periodicity.Bulk, crystal.Periodicity);
        AssertNeighbors(crystal, "Na", "Cl", 6, 2.8201);
        AssertNeighbors(crystal, "Cl", "Na", 6, 2.8201);
    }

    // a = 3.56683 Angstrom: M. E. Straumanis and E. Z. Aka, J. Am. Chem. Soc. 73, 5643 (1951). C-C is sqrt(3) a / 4.
    [Theory]
    [InlineData("F d -3 m :1", "0 0 0")]
    [InlineData("F d -3 m S", "0 0 0")]
    [InlineData("F d -3 m :2", "0.125 0.125 0.125")]
    [InlineData("F d -3 m Z", "0.125 0.125 0.125")]
    [InlineData("F d -3 m", "0 0 0")]
    [InlineData("F d -3 m", "0.125 0.125 0.125")]
    public void Diamond_at_both_origins(string symbol, string site)
    {
        AtomicStructure crystal = ReadOne(
            Cif("3.56683 3.56683 3.56683 90 90 90", $"_symmetry_space_group_name_H-M '{symbol}'", $"C1 C {site}"));
        Assert.Equal("C8", crystal.Formula());
        AssertNeighbors(crystal, "C", "C", 4, 1.54448);
    }

    // Burdett et al., J. Am. Chem. Soc. 109, 3639 (1987), doi:10.1021/ja00246a021: cells at 295 K and Ti-O distances.
    [Fact]
    public void Rutile()
    {
        AtomicStructure crystal = ReadOne(Cif(
            "4.593 4.593 2.959 90 90 90",
            "_symmetry_space_group_name_H-M 'P 42/m n m'",
            "Ti Ti4+ 0 0 0\nO O2- 0.3048 0.3048 0"));
        Assert.Equal("O4Ti2", crystal.Formula());
        AssertNeighbors(crystal, "Ti", "O", 4, 1.949, 2, 1.980);
    }

    [Theory]
    [InlineData("I 41/a m d :1", "0 0 0", "0 0 0.2081")]
    [InlineData("I 41/a m d :2", "0 0.75 0.125", "0 0.75 0.3331")]
    [InlineData("I 41/a m d", "0 0 0", "0 0 0.2081")]
    [InlineData("I 41/a m d", "0 0.75 0.125", "0 0.75 0.3331")]
    public void Anatase_at_both_origins(string symbol, string titanium, string oxygen)
    {
        AtomicStructure crystal = ReadOne(Cif(
            "3.7848 3.7848 9.5124 90 90 90",
            $"_space_group_name_H-M_alt '{symbol}'",
            $"Ti1 Ti {titanium}\nO1 O {oxygen}"));
        Assert.Equal("O8Ti4", crystal.Formula());
        AssertNeighbors(crystal, "Ti", "O", 4, 1.934, 2, 1.980);
    }

    // L. Levien, C. T. Prewitt and D. J. Weidner, American Mineralogist 65, 920 (1980): Si-O 1.605 and 1.614.
    [Theory]
    [InlineData("P 32 2 1", "0.4697 0 0.666667", "0.4135 0.2669 0.785767")]
    [InlineData("P 31 2 1", "-0.4697 0 0.333333", "-0.4135 -0.2669 0.214233")]
    public void Quartz_of_both_hands(string symbol, string silicon, string oxygen)
    {
        AtomicStructure crystal = ReadOne(Cif(
            "4.916 4.916 5.4054 90 90 120",
            $"_symmetry_space_group_name_H-M '{symbol}'",
            $"Si Si {silicon}\nO O {oxygen}"));
        Assert.Equal("O6Si3", crystal.Formula());
        AssertNeighbors(crystal, "Si", "O", 2, 1.605, 2, 1.614);
    }

    // J. Lewis, D. Schwarzenbach and H. D. Flack, Acta Cryst. A38, 733 (1982): Al-O 1.854 and 1.972.
    [Theory]
    [InlineData("R -3 c")]
    [InlineData("R -3 c :H")]
    [InlineData("R -3 2/c")]
    public void Corundum(string symbol)
    {
        AtomicStructure crystal = ReadOne(Cif(
            "4.757 4.757 12.9877 90 90 120",
            $"_symmetry_space_group_name_H-M '{symbol}'",
            "Al Al 0 0 0.35219\nO O 0.30633 0 0.25"));
        Assert.Equal("Al12O18", crystal.Formula());
        AssertNeighbors(crystal, "Al", "O", 3, 1.854, 3, 1.972);
    }

    // a = 5.4626 Angstrom: R. W. G. Wyckoff, Crystal Structures 1 (1963). Ca-F is sqrt(3) a / 4.
    [Fact]
    public void Fluorite()
    {
        AtomicStructure crystal = ReadOne(Cif(
            "5.4626 5.4626 5.4626 90 90 90",
            "_symmetry_space_group_name_H-M 'F m 3 m'",
            "Ca Ca 0 0 0\nF F 0.25 0.25 0.25"));
        Assert.Equal("Ca4F8", crystal.Formula());
        AssertNeighbors(crystal, "F", "Ca", 4, 2.3654);
        AssertNeighbors(crystal, "Ca", "F", 8, 2.3654);
    }

    // Magnesium, a = 3.2094, c = 5.2105 (Wyckoff, 1963): six neighbors in the plane at a, six beside it closer.
    [Theory]
    [InlineData("0.3333 0.6667 0.25")]
    [InlineData("0.33 0.67 0.25")]
    public void Hexagonal_close_packing(string site)
    {
        AtomicStructure crystal = ReadOne(
            Cif("3.2094 3.2094 5.2105 90 90 120", "_symmetry_space_group_name_H-M 'P 63/m m c'", $"Mg1 Mg {site}"));
        Assert.Equal("Mg2", crystal.Formula());
        AssertNeighbors(crystal, "Mg", "Mg", 6, 3.1972, 6, 3.2094);
    }

    // Bismuth, D. Schiferl and C. S. Barrett, J. Appl. Cryst. 2, 30 (1969): a = 4.546, c = 11.862, z = 0.23389 in
    // hexagonal axes, a = 4.746, alpha = 57.23 degrees in rhombohedral ones; neighbors at 3.072 and 3.529.
    [Theory]
    [InlineData("4.546 4.546 11.862 90 90 120", "0 0 0.23389", 6)]
    [InlineData("4.746 4.746 4.746 57.23 57.23 57.23", "0.23389 0.23389 0.23389", 2)]
    public void The_cell_tells_hexagonal_from_rhombohedral_axes(string cell, string site, int atoms)
    {
        foreach (string symmetry in (string[])["_symmetry_space_group_name_H-M 'R -3 m'", "_space_group_IT_number 166"])
        {
            AtomicStructure crystal = ReadOne(Cif(cell, symmetry, $"Bi1 Bi {site}"));
            Assert.Equal(atoms, crystal.Count);
            AssertNeighbors(crystal, "Bi", "Bi", 3, 3.072, 3, 3.529);
        }
    }

    // Zirconium has seven oxygens around it (J. D. McCullough and K. N. Trueblood, Acta Cryst. 12, 507 (1959));
    // coordinates of C. J. Howard, R. J. Hill and B. E. Reichert, Acta Cryst. B44, 116 (1988).
    [Theory]
    [InlineData("P 1 21/c 1")]
    [InlineData("P 21/c")]
    [InlineData("P2(1)/c")]
    public void Baddeleyite(string symbol)
    {
        AtomicStructure crystal = ReadOne(
            Cif("5.1505 5.2116 5.3173 90 99.23 90", $"_symmetry_space_group_name_H-M '{symbol}'", BaddeleyiteSites));
        Assert.Equal("O8Zr4", crystal.Formula());
        double[] distances = Neighbors(crystal, "Zr", "O", 3);
        Assert.Equal(7, distances.Length);
        Assert.All(distances, distance => Assert.InRange(distance, 2.04, 2.3));
    }

    // The same crystal with its axes renamed (a, b, c become c, a, b): the short symbol fits two settings, of which
    // the cell chooses the one with unique axis c.
    [Fact]
    public void The_cell_tells_the_unique_axis()
    {
        AtomicStructure usual = ReadOne(
            Cif("5.1505 5.2116 5.3173 90 99.23 90", "_symmetry_space_group_name_H-M 'P 21/c'", BaddeleyiteSites));
        AtomicStructure renamed = ReadOne(Cif(
            "5.3173 5.1505 5.2116 90 90 99.23",
            "_symmetry_space_group_name_H-M 'P 21/a'",
            "Zr Zr 0.2083 0.2754 0.0395\nO1 O 0.3447 0.0700 0.3317\nO2 O 0.4792 0.4496 0.7569"));
        Assert.Equal(Neighbors(usual, "O", "O", 4), Neighbors(renamed, "O", "O", 4), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal(
            Neighbors(usual, "Zr", "O", 4), Neighbors(renamed, "Zr", "O", 4), (x, y) => Math.Abs(x - y) < 1e-9);
    }

    // Each symbol's operations, written out, must give the atoms that the symbol gives.
    [Theory]
    [InlineData("P n m a", "5 6 7 90 90 90")]
    [InlineData("C 1 2/c 1", "5 6 7 90 105 90")]
    [InlineData("I 41/a c d :2", "6 6 9 90 90 90")]
    [InlineData("R -3 c :H", "6 6 9 90 90 120")]
    [InlineData("P 63/m c m", "6 6 9 90 90 120")]
    [InlineData("F d -3 c :1", "9 9 9 90 90 90")]
    public void Listed_operations_and_symbols_agree(string symbol, string cell)
    {
        string triplets = string.Join(
            '\n', Arise.Structures.Symmetry.SpaceGroup.FindSettings(symbol)[0].Operations.Select(o => $"'{o}'"));
        const string sites = "Si1 Si 0.11 0.23 0.31\nO1 O 0 0 0";
        AtomicStructure bySymbol = ReadOne(Cif(cell, $"_symmetry_space_group_name_H-M '{symbol}'", sites));
        AtomicStructure byList = ReadOne(
            Cif(cell, $"_symmetry_space_group_name_H-M 'P 1'\nloop_\n_symmetry_equiv_pos_as_xyz\n{triplets}", sites));
        Assert.Equal(bySymbol.Formula(), byList.Formula());
        foreach (Vector3D position in bySymbol.Positions)
            Assert.Contains(byList.Positions.ToArray(), other => (position - other).Length < 1e-9);
    }
}
