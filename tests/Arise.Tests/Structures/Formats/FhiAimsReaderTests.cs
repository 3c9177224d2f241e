using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class FhiAimsReaderTests : FormatTestBase
{
    [Fact]
    public void Ghost_sites_are_left_out_with_a_note()
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            "atom 0 0 0 Cu\nempty 1 1 1 H\nempty 2 1 1 H\n", "geometry.in");

        Assert.Equal("Cu", Symbols(Assert.Single(frames)));
        Assert.Contains("line 2: ghost sites", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crystal_with_both_kinds_of_atoms_in_any_order()
    {
        AtomicStructure structure = ReadOne(
            "# rock salt\natom_frac 0.5 0.5 0.5 Cl # anion\n  initial_charge -1\n\nlattice_vector 2.0D+00 0 0\n" +
            "lattice_vector 0 4 0\natom 0.25 0 0 Na1\n\tconstrain_relaxation .true.\nlattice_vector 0 0 6\n" +
            "empty 1 1 1 Na\n",
            "geometry.in");

        Assert.Equal("Cl Na", Symbols(structure));
        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[0]);
        Assert.Equal(new Vector3D(0.25, 0, 0), structure.Positions[1]);
        Assert.Equal(Periodicity.Bulk, structure.Periodicity);
    }

    [Fact]
    public void Without_lattice_vectors_it_is_a_cluster()
    {
        AtomicStructure structure = ReadOne("atom 0 0 0 O\r\natom 0 0 1.2 O\r\n");

        Assert.Null(structure.Lattice);
        Assert.Equal(Periodicity.None, structure.Periodicity);
    }

    [Theory]
    [InlineData("# nothing\n", 0, "empty")]
    [InlineData("lattice_vector 1 0 0\nlattice_vector 0 1 0\natom 0 0 0 H\n", 2, "all three or none")]
    [InlineData("lattice_vector 1 0 0\nlattice_vector 0 1 0\nlattice_vector 0 0 1\n", 0, "no atom")]
    [InlineData(
        "lattice_vector 1 0 0\nlattice_vector 0 1 0\nlattice_vector 1 1 0\n\natom 0 0 0 H\n", 3, "span no volume")]
    [InlineData(
        "lattice_vector 1 0 0\nlattice_vector 0 1 0\nlattice_vector 0 0 1\nlattice_vector 0 0 1\n", 4, "fourth")]
    [InlineData("atom 0 0 0 H\natom_frac 0 0 0.5 H\n", 2, "needs a cell")]
    [InlineData("atom 0 0 0 H\natoms 0 0 0.5 H\n", 2, "not a known keyword")]
    [InlineData("atom 0 0 0 H\natom 0 0 H\n", 2, "'H' is not a finite number")]
    [InlineData("atom 0 0 0 H\natom 0 0 1\n", 2, "the species")]
    [InlineData("atom 0 0 0 Hh\n", 1, "'Hh' is not a chemical element")]
    public void A_bad_file_gives_one_sentence_with_the_line(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text, "geometry.in");

        Assert.Equal(line, error.Line);
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_without_periodicity_is_not_written_as_a_crystal()
    {
        var structure = new AtomicStructure(
            [Vector3D.Zero], [ChemicalElement.Parse("H")], new Lattice(new(4, 0, 0), new(0, 4, 0), new(0, 0, 4)));

        Assert.Null(ReadOne(Write(StructureFormat.FhiAims, structure)).Lattice);
    }
}
