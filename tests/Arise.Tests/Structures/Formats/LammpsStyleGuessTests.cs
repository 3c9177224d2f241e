using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures.Formats;

public class LammpsStyleGuessTests : FormatTestBase
{
    // The columns as https://docs.lammps.org/read_data.html lists them.
    [Theory]
    [InlineData("dipole", "1 1 1.0 0 0 0 0 0 1|2 2 -1.0 1 2 3 0 0 1", "id charge mux muy muz")]
    [InlineData("dipole", "1 1 1.0 0 0 0 0 0 1 0 0 0|2 2 -1.0 1 2 3 0 0 1 0 1 0", "id charge mux muy muz image")]
    [InlineData("ellipsoid", "1 1 1 2.5 0 0 0|2 2 0 2.5 1 2 3", "id flag density")]
    [InlineData("electron", "1 1 1 0 0.0 0 0 0|2 2 -1 1 1.5 1 2 3", "id charge espin eradius")]
    [InlineData("body", "1 1 1 2.5 0 0 0|2 2 0 2.5 1 2 3", "id flag mass")]
    [InlineData("line", "1 1 1 1 2.5 0 0 0|2 1 2 0 2.5 1 2 3", "id molecule flag density")]
    [InlineData("tri", "1 1 1 1 2.5 0 0 0|2 1 2 0 2.5 1 2 3", "id molecule flag density")]
    [InlineData("spin", "1 1 0 0 0 0 0 1 2.2|2 2 1 2 3 0 0 1 2.2", "id spx spy spz sp")]
    [InlineData("peri", "1 1 1.5 2.5 0 0 0|2 2 1.5 2.5 1 2 3", "id volume density")]
    [InlineData("dpd", "1 1 300 0 0 0|2 2 300 1 2 3", "id theta")]
    [InlineData("template", "1 1 1 1 1 0 0 0|2 2 1 1 2 1 2 3", "id molecule template template_atom")]
    [InlineData("bpm/sphere", "1 1 1 1.5 2.5 0 0 0|2 1 2 1.5 2.5 1 2 3", "id molecule diameter density")]
    [InlineData("bond", "1 1 1 0 0 0|2 1 2 1 2 3", "id molecule")]
    [InlineData("Sphere", "1 1 1.5 2.5 0 0 0|2 2 1.5 2.5 1 2 3", "id diameter density")]
    public void Named_styles_are_read(string style, string atoms, string columns)
    {
        AtomicStructure structure = ReadOne(Data("", $" # {style}", atoms));

        Assert.Equal("Cs Cl", Symbols(structure));
        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[1]);
        Assert.Equal(columns, string.Join(' ', structure.Columns.Select(column => column.Name)));
    }

    [Theory]
    [InlineData("1 bonds\n1 bond types\n", "1 1 1 1.0 0 0 0|2 1 2 0.5 1 2 3", "id molecule charge")]
    [InlineData("1 bonds\n", "1 1 1 0 0 0|2 1 2 1 2 3", "id molecule")]
    [InlineData("2 ellipsoids\n", "1 1 1 2.5 0 0 0|2 2 1 2.5 1 2 3", "id flag density")]
    [InlineData("2 lines\n", "1 1 1 1 2.5 0 0 0|2 1 2 1 2.5 1 2 3", "id molecule flag density")]
    [InlineData("2 triangles\n", "1 1 1 1 2.5 0 0 0|2 1 2 1 2.5 1 2 3", "id molecule flag density")]
    [InlineData("2 bodies\n", "1 1 1 2.5 0 0 0|2 2 1 2.5 1 2 3", "id flag mass")]
    [InlineData("", "1 1 1.0 0 0 0 0 0 0.5|2 2 -1.0 1 2 3 0 0 1", "id charge mux muy muz")]
    [InlineData("", "1 1 1.5 0 0 0 0 0 1|2 2 -1.5 1 2 3 0 0 1", "id charge image")]
    [InlineData("", "1 1 0.5 1 1.5 0 0 0.5|2 2 -1 1 1.5 1 2 3", "id charge espin eradius")]
    public void Counts_of_the_header_and_columns_tell_the_style(string header, string atoms, string columns)
    {
        AtomicStructure structure = ReadOne(Data(header, "", atoms));

        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[1]);
        Assert.Equal(columns, string.Join(' ', structure.Columns.Select(column => column.Name)));
    }

    [Theory]
    [InlineData("hybrid sphere dipole", "1 1 0 0 0 1.5 2.5 0.1|2 2 1 2 3 1.5 2.5 0.1")]
    [InlineData("tdpd", "1 1 0 0 0 0.5|2 2 1 2 3 0.5")]
    public void Styles_whose_columns_are_not_known_are_read_up_to_z_with_a_note(string style, string atoms)
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(Data("", $" # {style}", atoms));

        Assert.Equal(new Vector3D(1, 2, 3), Assert.Single(frames).Positions[1]);
        Assert.Contains("columns behind z", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "1 1 1 1.5 0 0 0|2 1 2 1.5 1 2 3", "any of full, sphere")]
    [InlineData("1 bonds\n", "", "1 1 0 0 0|2 2 1 2 3", "fit no atom style that is guessed (molecular")]
    [InlineData("", " # apip", "1 1 0 0 0|2 2 1 2 3", "'apip' cannot be read")]
    public void What_cannot_be_told_is_refused(string header, string hint, string atoms, string sentence) =>
        Assert.Contains(sentence, Refused(Data(header, hint, atoms)).Problem, StringComparison.Ordinal);

    private static string Data(string header, string hint, string atoms) =>
        $"own\n\n2 atoms\n2 atom types\n{header}\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nMasses\n\n1 132.905\n"
        + $"2 35.45\n\nAtoms{hint}\n\n{atoms.Replace('|', '\n')}\n";
}
