using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class CsvReaderTests : FormatTestBase
{
    [Theory]
    [InlineData("x,y,z,element\n1,2,3,Fe\n4,5.5,6,Pt\n")]
    [InlineData("Element;X;Y;Z\nFe;1;2;3\nPt;4;5,5;6\n")]
    [InlineData("id\tZ\tY\tX\tSpecies\n1\t3\t2\t1\tfe\n2\t6\t5,5\t4\tPt2\n")]
    [InlineData("sep=;\n\"X (A)\";\"Y (A)\";\"Z (A)\";\"Symbol\"\n1,0;2,0;3,0;Fe\n4,0;5,5;6,0;Pt\n")]
    [InlineData("# found in an image\n# x_nm, y_nm, z_nm, type\n0.1,0.2,0.3,Fe\n0.4,0.55,0.6,Pt\n")]
    [InlineData(",x [pm],y [pm],z [pm],label_of_fit,species\n0,100,200,300,ok,Fe\n1,400,550,600,bad,Pt\n")]
    [InlineData("POSITION_X,POSITION_Y,POSITION_Z,atom_type\r\n1,2,3,Fe\r\n\r\n4,5.5,6,Pt\r\n")]
    public void Headers_of_many_programs(string text)
    {
        AtomicStructure atoms = ReadOne(text);

        Assert.Equal("Fe Pt", Symbols(atoms));
        Assert.Equal(new Vector3D(1, 2, 3), Rounded(atoms.Positions[0]));
        Assert.Equal(new Vector3D(4, 5.5, 6), Rounded(atoms.Positions[1]));
        Assert.Equal((null, Periodicity.None), (atoms.Lattice, atoms.Periodicity));
        Assert.Equal(LengthUnit.Angstrom, atoms.LengthUnit);
    }

    [Fact]
    public void A_column_of_atomic_numbers_tells_the_elements() => Assert.Equal(
        "Na Cl", Symbols(ReadOne("atomic_number,x,y,z\n11,0,0,0\n17,2.8,0,0\n", "a.csv")));

    // As programs that find atoms in images write it; coordinates that happen to begin so are coordinates.
    [Theory]
    [InlineData(1, 6, true)]
    [InlineData(0, 6, true)]
    [InlineData(2, 6, false)]
    [InlineData(1, 4, false)]
    public void A_first_column_that_counts_the_rows_is_left_out(int first, int rows, bool isIndex)
    {
        string text = string.Concat(Enumerable.Range(first, rows).Select(row => $"{row},{0.5 + row},7.5\n"));
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(text, "a.csv", Species("Au"));

        Vector3D place = Assert.Single(frames).Positions[0];
        Assert.Equal(isIndex ? new Vector3D(0.5 + first, 7.5, 0) : new Vector3D(first, 0.5 + first, 7.5), place);
        Assert.Equal(isIndex ? 1 : 0, notes.Count(note => note.Contains("counts the rows", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1,2,3\n4,5.5,6\n", "a.csv")]
    [InlineData("1\t2\t3\n4\t5,5\t6\n", "a.tsv")]
    [InlineData("1;2;3\n4;5,5;6\n", "a.csv")]
    [InlineData("  1.0 2.0 3.0\n 4.0 5.5 6.0\n", "a.csv")]
    [InlineData("X;Y;Z\n1;2;3\n4;5,5;6\n", "a.txt")]
    public void Without_a_column_of_elements_one_is_given(string text, string name)
    {
        AtomicStructure atoms = ReadOne(text, name, Species("Au"));

        Assert.Equal("Au Au", Symbols(atoms));
        Assert.Equal(new Vector3D(4, 5.5, 6), atoms.Positions[1]);
        Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(text, name).MissingSetting);
    }

    [Theory]
    [InlineData("Fe,1,2,3\nPt,4,5.5,6\n")]
    [InlineData("1,2,3,Fe\n4,5.5,6,Pt\n")]
    public void Without_header_an_element_stands_before_or_behind(string text) =>
        Assert.Equal(("Fe Pt", 5.5), (Symbols(ReadOne(text, "a.csv")), ReadOne(text, "a.csv").Positions[1].Y));

    [Fact]
    public void Numbers_of_types_take_the_given_elements_and_never_mean_hydrogen()
    {
        const string text = "x,y,type\n1,2,2\n3,4,1\n";

        Assert.Equal("Pt Fe", Symbols(ReadOne(text, "a.csv", Species("Fe", "Pt"))));
        Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(text).MissingSetting);
        Assert.Contains("type 2", Refused(text, "a.csv", Species("Fe")).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n", null, null, "Angstrom", 2)]
    [InlineData("x,y\n1,2\n", "pixel", null, "pixel", 2)]
    [InlineData("x,y\n1,2\n", null, 0.25, "Angstrom", 0.5)]
    [InlineData("x,y\n1,2\n", "nm", null, "Angstrom", 20)]
    [InlineData("x,y\n1,2\n", "\u00b5m", null, "Angstrom", 20000)]
    [InlineData("x (px),y (px)\n1,2\n", null, null, "px", 2)]
    [InlineData("x (px),y (px)\n1,2\n", null, 0.25, "Angstrom", 0.5)]
    [InlineData("x (nm),y (nm)\n1,2\n", null, null, "Angstrom", 20)]
    [InlineData("x (nm),y (nm)\n1,2\n", "A", null, "Angstrom", 2)]
    public void Units_of_length_are_converted_and_others_named(
        string text, string? unit, double? pixel, string name, double y)
    {
        AtomicStructure atoms = ReadOne(text, "a.csv", Species("C") with
        {
            LengthUnit = unit is null ? null : new LengthUnit(unit), PixelSize = pixel,
        });

        Assert.Equal((name, y), (atoms.LengthUnit.Name, atoms.Positions[0].Y));
        Assert.Equal(0, atoms.Positions[0].Z);
    }

    [Fact]
    public void Further_columns_of_numbers_are_kept()
    {
        var notes = new List<string>();
        AtomicStructure atoms = ReadOne(
            "x,y,sigma fit,note,index\n1,2,0.5,a,1\n3,4,,b,2\n", "a.csv", Species("C") with { Note = notes.Add });

        Assert.Equal(["a.csv, line 2: column 'note' holds words and is not kept."], notes);

        Assert.Equal(["sigma_fit", "index"], atoms.Columns.Select(column => column.Name));
        Assert.Equal([0.5, double.NaN], atoms.Columns[0].Reals.ToArray());
    }

    [Theory]
    [InlineData("x,y\n1,two\n", 2, "'two' is not a finite number")]
    [InlineData("x,y\n1,2\n3\n", 3, "1 columns, but y is column 2")]
    [InlineData("x,y\n1,nan\n", 2, "finite")]
    [InlineData("x,y\n", 0, "no rows")]
    [InlineData("a,b\n1,2\n", 1, "cannot be told")]
    [InlineData("1,2,3,4,5\n", 1, "cannot be told")]
    [InlineData("x_fit,x_mean,y\n1,2,3\n", 1, "more than one column")]
    [InlineData("x_pm,y_nm,z\n1,2,3\n", 1, "different units")]
    [InlineData("x,y,element\n1,2,Qq\n", 2, "'Qq'")]
    public void What_is_wrong_is_said_with_the_line(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text, "a.csv", Species("C"));

        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void A_pixel_size_for_lengths_that_are_no_pixels_is_refused()
    {
        Assert.Contains(
            "not in pixels",
            Refused("x (nm),y (nm)\n1,2\n", "a.csv", Species("C") with { PixelSize = 1 }).Problem,
            StringComparison.Ordinal);
        Assert.Equal(
            nameof(StructureReadOptions.PixelSize),
            Assert.Throws<ArgumentException>(
                () => Read("x,y\n1,2\n", "a.csv", Species("C") with { PixelSize = -1 })).ParamName);
    }

    private static Vector3D Rounded(Vector3D v) => new(Math.Round(v.X, 9), Math.Round(v.Y, 9), Math.Round(v.Z, 9));
}
