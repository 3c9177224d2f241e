using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class CifReaderTests : CifTestBase
{
    private const string Cell = "5 6 7 90 90 90";

    [Fact]
    public void Every_corner_of_the_syntax_is_understood()
    {
        AtomicStructure crystal = ReadOne("""
            #\#CIF_1.1
            # a comment before the block

            DATA_Corner_case # and one behind
            _publ_author_name 'O'Neill, a dog's life'
            _publ_section_title
            ;A text field with 'quotes', a data_ word, loop_ and
            # no comment
             ; a semicolon that does not close
            ;
            _empty_value '' _two_on_a_line 'say "x" twice'
            _CELL_LENGTH_A 5.000(3) _cell_length_b 6(1)
            _cell_length_c
            7.000()
            _cell_angle_alpha 90 _cell_angle_beta .9e2 _cell_angle_gamma 90.00
            LOOP_
              _atom_site_label _atom_site_fract_x
              _Atom_Site_Fract_Y _atom_site_fract_z _atom_site_occupancy
              Cu1A 0.1(1) .2 -3e-1 1.
              'O1' +0.5
              0.25 0.75 ? # the row ends here
            _after_the_loop .
            loop_ _unrelated
            x
            """);
        Assert.Equal("CuO", crystal.Formula());
        Assert.Equal("Corner_case", crystal.Name);
        AssertPosition(new Vector3D(0.5, 1.2, -2.1), crystal.Positions[0]);
        AssertPosition(new Vector3D(2.5, 1.5, 5.25), crystal.Positions[1]);
    }

    [Fact]
    public void Missing_angles_are_right_angles()
    {
        AtomicStructure crystal = ReadOne(
            "data_\n_cell_length_a 5\n_cell_length_b 6\n_cell_length_c 7\n_atom_site_type_symbol O\n" +
            "_atom_site_fract_x 0\n_atom_site_fract_y 0.5\n_atom_site_fract_z 0\n");
        Assert.Equal((5, 6, 7, 90, 90, 90), crystal.Lattice!.Parameters);
        Assert.Null(crystal.Name);
    }

    [Fact]
    public void Blocks_with_atoms_are_frames_and_others_are_skipped()
    {
        string text = "data_global\n_journal_year 1991\n" + Cif(Cell, "", "O1 O 0 0 0") + "\n"
            + Cif(Cell, "", "O1 O 0 0 0\nH1 D 0.2 0 0").Replace("data_test", "data_second", StringComparison.Ordinal);
        List<StructureFrame> frames = Frames(text);
        Assert.Equal(["test", "second"], frames.Select(frame => frame.Structure.Name));
        Assert.Equal(["O", "HO"], frames.Select(frame => frame.Structure.Formula()));
    }

    [Fact]
    public void Atoms_know_the_line_of_their_site()
    {
        StructureFrame frame = Assert.Single(
            Frames(Cif(Cell, "_space_group_name_H-M_alt 'P -1'", "O1 O 0 0 0\nSi1 Si 0.2 0.3 0.1")));
        Assert.Equal(3, frame.Structure.Count);
        Assert.Equal([15, 16, 16], frame.AtomLines);
    }

    [Fact]
    public void Names_and_items_of_mmCIF_are_understood()
    {
        AtomicStructure crystal = ReadOne("""
            data_1ABC
            _cell.length_a 10.0
            _cell.length_b 20.0
            _cell.length_c 30.0
            _cell.angle_alpha 90
            _cell.angle_beta 90
            _cell.angle_gamma 90
            _symmetry.space_group_name_H-M 'P 21 21 21'
            _symmetry.Int_Tables_number 19
            loop_
            _atom_site.group_PDB
            _atom_site.id
            _atom_site.type_symbol
            _atom_site.label_atom_id
            _atom_site.Cartn_x
            _atom_site.Cartn_y
            _atom_site.Cartn_z
            _atom_site.occupancy
            ATOM 1 C CA 1.0 2.0 3.0 1.00
            ATOM 2 N N 2.0 2.0 3.0 1.00
            """);
        Assert.Equal("C4N4", crystal.Formula());
        AssertPosition(new Vector3D(1, 2, 3), crystal.Positions[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(
        "_cell.length_a 1\n_cell.length_b 1\n_cell.length_c 1\n" +
        "_cell.angle_alpha 90\n_cell.angle_beta 90\n_cell.angle_gamma 90\n")]
    public void Cartesian_coordinates_without_a_cell_are_a_molecule(string cell)
    {
        AtomicStructure molecule = ReadOne(
            $"data_m\n{cell}loop_\n_atom_site.type_symbol\n" +
            "_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\nO 0 0 0\nH 0.96 0 0\n");
        Assert.Null(molecule.Lattice);
        AssertPosition(new Vector3D(0.96, 0, 0), molecule.Positions[1]);
    }

    [Theory]
    [InlineData("Na1+", "Na")]
    [InlineData("O2-", "O")]
    [InlineData("Fe+3", "Fe")]
    [InlineData("FE", "Fe")]
    [InlineData("D", "H")]
    [InlineData("T", "H")]
    [InlineData("C", "C")]
    public void Type_symbols_may_carry_charges(string type, string symbol) =>
        Assert.Equal(symbol, ReadOne(Cif(Cell, "", $"X1 {type} 0 0 0")).Species[0].Symbol);

    [Theory]
    [InlineData("Cu1A", "Cu")]
    [InlineData("CU1", "Cu")]
    [InlineData("O(1)", "O")]
    [InlineData("OW1", "O")]
    [InlineData("Ow2", "O")]
    [InlineData("Sia", "Si")]
    [InlineData("H12B", "H")]
    [InlineData("D1", "H")]
    [InlineData("Cl_1", "Cl")]
    public void Labels_begin_with_the_element(string label, string symbol)
    {
        Assert.Equal(symbol, ReadOne(Cif(Cell, "", $"{label} ? 0 0 0\nO9 O .5 .5 .5")).Species[0].Symbol);
        string cif = Cif(Cell, "", $"{label} 0 0 0").Replace("_atom_site_type_symbol\n", "", StringComparison.Ordinal);
        Assert.Equal(symbol, ReadOne(cif).Species[0].Symbol);
    }

    [Fact]
    public void Dummy_sites_are_left_out()
    {
        string text = Cif(Cell, "", "O1 O 0 0 0 d\nX1 Xx .5 .5 .5 dum").Replace(
            "_fract_z", "_fract_z\n_atom_site_calc_flag", StringComparison.Ordinal);
        Assert.Equal("O", ReadOne(text).Formula());
    }

    [Fact]
    public void A_file_without_symmetry_is_P1() =>
        Assert.Equal(1, ReadOne(Cif(Cell, "_symmetry_space_group_name_H-M ?", "O1 O 0.1 0.2 0.3")).Count);

    [Fact]
    public void Listed_operations_win_over_symbols() => Assert.Equal(
        2,
        ReadOne(Cif(
            Cell,
            "_space_group_name_H-M_alt 'P m m m'\n_space_group_name_Hall nonsense\nloop_\n" +
            "_space_group_symop_id\n_space_group_symop_operation_xyz\n1 x,y,z\n2 -x,-y,-z",
            "O1 O 0.1 0.2 0.3")).Count);

    [Fact]
    public void A_file_that_lists_cell_and_symmetry_gives_each_atom_once()
    {
        AtomicStructure crystal = ReadOne(Cif(
            "4 4 4 90 90 90",
            "_space_group_name_H-M_alt 'F m -3 m'",
            "Cu1 Cu 0 0 0\nCu2 Cu 0 .5 .5\nCu3 Cu .5 0 .5\nCu4 Cu .5 .5 0"));
        Assert.Equal("Cu4", crystal.Formula());
    }

    [Theory]
    [InlineData("O1 O 0 0 0 0.5", 16, "fractional occupancy '0.5'")]
    [InlineData("O1 O 0 0 0 0.333(2)", 16, "fractional occupancy")]
    [InlineData("O1 O 0 0 0 0", 16, "fractional occupancy")]
    [InlineData("O1 O 0 0 0 2", 16, "fractional occupancy")]
    [InlineData("O1 O 0 0 0 half", 16, "occupancy of site 'O1'")]
    [InlineData("Si1 Si .5 0 0 1\nAl1 Al .5 0 0 1", 17, "site 'Al1' falls on site 'Si1' of line 16")]
    [InlineData("Si1 Si .5 0 0 1\nSi2 Si .5 0 0 1", 17, "site 'Si2' falls on site 'Si1'")]
    public void Disorder_is_refused_with_a_sentence(string sites, int line, string sentence)
    {
        StructureFormatException error = Refused(
            Cif(Cell, "", sites).Replace("_fract_z", "_fract_z\n_atom_site_occupancy", StringComparison.Ordinal));
        Assert.Equal(line, error.Line);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.999")]
    [InlineData("1.0000(5)")]
    [InlineData("?")]
    [InlineData(".")]
    public void Occupancies_that_round_to_one_are_full(string occupancy) =>
        Assert.Equal(
            1,
            ReadOne(Cif(Cell, "", $"O1 O 0 0 0 {occupancy}")
                .Replace("_fract_z", "_fract_z\n_atom_site_occupancy", StringComparison.Ordinal)).Count);


    [Theory]
    [InlineData("Xx1 Xx 0 0 0", 15, "'Xx' is not a chemical element")]
    [InlineData("O1 Oxygen 0 0 0", 15, "'Oxygen' is not a chemical element")]
    [InlineData("123 ? 0 0 0\nO1 O 0 0 0", 15, "'123' does not begin with a chemical element")]
    [InlineData("O1 O 0 nan 0", 15, "'nan' is not a finite number")]
    [InlineData("O1 O 0 1e999 0", 15, "not a finite number")]
    [InlineData("O1 O 0 0.1(x) 0", 15, "'0.1(x)' is not a finite number")]
    [InlineData("O1 O 0 0.1(2 0", 15, "is not a finite number")]
    [InlineData("O1 O 0 1e10 0", 15, "check its coordinates")]
    [InlineData("O1 O 0 ? 0", 15, "no y coordinate")]
    [InlineData("O1 O 0 0", 9, "4 values for 5 data names")]
    [InlineData("O1 O 0 0 0\nO2 O 0", 9, "8 values for 5 data names")]
    [InlineData("", 9, "has no rows; there are no atoms")]
    [InlineData("O1 O 0 0 'zero", 15, "not closed on its line")]
    [InlineData("O1 O 0 0\n;0\n", 16, "not closed by a semicolon")]
    [InlineData("O1 O 0 0 0\n_cell_length_a 6", 16, "given twice")]
    [InlineData("O1 O 0 0 0\nloop_\n_atom_site_label\nO2", 17, "given twice")]
    [InlineData("O1 O 0 0 0\nsave_frame", 16, "CIF dictionaries")]
    public void Bad_sites_and_bad_syntax_are_refused_with_their_line(string sites, int line, string sentence)
    {
        StructureFormatException error = Refused(Cif(Cell, "", sites));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Theory]
    [InlineData("0 6 7 90 90 90", "cell is unusable")]
    [InlineData("-5 6 7 90 90 90", "cell is unusable")]
    [InlineData("5 6 7 90 90 180", "cell is unusable")]
    [InlineData("5 6 7 20 90 150", "cell is unusable")]
    [InlineData("5 6 inf 90 90 90", "cell length c")]
    [InlineData("5 6 x 90 90 90", "cell length c")]
    [InlineData("5 ? 7 90 90 90", "no length b")]
    [InlineData("5 6 0.1 90 90 90", "too thin")]
    public void Unusable_cells_are_refused(string cell, string sentence) =>
        Assert.Contains(sentence, Refused(Cif(cell, "", "O1 O 0 0 0")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("_space_group_name_H-M_alt 'P x y z'", "not a known space-group symbol")]
    [InlineData(
        "_space_group_name_H-M_alt 'P m m m'\n_space_group_IT_number 48",
        "space group 47, but the file says number '48'")]
    [InlineData("_space_group_IT_number 231", "not the number of a space group")]
    [InlineData("_space_group_IT_number Pnma", "not the number of a space group")]
    [InlineData("_space_group_name_Hall 'P 5'", "not a Hall symbol")]
    [InlineData("_space_group_name_H-M_alt 'F m -3 m'", "do not have the symmetry of space group")]
    [InlineData("_space_group_name_Hall '-P 4 2'", "do not have the symmetry")]
    [InlineData("_space_group_IT_number 194", "do not have the symmetry")]
    [InlineData("_space_group_name_H-M_alt 'P n n n'", "two origins")]
    [InlineData("loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n-x,-y", "not a symmetry operation")]
    [InlineData("loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n-y,x,z", "the product of '-y,x,z' and '-y,x,z' is missing")]
    [InlineData("loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n-x,y+1/2,-z\n-x,-y,-z", "form no group")]
    [InlineData("loop_\n_symmetry_equiv_pos_as_xyz\n-x,-y,-z", "form no group")]
    [InlineData("loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\ny,x,z", "do not have the symmetry")]
    [InlineData("loop_\n_space_group_symop_magn_operation.xyz\nx,y,z", "not a magnetic symmetry operation")]
    [InlineData("_space_group_magn.number_BNS 47.249", "magnetic symmetry")]
    [InlineData("loop_\n_space_group_symop_ssg_operation_algebraic\nx1,x2,x3,x4", "modulated structure")]
    [InlineData("_space_group_name_H-M_alt P 21 21 21", "more than one value")]
    [InlineData("_space_group_name_H-M_alt 'P 1',", "not closed on its line")]
    public void Symmetry_that_cannot_be_used_is_refused(string symmetry, string sentence)
    {
        StructureFormatException error = Refused(Cif(Cell, symmetry, "O1 O 0.11 0.23 0.31"));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 0);
    }

    [Theory]
    [InlineData("loop_\n", "stands where a data block")]
    [InlineData("hello world\n", "stands where a data block")]
    [InlineData("data_x\n", "no data block lists atom sites")]
    [InlineData("data_x\n_cell_length_a 5\n", "no data block lists atom sites")]
    [InlineData("data_x\nvalue\n", "has no data name")]
    [InlineData("data_x\nloop_\n", "no data names")]
    [InlineData(
        "data_x\nloop_\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n0 0 0", "elements are unknown")]
    [InlineData("data_x\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\nO 0 0", "differ in length")]
    [InlineData(
        "data_x\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nO 0 0 0",
        "no cell")]
    public void Files_without_a_structure_are_refused(string text, string sentence) =>
        Assert.Contains(sentence, Refused(text).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_has_no_frames() => Assert.Empty(Frames("\n# nothing\n\n"));

    [Fact]
    public void A_cell_of_many_atoms_takes_no_square_time()
    {
        const int edge = 30;
        IEnumerable<string> sites =
            from i in Enumerable.Range(0, edge)
            from j in Enumerable.Range(0, edge)
            from k in Enumerable.Range(0, edge)
            select FormattableString.Invariant($"Cu Cu {(double)i / edge} {(double)j / edge} {(double)k / edge}");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(edge * edge * edge, ReadOne(Cif("90 90 90 90 90 90", "", string.Join('\n', sites))).Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void A_CIF_is_recognized_by_its_first_lines()
    {
        Assert.Same(StructureFormat.Cif, StructureFormat.FromContent(["", "# comment", "  data_x", "_a 1"]));
        Assert.Same(StructureFormat.Cif, StructureFormat.FromContent(Cif(Cell, "", "O1 O 0 0 0").Split('\n')));
        Assert.NotSame(StructureFormat.Cif, StructureFormat.FromContent(["2", "data_x", "H 0 0 0", "H 0 0 1"]));
        Assert.Same(StructureFormat.Cif, StructureFormat.FromFileName("folder/NaCl.CIF.gz"));
    }

    private static void AssertPosition(Vector3D expected, Vector3D actual) =>
        Assert.InRange((expected - actual).Length, 0, 1e-12);
}
