using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class CifBlockTests : CifTestBase
{
    private const string Cell = "4 4 4 90 90 90";

    // The American Mineralogist database repeats the formula, the second time empty.
    [Theory]
    [InlineData("_chemical_formula_sum 'Po'\n_chemical_formula_sum ''")]
    [InlineData("_cell_length_a ?\n_cell_length_b ''\n_cell_length_c .")]
    [InlineData("_cell_length_a 4")]
    [InlineData("_journal_year 1991\n_journal_year 1992")]
    [InlineData("loop_\n_journal_year\n1991\n1992\n_journal_year 1993")]
    [InlineData("_publ_author 'A. Author, B. Author',\n_publ_other 'O'Neill")]
    [InlineData("_publ_section_title words without quotes")]
    [InlineData("_publ_section_title\n_publ_author 'A'")]
    [InlineData("loop_\n_geom_bond_distance\n_geom_bond_site\n_cell_length_a 4")]
    [InlineData("loop_\n_geom_bond_distance\n_geom_bond_site\n1.5")]
    [InlineData("loop_\n_geom_bond_distance\n_geom_bond_site\n1.5 O1 1.6")]
    [InlineData("_diffrn_radiation.wavelength_id 1\n_diffrn_radiation_wavelength.id 2")]
    [InlineData("loop_\n_atom_site_aniso_label\n_atom_site_aniso_U_11\nPo1 'open 0.1")]
    [InlineData("_symmetry_space_group_name_H-M ''\n_symmetry_space_group_name_Hall ?")]
    public void What_is_not_used_or_says_nothing_is_not_complained_of(string items)
    {
        AtomicStructure crystal = ReadOne(Cif(Cell, items, "Po1 Po 0 0 0"));

        Assert.Equal("Po", crystal.Formula());
        Assert.Equal(64, crystal.Lattice!.Volume, 10);
    }

    [Theory]
    [InlineData("_cell_length_a 5", "'_cell_length_a' is given twice", 8)]
    [InlineData("_cell.length_a 5", "'_cell.length_a' is given twice", 8)]
    [InlineData("_symmetry_space_group_name_H-M P 1 21 1", "more than one value", 8)]
    [InlineData("_symmetry_space_group_name_H-M 'P 1',", "not closed on its line", 8)]
    [InlineData("loop_\n_symmetry_equiv_pos_as_xyz\n_symmetry_equiv_pos_id\nx,y,z 1 -x,-y,-z", "3 values for 2", 8)]
    public void What_is_used_is_complained_of_with_its_line(string items, string sentence, int line)
    {
        StructureFormatException error = Refused(Cif(Cell, items, "Po1 Po 0 0 0"));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void A_column_given_twice_with_the_same_values_counts_once()
    {
        string text = Cif(Cell, "", "Po1 Po 0 0 0\nCl1 Cl .5 .5 .5") +
            "\nloop_\n_atom_site_label\n_atom_site_attached\nPo1 0\nCl1 0\n";

        Assert.Equal("ClPo", ReadOne(text).Formula());
    }

    [Fact]
    public void The_other_blocks_of_a_file_with_an_unusable_one_are_read()
    {
        string good = Cif(Cell, "", "Po1 Po 0 0 0"), bad = Cif(Cell, "_cell_length_a 5", "Po1 Po 0 0 0");
        var errors = new List<StructureFormatException>();
        using var lines = new LineReader(new StringReader($"{good}\n{bad}\n{good}"), "test")
        {
            BrokenFrames = errors.Add,
        };

        Assert.Equal(2, new CifReader().Read(lines, new StructureReadOptions()).Count());
        Assert.Contains("given twice", Assert.Single(errors).Message, StringComparison.Ordinal);
    }
}
