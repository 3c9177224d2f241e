using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class PoscarReaderTests : FormatTestBase
{
    private const string Cell = "3.0\n1 0 0\n0 1 0\n0 0 2\n";

    // Zincblende BN as the VASP wiki gives it: fcc cell of 3.57 Angstrom, atoms at 0 and a quarter of the diagonal.
    [Fact]
    public void Vasp5_direct()
    {
        AtomicStructure structure = ReadOne(
            "Cubic BN\n3.57\n0.0 0.5 0.5\n0.5 0.0 0.5\n0.5 0.5 0.0\nB N\n1 1\nDirect\n0.00 0.00 0.00\n0.25 0.25 0.25\n",
            "POSCAR");

        Assert.Equal("B N", Symbols(structure));
        Assert.Equal("Cubic BN", structure.Name);
        Assert.Equal(Math.Pow(3.57, 3) / 4, structure.Lattice!.Volume, 10);
        Assert.Equal(3.57 / 4, structure.Positions[1].X, 12);
        Assert.Equal(Periodicity.Bulk, structure.Periodicity);
    }

    // In an XDATCAR each of these begins a configuration; in a POSCAR velocities follow.
    [Theory]
    [InlineData("XDATCAR", "Direct configuration= 1", "Direct", 2)]
    [InlineData("run", "Direct configuration= 1", "Direct", 2)]
    [InlineData("XDATCAR", "Direct", "", 2)]
    [InlineData("XDATCAR", "Direct", "direct", 2)]
    [InlineData("POSCAR", "Direct", "Direct", 1)]
    public void A_bare_line_begins_the_next_configuration(string name, string first, string second, int frames)
    {
        List<AtomicStructure> read = Read($"x\n{Cell}Cu\n1\n{first}\n0 0 0\n{second}\n0.5 0 0\n", name);

        Assert.Equal(frames, read.Count);
        Assert.Equal(frames == 2 ? 1.5 : 0, read[^1].Positions[0].X);
    }

    [Fact]
    public void Cartesian_coordinates_are_scaled_too()
    {
        AtomicStructure structure = ReadOne($"x\n{Cell}Cu\n1\ncartesian\n0.5 0.25 1\n");

        Assert.Equal(new Vector3D(1.5, 0.75, 3), structure.Positions[0]);
        Assert.Equal(new Vector3D(0, 0, 6), structure.Lattice!.C);
    }

    [Theory]
    [InlineData("K")]
    [InlineData("Cart")]
    [InlineData(" c")]
    public void Cartesian_is_told_by_its_first_letter(string mode) =>
        Assert.Equal(1.5, ReadOne($"x\n{Cell}Cu\n1\n{mode}\n0.5 0.25 1\n").Positions[0].X);

    [Fact]
    public void A_negative_scale_is_the_volume()
    {
        AtomicStructure structure = ReadOne("x\n-54\n1 0 0\n0 1 0\n0 0 2\nCu\n1\nC\n0.5 0 0\n");

        Assert.Equal(54, structure.Lattice!.Volume, 10);
        Assert.Equal(1.5, structure.Positions[0].X, 12);
    }

    [Fact]
    public void Three_scales_belong_to_x_y_and_z()
    {
        AtomicStructure structure = ReadOne("x\n2 3 4\n1 1 0\n0 1 0\n0 0 1\nCu\n1\nC\n0.5 0.5 0.5\n");

        Assert.Equal(new Vector3D(2, 3, 0), structure.Lattice!.A);
        Assert.Equal(new Vector3D(1, 1.5, 2), structure.Positions[0]);
    }

    [Fact]
    public void Selective_dynamics_become_a_column()
    {
        AtomicStructure structure = ReadOne(
            $"x\n{Cell}Cu Zn\n1 1\nSelective dynamics\nDirect\n0 0 0 T T F\n0.5 0.5 0.5 .FALSE. f T Zn\n");

        AtomColumn column = Assert.Single(structure.Columns);
        Assert.Equal(("move_mask", 3), (column.Name, column.Width));
        Assert.Equal([true, true, false, false, false, true], (bool[])column.Values);
    }

    [Fact]
    public void Vasp4_takes_the_elements_that_are_given() =>
        Assert.Equal(
            "Ga As As",
            Symbols(ReadOne($"some text\n{Cell}1 2\nD\n0 0 0\n0.5 0 0\n0 0.5 0\n", options: Species("Ga", "As"))));

    [Fact]
    public void Vasp4_takes_the_elements_of_its_comment() =>
        Assert.Equal("Ga As As", Symbols(ReadOne($"Ga As\n{Cell}1 2\nD\n0 0 0\n0.5 0 0\n0 0.5 0\n")));

    [Fact]
    public void Velocities_symbols_behind_atoms_comments_and_line_ends_do_no_harm() =>
        Assert.Equal("Fe O Fe", Symbols(ReadOne(
            "x ! y\r\n 1.0D+00 ! scale\r\n3.0d0 0 0\r\n0\t3 0\r\n0 0 3\r\nFe_pv O/1a2b Fe ! symbols\r\n" +
            " 1 1 1 ! counts\r\nDirect\r\n0 0 0 Fe\r\n.5 0 0 O\r\n0 .5 0 Fe\r\n\r\n 0.1 0.2 0.3\r\n" +
            " 0.1 0.2 0.3\r\n0 0 0\r\n")));

    [Theory]
    [InlineData("x\n", 2, "scale")]
    [InlineData("x\n\n1 0 0\n", 2, "blank")]
    [InlineData("x\n0\n1 0 0\n0 1 0\n0 0 1\n", 2, "scale")]
    [InlineData("x\n-1 2 3\n1 0 0\n0 1 0\n0 0 1\n", 2, "scale")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n", 5, "third lattice vector")]
    [InlineData("x\n1\n1 0 0\n2 0 0\n0 0 1\nCu\n1\nD\n0 0 0\n", 5, "span no volume")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nQq\n1\nD\n0 0 0\n", 6, "'Qq' is not a chemical element")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu Zn\n1\nD\n0 0 0\n", 7, "2 element symbols but 1 counts")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu\n0\nD\n0 0 0\n", 7, "at least one")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu\n-1\nD\n0 0 0\n", 7, "negative")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\n1\nD\n0 0 0\n", 6, "(VASP 4); give the elements")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu\n1\n0 0 0\n", 8, "Direct or Cartesian")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu\n2\nD\n0 0 0\n", 10, "atom 2 of 2")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu\n1\nD\n0 0 0\n0.5 0 0\n", 10, "more positions")]
    [InlineData("x\n1\n1 0 0\n0 1 0\n0 0 1\nCu\n1\nD\n0 0 NaN\n", 9, "'NaN' is not a finite number")]
    [InlineData("x\n1\n1e100 0 0\n0 1 0\n0 0 1\nCu\n1\nD\n1e300 0 0\n", 9, "too large")]
    public void A_bad_file_gives_one_sentence_with_the_line(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text, "POSCAR");

        Assert.Equal(line, error.Line);
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
        Assert.Equal(
            sentence.Contains("give the elements", StringComparison.Ordinal)
                ? nameof(StructureReadOptions.TypeElements)
                : null,
            error.MissingSetting);
    }

    [Fact]
    public void Too_few_species_are_refused()
    {
        StructureFormatException error =
            Refused($"x\n{Cell}1 2\nD\n0 0 0\n0.5 0 0\n0 0.5 0\n", "POSCAR", Species("Ga"));

        Assert.Contains("elements were given for 1 types", error.Problem, StringComparison.Ordinal);
        Assert.Equal(nameof(StructureReadOptions.TypeElements), error.MissingSetting);
    }

    [Fact]
    public void Structures_one_behind_the_other_are_frames()
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            $"first\n{Cell}Cu\n1\nDirect\n0 0 0\n2.5 GPa\n-27\n1 0 0\n0 1 0\n0 0 1\nAu Ag\n1 1\nCartesian\n0 0 0\n"
                + $".5 .5 .5\n\n  0.1 0.2 0.3\n 0.1 0.2 0.3\n\n\nAg\n{Cell}1\nDirect\n.5 0 0\n");

        Assert.Equal(["Cu", "Au Ag", "Ag"], frames.Select(Symbols));
        Assert.Equal(["first", "2.5 GPa", "Ag"], frames.Select(frame => frame.Name));
        Assert.InRange((frames[1].Positions[1] - new Vector3D(1.5, 1.5, 1.5)).Length, 0, 1e-12);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("", "\nLattice velocities and vectors\n1\n0 0 0\n0 0 0\n0 0 0\n3 0 0\n0 3 0\n0 0 6\n")]
    [InlineData("", "\nDirect\n 0 0 0\n\n1\n0.5\n 0 0 0\n 0 0 0\n 0 0 0\n")]
    [InlineData("left out", "\nmade by hand\n")]
    public void What_follows_the_positions_is_no_frame(string note, string rest)
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted($"x\n{Cell}Cu\n1\nDirect\n0 0 0\n{rest}");

        Assert.Single(frames);
        Assert.Equal(note.Length > 0 ? 1 : 0, notes.Count);
        Assert.All(notes, said => Assert.Contains(note, said, StringComparison.Ordinal));
    }

    [Fact]
    public void An_XDATCAR_of_one_cell_holds_its_configurations()
    {
        List<AtomicStructure> frames = Read(
            $"run\n{Cell}Cs Cl\n1 1\nDirect configuration=     1\n0 0 0\n.5 .5 .5\nDirect configuration=     2\n"
                + "0.01 0 0\n.5 .5 .5\n\nDirect configuration=    10\n0.02 0 0\n.5 .5 .5\n\n",
            "XDATCAR");

        Assert.Equal(["Cs Cl", "Cs Cl", "Cs Cl"], frames.Select(Symbols));
        Assert.Equal([0, 0.03, 0.06], frames.Select(frame => Math.Round(frame.Positions[0].X, 12)));
        Assert.All(frames, frame => Assert.Equal(54, frame.Lattice!.Volume, 10));
    }

    [Fact]
    public void An_XDATCAR_of_changing_cells_has_a_header_for_each()
    {
        static string Configuration(int number, string edge) =>
            $"run\n{edge}\n1 0 0\n0 1 0\n0 0 1\nCs Cl\n1 1\nDirect configuration= {number}\n0 0 0\n.5 .5 .5\n";

        List<AtomicStructure> frames = Read(Configuration(1, "3") + Configuration(2, "4") + Configuration(3, "5"));

        Assert.Equal([27, 64, 125], frames.Select(frame => Math.Round(frame.Lattice!.Volume, 9)));
        Assert.Equal([1.5, 2, 2.5], frames.Select(frame => frame.Positions[1].Z));
    }

    [Theory]
    [InlineData("Konfig=       1\n", "Konfig=       2\n")]
    [InlineData("\n", "\n")]
    public void Older_XDATCARs_separate_configurations_by_other_lines(string first, string second)
    {
        List<AtomicStructure> frames = Read($"run\n{Cell}Cu\n1\n{first}0 0 0\n{second}.5 0 0\n", "XDATCAR_old");

        Assert.Equal([0, 1.5], frames.Select(frame => frame.Positions[0].X));
    }

    [Fact]
    public void The_configurations_around_a_broken_one_are_read()
    {
        string text = $"run\n{Cell}Cu\n1\nDirect configuration= 1\n0 0 0\nDirect configuration= 2\n0 ** 0\n"
            + "Direct configuration= 3\n.5 0 0\nDirect configuration= 4\n";
        (List<AtomicStructure> frames, List<StructureFormatException> errors) = ReadGood(text);

        Assert.Equal([0, 1.5], frames.Select(frame => frame.Positions[0].X));
        Assert.Equal([11, 15], errors.Select(error => error.Line));
        Assert.Equal(11, Refused(text).Line);
    }

    [Fact]
    public void Of_two_numbers_on_the_line_of_the_scale_the_first_counts()
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            "x\n2.0 1.0\n1 0 0\n0 1 0\n0 0 1\nCu\n1\nD\n0 0 0\n");

        Assert.Equal(8, Assert.Single(frames).Lattice!.Volume, 12);
        Assert.Contains("line 2: of two numbers", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_groups_atoms_by_element_and_keeps_what_may_move()
    {
        var structure = new AtomicStructure(
            [new(0, 0, 0), new(1, 0, 0), new(0.1, 2, 0)],
            [ChemicalElement.Parse("Zn"), ChemicalElement.Parse("Cu"), ChemicalElement.Parse("Zn")],
            new Lattice(new(4, 0, 0), new(0, 4, 0), new(0, 0, 4)),
            Periodicity.Bulk,
            [AtomColumn.Logical("move_mask", [true, true, true, false, false, false, true, false, true], 3)]);

        string text = Write(StructureFormat.Poscar, structure);

        Assert.Equal(
            "CuZn2\n1.0\n4 0 0\n0 4 0\n0 0 4\nZn Cu\n2 1\nSelective dynamics\nCartesian\n0 0 0 T T T\n" +
            "0.1 2 0 T F T\n1 0 0 F F F\n",
            text);
    }

    [Fact]
    public void A_structure_without_cell_cannot_be_written() =>
        Assert.Contains("needs a cell", Assert.Throws<StructureFormatException>(
            () => Write(StructureFormat.Poscar, ReadOne("1\n\nH 0 0 0\n"))).Problem, StringComparison.Ordinal);
}
