using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class LammpsDataReaderTests : FormatTestBase
{
    private const string Header = "title\n\n2 atoms\n2 atom types\n\n0 4 xlo xhi\n-1 4 ylo yhi\n0 6 zlo zhi\n";
    private const string Masses = "\nMasses\n\n1 58.69\n2 26.98\n";

    private static string Data(string atoms, string between = Masses, string hint = "") =>
        $"{Header}{between}\nAtoms{hint}\n\n{atoms}";

    [Fact]
    public void A_triclinic_file_with_masses_is_sorted_by_id()
    {
        AtomicStructure structure = ReadOne(
            "t\n2 atoms # two\n2 atom types\n0 4 xlo xhi\n0 5 ylo yhi\n0 6 zlo zhi\n0.5 -0.25 1.5 xy xz yz\n\n" +
            "Masses\n\n1 58.6934 # Ni\n2 26.98\n\nAtoms # atomic\n\n2 2 1 2 3\n1 1 0 0 0 # here\n\nVelocities\n\n" +
            "1 0 0 0\n2 0 0 0\n",
            "data.NiAl");

        Assert.Equal("Ni Al", Symbols(structure));
        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[1]);
        Assert.Equal(
            (new Vector3D(4, 0, 0), new Vector3D(0.5, 5, 0), new Vector3D(-0.25, 1.5, 6)),
            (structure.Lattice!.A, structure.Lattice.B, structure.Lattice.C));
        Assert.Equal(Periodicity.Bulk, structure.Periodicity);
    }

    [Fact]
    public void A_general_triclinic_box_keeps_its_orientation()
    {
        Lattice lattice = ReadOne(
            "t\n1 atoms\n1 atom types\n0 2 2 avec\n2 0 2 bvec\n2 2 0 cvec\n0 0 0 abc origin\n\nMasses\n" +
            "\n1 28.09\n\nAtoms # atomic\n\n1 1 0 0 0\n").Lattice!;

        Assert.Equal(
            (new Vector3D(0, 2, 2), new Vector3D(2, 0, 2), new Vector3D(2, 2, 0)), (lattice.A, lattice.B, lattice.C));
    }

    [Theory]
    [InlineData(" # atomic", "1 1 0 0 0\n2 2 1 2 3\n")]
    [InlineData(" # charge", "1 1 -0.5 0 0 0\n2 2 0.5 1 2 3\n")]
    [InlineData(" # molecular", "1 9 1 0 0 0\n2 9 2 1 2 3\n")]
    [InlineData(" # bond", "1 9 1 0 0 0\n2 9 2 1 2 3\n")]
    [InlineData(" # angle", "1 9 1 0 0 0 0 0 0\n2 9 2 1 2 3 0 0 0\n")]
    [InlineData(" # full", "1 1 1 0.5 0 0 0\n2 1 2 -0.5 1 2 3\n")]
    [InlineData(" # sphere", "1 1 1.0 2.5 0 0 0\n2 2 1.0 2.5 1 2 3\n")]
    [InlineData("", "1 1 0 0 0\n2 2 1 2 3\n")]
    [InlineData("", "1 1 0 0 0 0 0 -1\n2 2 1 2 3 1 0 0\n")]
    [InlineData("", "1 1 -0.5 0 0 0\n2 2 0.5 1 2 3\n")]
    [InlineData("", "1 0 1 0 0 0\n2 0 2 1 2 3\n")]
    [InlineData("", "1 1 1 0.5 0 0 0\n2 1 2 -0.5 1 2 3\n")]
    [InlineData("", "1 1 1.5 2.5 0 0 0\n2 2 1.5 2.5 1 2 3\n")]
    public void Atom_styles_are_named_or_guessed(string hint, string atoms)
    {
        AtomicStructure structure = ReadOne(Data(atoms, hint: hint));

        Assert.Equal("Ni Al", Symbols(structure));
        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[1]);
    }

    [Fact]
    public void Charges_molecules_and_image_flags_are_kept()
    {
        AtomicStructure structure = ReadOne(Data("2 7 2 -0.5 1 2 3 0 0 -1\n1 7 1 0.5 0 0 0 1 0 0\n", hint: " # full"));

        Assert.Equal(["id", "molecule", "charge", "image"], structure.Columns.Select(column => column.Name));
        Assert.Equal([0.5, -0.5], (double[])structure.Columns[2].Values);
        Assert.Equal([1L, 0, 0, 0, 0, -1], (long[])structure.Columns[3].Values);
    }

    [Fact]
    public void Type_labels_name_types_in_every_section() =>
        Assert.Equal("Ni Al", Symbols(ReadOne(Data(
            "1 Ni 0 0 0\n2 Al 1 2 3\n",
            "\nAtom Type Labels\n\n1 Ni\n2 Al\n\nMasses\n\nAl 26.98\nNi 58.69\n",
            " # atomic"))));

    [Fact]
    public void Given_species_override_the_masses() =>
        Assert.Equal("Cu Zr", Symbols(ReadOne(Data("1 1 0 0 0\n2 2 1 2 3\n"), options: Species("Cu", "Zr"))));

    [Theory]
    [InlineData("1.0", "2.0", null)]
    [InlineData("1", "1", null)]
    [InlineData("1.008", "1.008", "H H")]
    [InlineData("1.0", "12.0", "H C")]
    public void Masses_of_reduced_units_are_no_elements(string first, string second, string? elements)
    {
        string text = Data("1 1 0 0 0\n2 2 1 2 3\n", $"\nMasses\n\n1 {first}\n2 {second}\n");
        if (elements is null)
            Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(text).MissingSetting);
        else
            Assert.Equal(elements, Symbols(ReadOne(text)));
    }

    [Fact]
    public void Masses_may_follow_the_atoms() =>
        Assert.Equal("Ni Al", Symbols(ReadOne(Data("1 1 0 0 0\n2 2 1 2 3\n", "") + Masses)));

    [Fact]
    public void Other_units_of_a_title_are_converted()
    {
        AtomicStructure structure = ReadOne(
            "LAMMPS data file via write_data, version 17 Apr 2024, timestep = 0, units = electron\n1 atoms\n" +
            "1 atom types\n0 2 xlo xhi\n0 2 ylo yhi\n0 2 zlo zhi\n" +
            "\nMasses\n\n1 1.008\n\nAtoms # atomic\n\n1 1 0 0 1\n");

        // CODATA 2018: the Bohr radius is 0.529177210903 Angstrom.
        Assert.Equal(0.529177210903, structure.Positions[0].Z, 14);
        Assert.Equal(2 * 0.529177210903, structure.Lattice!.A.X, 14);
    }

    [Theory]
    [InlineData("t\n2 atoms\n1 atom types\nAtoms\n\n1 1 0 0 0\n2 1 0 0 1\n", 0, "no box")]
    [InlineData("t\n2 atoms\n1 atom types\n", 4, "truncated")]
    [InlineData("t\n1 atom types\n\nAtoms\n", 4, "'N atoms'")]
    [InlineData("t\n0 atoms\n", 2, "at least one")]
    [InlineData("t\n1 atoms\n1 atom types\n1 0 xlo xhi\n", 4, "upper bound")]
    [InlineData("t\n1 atoms\n99999999 atom types\n", 3, "atom types")]
    public void A_bad_header_gives_one_sentence_with_the_line(string text, long line, string sentence) =>
        AssertRefused(text, line, sentence);

    [Theory]
    [InlineData("1 1 0 0 0\n", 18, "atom 2 of 2")]
    [InlineData("1 1 0 0 0\n2 2 0 0 1\n3 2 0 0 2\n", 19, "promises 2 atoms")]
    [InlineData("1 1 0 0 0\n1 2 0 0 1\n", 18, "id 1 occurs twice")]
    [InlineData("1 1 0 0 0\n2 3 0 0 1\n", 18, "fit no atom style")]
    [InlineData("1 1 0 0 0\n2 2 0 nan 1\n", 18, "'nan' is not a finite number")]
    [InlineData("1 1 0 0 0\n2 2 0 0 1 0 0 1\n", 18, "some atoms have image flags")]
    [InlineData("1 1 1 0 0 0\n2 1 2 0 0 1\n", 15, "charge, molecular")]
    [InlineData("1 1 1 1 0 nan 0\n2 1 2 -1 0 0 1\n", 17, "'nan' is not a finite number")]
    [InlineData("1 1 0 0 0\n\nVelocities\n", 19, "atom 2 of 2")]
    public void A_bad_atom_gives_one_sentence_with_the_line(string atoms, long line, string sentence) =>
        AssertRefused(Data(atoms), line, sentence);

    [Theory]
    [InlineData("\nMasses\n\n1 58.69\n", "1 1 0 0 0\n2 2 1 2 3\n")]
    [InlineData("\nMasses\n\n1 58.69\n2 26.98\n3 1.0\n", "1 1 0 0 0\n2 2 1 2 3\n")]
    [InlineData("\nMasses\n\n1 58.69\n2 1000\n", "1 1 0 0 0\n2 2 1 2 3\n")]
    [InlineData("\nMasses\n\n1 58.69\n2 12.01 # ca\n", "1 1 0 0 0\n2 2 1 2 3\n")]
    [InlineData("", "1 1 0 0 0\n2 2 1 2 3\n")]
    public void Missing_surplus_or_contradicting_masses_are_refused(string masses, string atoms) =>
        Refused(Data(atoms, masses));

    [Fact]
    public void Lines_with_other_columns_than_the_named_style_has_are_refused() =>
        Assert.Contains(
            "do not fit the atom style dipole",
            Refused(Data("1 1 0 0 0\n2 2 1 2 3\n", hint: " # dipole")).Problem,
            StringComparison.Ordinal);

    [Fact]
    public void Without_labels_and_masses_the_elements_of_the_types_are_missing()
    {
        StructureFormatException error = Refused(Data("1 1 0 0 0\n2 2 1 2 3\n", ""));

        Assert.Contains("give the elements of the types", error.Problem, StringComparison.Ordinal);
        Assert.Equal(nameof(StructureReadOptions.TypeElements), error.MissingSetting);
    }

    [Fact]
    public void A_left_handed_cell_is_written_as_the_same_crystal()
    {
        var lattice = new Lattice(new(0, 3, 0), new(4, 0.5, 0), new(0.3, 0.2, 5));
        var structure = new AtomicStructure(
            [new(0.1, 0.2, 0.3), new(1, 2, 3)],
            [ChemicalElement.Parse("Ni"), ChemicalElement.Parse("Al")],
            lattice,
            Periodicity.Bulk);
        Assert.True(lattice.SignedVolume < 0);

        AtomicStructure read = ReadOne(Write(StructureFormat.LammpsData, structure));

        Assert.Equal("Ni Al", Symbols(read));
        Assert.True(read.Lattice!.SignedVolume > 0);
        Assert.Equal(lattice.Volume, read.Lattice.Volume, 9);
        Assert.Equal(
            (structure.Positions[1] - structure.Positions[0]).Length,
            (read.Positions[1] - read.Positions[0]).Length,
            9);
    }

    private static void AssertRefused(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text, "x.data");
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }
}
