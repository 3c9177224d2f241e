using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class CifSiteTableTests : CifTestBase
{
    private const string Columns =
        "loop_\n_atom_site.type_symbol\n_atom_site.label_atom_id\n_atom_site.label_alt_id\n_atom_site.label_seq_id\n"
        + "_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n_atom_site.occupancy\n"
        + "_atom_site.pdbx_PDB_model_num\n";

    [Fact]
    public void Models_are_frames()
    {
        (List<StructureFrame> frames, List<string> notes) = Read(
            $"data_m\n{Columns}AU A . 1 0 0 0 1 1\nAU B . 1 0 0 3 1 1\nAU A . 1 0.1 0 0 1 2\nAG C . 2 0 0 3 1 3\n");

        Assert.Equal(["Au2", "Au", "Ag"], frames.Select(frame => frame.Structure.Formula()));
        Assert.Equal([14], frames[1].AtomLines);
        Assert.Equal(0.1, frames[1].Structure.Positions[0].X);
        Assert.Empty(notes);
    }

    [Fact]
    public void Of_alternate_locations_the_first_of_each_atom_counts()
    {
        (List<StructureFrame> frames, List<string> notes) = Read(
            $"data_m\n{Columns}N N . 1 0 0 0 1 1\nC CA A 1 1 0 0 0.4 1\nC CA B 1 1.5 0 0 0.6 1\n"
                + "C CB B 1 3 0 0 0.6 1\nC CA A 2 6 0 0 0.4 1\nC CA A 1 1.2 0 0 0.4 2\n");

        Assert.Equal([0, 1, 3, 6], frames[0].Structure.Positions.ToArray().Select(position => position.X));
        Assert.Equal(1.2, frames[1].Structure.Positions[0].X);
        Assert.Contains("line 14: of alternate locations", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_disorder_groups_the_one_of_highest_occupancy_counts()
    {
        (List<StructureFrame> frames, List<string> notes) = Read(Disorder(
            "Si1 Si 0 0 0 1 . .\nO1 O .1 0 0 0.4 A 1\nN1 N .2 0 0 0.6 A 2\nF1 F .1 .5 0 0.5 B 1\n"
                + "Cl1 Cl .2 .5 0 0.5 B 2"));

        Assert.Equal("FNSi", Assert.Single(frames).Structure.Formula());
        Assert.Contains("line 19: of the disorder groups", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("O1 O .1 0 0 0.5 A 1", "fractional occupancy")]
    [InlineData("O1 O .1 0 0 0.5 A -1", "disorder group '-1'")]
    public void A_group_that_has_no_alternative_must_be_whole(string site, string sentence) =>
        Assert.Contains(sentence, Refused(Disorder(site)).Message, StringComparison.Ordinal);

    [Fact]
    public void Sites_without_coordinates_are_left_out_with_a_note()
    {
        (List<StructureFrame> frames, List<string> notes) = Read(
            $"data_m\n{Columns}AU A . 1 0 0 0 1 1\nH H . 1 ? ? ? 1 1\nH H . 1 . . . 1 1\n");

        Assert.Equal("Au", Assert.Single(frames).Structure.Formula());
        Assert.Contains("line 13: sites without coordinates", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Contains(
            "no data block lists atom sites",
            Refused($"data_m\n{Columns}AU A . 1 ? ? ? 1 1\n").Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "no y coordinate", Refused($"data_m\n{Columns}AU A . 1 0 ? 0 1 1\n").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_whole_group_is_read_without_a_note()
    {
        (List<StructureFrame> frames, List<string> notes) = Read(Disorder("O1 O 0 0 0 1 A 1\nO2 O .5 0 0 1 A 1"));

        Assert.Equal("O2", Assert.Single(frames).Structure.Formula());
        Assert.Empty(notes);
    }

    private static string Disorder(string sites) => Cif("9 9 9 90 90 90", "", sites).Replace(
        "_fract_z", "_fract_z\n_atom_site_occupancy\n_atom_site_disorder_assembly\n_atom_site_disorder_group",
        StringComparison.Ordinal);

    private static (List<StructureFrame> Frames, List<string> Notes) Read(string text)
    {
        var notes = new List<string>();
        using var lines = new LineReader(new StringReader(text), "test") { Notes = notes.Add };
        return ([.. new CifReader().Read(lines, new StructureReadOptions())], notes);
    }
}
