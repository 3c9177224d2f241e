using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class ExtendedXyzReaderTests : FormatTestBase
{
    private const string Silicon =
        "2\nLattice=\"5.44 0.0 0.0 0.0 5.44 0.0 0.0 0.0 5.44\" " +
        "Properties=species:S:1:pos:R:3:forces:R:3:id:I:1:label:S:1:free:L:1 energy=-9.5 pbc=\"T T F\"\n" +
        "Si 0.0 0.0 0.0 0.1 -0.2 3e-5 7 corner T\n" +
        "Si 1.36 1.36 1.36 nan 0 0 8 inner F";

    // The class MoS2 of the public ARISE data set, with all digits.
    private const string MolybdenumDisulfide =
        "3\n" +
        "Lattice=\"3.1840664646845926 0.0 0.0 -1.5920332323422963 2.757482445754964 0.0 0.0 0.0 18.12711264635152\" " +
        "Properties=species:S:1:pos:R:3 class_label=MoS2 class_index=43 material_type=2D pbc=\"T T F\"\n" +
        "Mo 0.0 0.0 9.06355632317576\n" +
        "S  1.5920332323422963 0.9191608152516546 10.62711264635152\n" +
        "S  1.5920332323422963 0.9191608152516546 7.5\n";

    [Fact]
    public void A_frame_keeps_cell_periodicity_columns_and_properties()
    {
        AtomicStructure frame = ReadOne(Silicon);

        Assert.Equal("Si Si", Symbols(frame));
        Assert.Equal(new Vector3D(1.36, 1.36, 1.36), frame.Positions[1]);
        Assert.Equal(new Vector3D(0, 5.44, 0), frame.Lattice!.B);
        Assert.Equal(Periodicity.InPlane, frame.Periodicity);
        Assert.Equal("-9.5", frame.Properties["energy"]);
        Assert.Equal(["forces", "id", "label", "free"], frame.Columns.Select(column => column.Name));
        Assert.Equal([0.1, -0.2, 3e-5, double.NaN, 0, 0], (double[])frame.Columns[0].Values);
        Assert.Equal([7L, 8L], (long[])frame.Columns[1].Values);
        Assert.Equal(["corner", "inner"], (string[])frame.Columns[2].Values);
        Assert.Equal([true, false], (bool[])frame.Columns[3].Values);
    }

    [Fact]
    public void The_lattice_lists_a_then_b_then_c()
    {
        Lattice lattice = ReadOne("1\nLattice=\"1 2 3 4 5 6 7 8 10\"\nH 0 0 0\n").Lattice!;

        Assert.Equal(
            (new Vector3D(1, 2, 3), new Vector3D(4, 5, 6), new Vector3D(7, 8, 10)), (lattice.A, lattice.B, lattice.C));
    }

    [Theory]
    [InlineData("Lattice={5 0 0 0 6 0 0 0 7}")]
    [InlineData("Lattice='5 0 0 0 6 0 0 0 7'")]
    [InlineData("Lattice = \"5 0 0 0 6 0 0 0 7\"")]
    [InlineData("lattice=[[5, 0, 0], [0, 6, 0], [0, 0, 7]]")]
    [InlineData("Lattice=[5.0,0,0,0,6.0,0,0,0,7.0]")]
    [InlineData("Lattice=\"5 6 7\"")]
    [InlineData("Lattice=\"5.0D+00 0 0 0 0.6d1 0 0 0 7\"")]
    public void Every_way_of_writing_an_array_is_understood(string comment) =>
        Assert.Equal(
            new Lattice(new(5, 0, 0), new(0, 6, 0), new(0, 0, 7)),
            ReadOne($"1\n{comment}\nH 0 0 0\n").Lattice);

    [Theory]
    [InlineData("Lattice=\"5 0 0 0 5 0 0 0 5\"", "TTT")]
    [InlineData("Properties=species:S:1:pos:R:3", "FFF")]
    [InlineData("Lattice=\"5 0 0 0 5 0 0 0 5\" pbc=\"T F T\"", "TFT")]
    [InlineData("Lattice=\"5 0 0 0 5 0 0 0 5\" pbc=\"1 1 0\"", "TTF")]
    [InlineData("Lattice=\"5 0 0 0 5 0 0 0 5\" pbc=[True, False, false]", "TFF")]
    [InlineData("Lattice=\"5 0 0 0 5 0 0 0 0\"", "TTF")]
    [InlineData("Lattice=\"5 0 0 0 0 0 0 0 0\" pbc=\"T F F\"", "TFF")]
    [InlineData("Lattice=\"0 0 0 0 0 0 0 0 0\" pbc=\"F F F\"", "FFF")]
    public void Periodicity_follows_pbc_and_else_the_cell(string comment, string expected) =>
        Assert.Equal(expected, ReadOne($"1\n{comment}\nH 0 0 0\n").Periodicity.ToString());

    [Fact]
    public void A_missing_lattice_vector_becomes_a_perpendicular_unit_vector()
    {
        Lattice lattice = ReadOne("1\nLattice=\"3 0 0 1 4 0 0 0 0\" pbc=\"T T F\"\nH 0 0 0\n").Lattice!;

        Assert.Equal(1, lattice.C.Length, 15);
        Assert.Equal(0, Vector3D.Dot(lattice.C, lattice.A), 15);
        Assert.Equal(0, Vector3D.Dot(lattice.C, lattice.B), 15);
    }

    [Fact]
    public void Values_may_be_quoted_escaped_or_missing()
    {
        AtomicStructure frame = ReadOne(
            "1\nProperties=species:S:1:pos:R:3 a=\"two \\\"words\\\" = x\" b='it is' c={1 2 3} flag " +
            "d=[[1, 2], [3, 4]] e=\"x\\ny\" \"odd key\"=5 f=\nH 0 0 0\n");

        Assert.Equal("two \"words\" = x", frame.Properties["a"]);
        Assert.Equal("it is", frame.Properties["b"]);
        Assert.Equal("1 2 3", frame.Properties["c"]);
        Assert.Equal("T", frame.Properties["flag"]);
        Assert.Equal("[[1, 2], [3, 4]]", frame.Properties["d"]);
        Assert.Equal("x\ny", frame.Properties["e"]);
        Assert.Equal("5", frame.Properties["odd key"]);
        Assert.Equal("", frame.Properties["f"]);
    }

    [Fact]
    public void Plain_xyz_has_a_free_comment_and_ignores_further_columns()
    {
        AtomicStructure frame = ReadOne(
            "\ufeff2\r\nit's water = wet\r\nCu1\t0 0 0 0.5 x\r\n29   1.5 2 -3.25\r\n\r\n\r\n");

        Assert.Equal("it's water = wet", frame.Name);
        Assert.Equal("Cu Cu", Symbols(frame));
        Assert.Equal(new Vector3D(1.5, 2, -3.25), frame.Positions[1]);
        Assert.Null(frame.Lattice);
        Assert.Empty(frame.Columns);
    }

    [Fact]
    public void Elements_may_stand_as_atomic_numbers_in_a_column_of_their_own() =>
        Assert.Equal("Cu Au", Symbols(ReadOne("2\nProperties=pos:R:3:Z:I:1\n0 0 0 29\n0 0 2 79\n")));

    [Fact]
    public void Frames_follow_each_other_and_may_differ()
    {
        List<AtomicStructure> frames = Read("1\n\nH 0 0 0\n2\nsecond\nO 0 0 0\nO 0 0 1.2\n\n");

        Assert.Equal(["H", "O O"], frames.Select(Symbols));
        Assert.Null(frames[0].Name);
    }

    [Theory]
    [InlineData("Bob's crystal of iron Lattice=\"5 0 0 0 6 0 0 0 7\"")]
    [InlineData("a \"b Lattice='5 0 0 0 6 0 0 0 7'")]
    [InlineData("= 3 and [ Lattice={5 0 0 0 6 0 0 0 7}")]
    [InlineData("The cell is Lattice=\"5 0 0 0 6 0 0 0 7\" in this file")]
    public void A_lattice_among_words_is_the_cell(string comment) => Assert.Equal(
        new Lattice(new(5, 0, 0), new(0, 6, 0), new(0, 0, 7)), ReadOne($"1\n{comment}\nH 0 0 0\n").Lattice);

    [Theory]
    [InlineData("Lattice=fcc a=3.6")]
    [InlineData("the lattice = hcp, Properties = none")]
    [InlineData("Bob's Lattice=bcc")]
    [InlineData("fcc crystal Lattice: 4 0 0  Lattice=4 A")]
    public void Words_that_look_like_keys_are_text(string comment)
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted($"1\n{comment}\nH 0 0 0 more\n");

        Assert.Null(Assert.Single(frames).Lattice);
        Assert.Equal(comment, frames[0].Name);
        Assert.Empty(frames[0].Properties);
        Assert.NotEmpty(notes);
    }

    [Theory]
    [InlineData("md step 5, Lattice=\"5 0 0 0 6 0 0 0 7\", energy -3.2 eV")]
    [InlineData("The cell is Lattice=\"5 0 0 0 6 0 0 0 7\" in this file")]
    public void Words_around_a_lattice_are_the_name_and_no_properties(string comment)
    {
        AtomicStructure read = ReadOne($"1\n{comment}\nH 0 0 0\n");

        Assert.Equal(comment, read.Name);
        Assert.Empty(read.Properties);
        Assert.Equal(new Lattice(new(5, 0, 0), new(0, 6, 0), new(0, 0, 7)), read.Lattice);
    }

    [Fact]
    public void Frames_without_atoms_are_left_out_with_a_note()
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted("0\nempty\n1\n\nH 0 0 0\n0\n\n");

        Assert.Equal("H", Symbols(Assert.Single(frames)));
        Assert.Contains("frames without atoms", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_frames_around_broken_ones_are_read()
    {
        (List<AtomicStructure> frames, List<StructureFormatException> errors) = ReadGood(
            "1\n\nH 0 0 0\n2\n\nH 0 0 0\nQq 0 0 1\n2\n\nH 0 0 0\nH 0 0 0.001\n1\n\nO 0 0 0\n3\n\nO 0 0 0\n");

        Assert.Equal(["H", "O"], frames.Select(Symbols));
        Assert.Equal([7, 11, 18], errors.Select(error => error.Line));
    }

    [Fact]
    public void A_frame_that_ends_before_its_count_does_not_take_the_next_one_along()
    {
        (List<AtomicStructure> frames, List<StructureFormatException> errors) = ReadGood(
            "3\n\nH 0 0 0\nH 0 0 1\n2\n\nO 0 0 0\nO 0 0 1\n");

        Assert.Equal("O O", Symbols(Assert.Single(frames)));
        Assert.Equal(5, Assert.Single(errors).Line);
        Assert.Contains("count 3 of line 1", errors[0].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData(" \n\n", 0, "empty")]
    [InlineData("0\n\n", 1, "at least one")]
    [InlineData("-3\n\n", 1, "at least one")]
    [InlineData("99999999999\n\nH 0 0 0\n", 1, "at most")]
    [InlineData("3\n\nH 0 0 0\nH 0 0 1\n", 5, "atom 3 of 3")]
    [InlineData("1\n\nH 0 0 0\nH 0 0 1\n", 4, "count 1 of line 1")]
    [InlineData("3  Water\n1 O 0 0 0 1 2\n", 1, "an XYZ file begins with the number of atoms")]
    [InlineData("2\n\nH 0 0 0\n\nH 0 0 1\n", 4, "blank where atom 2 of 2")]
    [InlineData("1\n\nH 0 0\n", 3, "each coordinate")]
    [InlineData("1\n\nH 0 nan 0\n", 3, "'nan' is not a finite number")]
    [InlineData("1\n\nH 0 1e999 0\n", 3, "not a finite number")]
    [InlineData("1\n\nXx 0 0 0\n", 3, "'Xx' is not a chemical element")]
    [InlineData("1\n\n119 0 0 0\n", 3, "not a chemical element")]
    [InlineData("1\nLattice=\"1 0 0 0 1 0 0 0\"\nH 0 0 0\n", 2, "Lattice has 8 numbers")]
    [InlineData("1\nLattice=\"1 0 0 1 0 0 0 0 1\"\nH 0 0 0\n", 2, "span no volume")]
    [InlineData("1\nLattice=\"1 0 0 0 1 0 0 0 1\nH 0 0 0\n", 2, "never closed")]
    [InlineData("1\nLattice=\"1 0 0 0 1 0 0 0 0\" pbc=\"T T T\"\nH 0 0 0\n", 2, "direction 3")]
    [InlineData("1\nProperties=species:S:1:pos:R:3 pbc=\"T F F\"\nH 0 0 0\n", 2, "direction 1")]
    [InlineData("1\nProperties=species:S:1:pos:R:3 pbc=\"T F\"\nH 0 0 0\n", 2, "pbc")]
    [InlineData("1\nProperties=species:S:1:pos:R\nH 0 0 0\n", 2, "name:type:count")]
    [InlineData("1\nProperties=species:S:1:pos:R:2\nH 0 0\n", 2, "pos:R:3")]
    [InlineData("1\nProperties=pos:R:3\n0 0 0\n", 2, "species:S:1")]
    [InlineData("1\nProperties=species:S:1:pos:R:3:q:X:1\nH 0 0 0 1\n", 2, "R, I, S or L")]
    [InlineData("1\nProperties=species:S:1:pos:R:3:q:R:99999999\nH 0 0 0 1\n", 2, "count")]
    [InlineData("1\nProperties=pos:R:3:species:S:1\n0 0 H\n", 3, "each coordinate")]
    [InlineData("1\nProperties=species:S:1:pos:R:3 Properties=species:S:1:pos:R:3\nH 0 0 0\n", 2, "twice")]
    public void A_bad_file_gives_one_sentence_with_the_line(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text, "bad.xyz");

        Assert.Equal(line, error.Line);
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
        Assert.StartsWith(line > 0 ? $"bad.xyz, line {line}: " : "bad.xyz: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Every_example_is_read()
    {
        string[] files = Directory.GetFiles(
            Path.Combine(SharedData.RepositoryRoot, "examples"), "*.xyz", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            AtomicStructure structure = StructureFile.ReadFirst(file);
            Assert.Equal(
                File.ReadLines(file).First().Trim(),
                structure.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_structure_is_read_to_the_last_bit()
    {
        AtomicStructure structure = ReadOne(MolybdenumDisulfide);

        Assert.Equal("Mo S S", Symbols(structure));
        Assert.Equal(3.1840664646845926, structure.Lattice!.A.X);
        Assert.Equal(-1.5920332323422963, structure.Lattice.B.X);
        Assert.Equal(new Vector3D(1.5920332323422963, 0.9191608152516546, 10.62711264635152), structure.Positions[1]);
        Assert.Equal(Periodicity.InPlane, structure.Periodicity);
        Assert.Equal("2D", structure.Properties["material_type"]);
    }
}
