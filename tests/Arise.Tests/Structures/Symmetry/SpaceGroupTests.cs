using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

public class SpaceGroupTests
{
    [Theory]
    [InlineData(1, "P1", CrystalSystem.Triclinic)]
    [InlineData(14, "P2_1/c", CrystalSystem.Monoclinic)]
    [InlineData(62, "Pnma", CrystalSystem.Orthorhombic)]
    [InlineData(64, "Cmce", CrystalSystem.Orthorhombic)]
    [InlineData(136, "P4_2/mnm", CrystalSystem.Tetragonal)]
    [InlineData(152, "P3_121", CrystalSystem.Trigonal)]
    [InlineData(166, "R-3m", CrystalSystem.Trigonal)]
    [InlineData(194, "P6_3/mmc", CrystalSystem.Hexagonal)]
    [InlineData(227, "Fd-3m", CrystalSystem.Cubic)]
    public void Number_symbol_and_system_belong_together(int number, string symbol, CrystalSystem system)
    {
        SpaceGroup group = SpaceGroup.FromNumber(number);
        Assert.Equal((symbol, system), (group.Symbol, group.CrystalSystem));
        Assert.True(SpaceGroup.TryParse(symbol, out SpaceGroup? parsed));
        Assert.Same(group, parsed);
    }

    [Fact]
    public void Every_short_symbol_finds_its_group()
    {
        foreach (SpaceGroup group in SpaceGroup.All)
        {
            Assert.True(SpaceGroup.TryParse(group.Symbol, out SpaceGroup? parsed), group.Symbol);
            Assert.Same(group, parsed);
        }
    }

    [Fact]
    public void No_spelling_of_a_symbol_belongs_to_two_groups()
    {
        foreach (SpaceGroupSetting setting in SpaceGroup.All.SelectMany(group => group.Settings))
        {
            string[] symbols =
                [setting.Symbol, setting.FormerSymbol, HermannMauguinSymbol.Shorten(setting.Symbol)];
            foreach (string symbol in symbols)
            {
                if (symbol.Length == 0)
                    continue;
                IReadOnlyList<SpaceGroupSetting> found = SpaceGroup.FindSettings(symbol);
                Assert.Contains(setting, found);
                Assert.All(found, other => Assert.Equal(setting.Number, other.Number));
            }
        }
    }

    [Fact]
    public void Symbol_and_choice_name_one_setting()
    {
        foreach (SpaceGroupSetting setting in SpaceGroup.All.SelectMany(group => group.Settings))
        {
            if (setting.Choice.Length > 0)
                Assert.Equal([setting], SpaceGroup.FindSettings(setting.ToString()));
        }
    }

    [Theory]
    [InlineData("F m -3 m", 225)]
    [InlineData("Fm-3m", 225)]
    [InlineData("FM3M", 225)]
    [InlineData("F 4/m -3 2/m", 225)]
    [InlineData("P a 3", 205)]
    [InlineData("P 21/a -3", 205)]
    [InlineData("I a 3 d", 230)]
    [InlineData("I 41/a -3 2/d", 230)]
    [InlineData("P 63/m m c", 194)]
    [InlineData("P6_3/mmc", 194)]
    [InlineData("P 6_3/m 2/m 2/c", 194)]
    [InlineData("P 6(3)/m m c", 194)]
    [InlineData("P_63/m_m_c", 194)]
    [InlineData("P $6_{3}$/m m c", 194)]
    [InlineData("P 42/m n m", 136)]
    [InlineData("P 4_2/m 2_1/n 2/m", 136)]
    [InlineData("P 4/m 21/b m", 127)]
    [InlineData("P 21/c", 14)]
    [InlineData("P 1 21/c 1", 14)]
    [InlineData("P21/n", 14)]
    [InlineData("P 2(1)/b", 14)]
    [InlineData("P 1 1 21/b", 14)]
    [InlineData("B 2/b", 15)]
    [InlineData("I 2/a", 15)]
    [InlineData("P n m a", 62)]
    [InlineData("P b n m", 62)]
    [InlineData("P 21/n 21/m 21/a", 62)]
    [InlineData("P2_1/b2_1/n2_1/m", 62)]
    [InlineData("C m c a", 64)]
    [InlineData("C m c e", 64)]
    [InlineData("A b m 2", 39)]
    [InlineData("R -3 2/m", 166)]
    [InlineData("R -3 2/m (hexagonal axes)", 166)]
    [InlineData("P -3 2/m 1", 164)]
    [InlineData("P -3 1 2/c", 163)]
    [InlineData("H 3 2", 155)]
    [InlineData("P 31 2 1", 152)]
    [InlineData("P 3 2 1", 150)]
    [InlineData("I 41/a m d S", 141)]
    [InlineData("I4(1)/amd:2", 141)]
    [InlineData("P -1", 2)]
    [InlineData("P\u22121", 2)]
    [InlineData("P 2 3", 195)]
    [InlineData("P 43", 78)]
    [InlineData("P 4 3 2", 207)]
    public void Symbols_are_understood_in_every_spelling(string symbol, int number)
    {
        Assert.True(SpaceGroup.TryParse(symbol, out SpaceGroup? group), symbol);
        Assert.Equal(number, group!.Number);
    }

    [Theory]
    [InlineData("F d -3 m :1", "1")]
    [InlineData("F d -3 m S", "1")]
    [InlineData("F d -3 m Z", "2")]
    [InlineData("Fd-3mZ", "2")]
    [InlineData("F 4_1/d -3 2/m (origin choice 2)", "2")]
    [InlineData("R -3 m :H", "H")]
    [InlineData("R -3 c R", "R")]
    [InlineData("R 3 m h", "H")]
    [InlineData("R -3 2/m (rhombohedral axes)", "R")]
    [InlineData("H 3", "H")]
    [InlineData("P n c b :2", "2cab")]
    [InlineData("P b n m", "cab")]
    [InlineData("C c m b", "ba-c")]
    [InlineData("P 21/n", "b2")]
    public void Symbol_or_suffix_choose_the_setting(string symbol, string choice) =>
        Assert.Equal(choice, SpaceGroup.FindSettings(symbol)[0].Choice);

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P 5")]
    [InlineData("X -1")]
    [InlineData("P q r s")]
    [InlineData("F d -3 m :3")]
    [InlineData("::::")]
    [InlineData("r")]
    public void What_is_no_symbol_is_refused(string symbol) =>
        Assert.False(SpaceGroup.TryParse(symbol, out _));

    [Fact]
    public void A_symbol_of_megabytes_is_refused_at_once()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.False(SpaceGroup.TryParse("P" + new string(' ', 1 << 22) + "(", out _));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(231)]
    public void Numbers_end_at_230(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceGroup.FromNumber(number));

    // The symbols that spglib gave to the 108 prototypes.
    [Fact]
    public void Symbols_of_the_prototypes_carry_their_numbers()
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("prototypes.csv"));
        int column = Array.IndexOf(lines[0].Split(','), "spacegroup_number_symprec_1e-3");
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells[column].Length > 0)];
        Assert.NotEmpty(rows);
        foreach (string[] cells in rows)
        {
            Assert.True(SpaceGroup.TryParse(cells[column + 1], out SpaceGroup? group), cells[column + 1]);
            Assert.Equal(cells[column], group!.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
