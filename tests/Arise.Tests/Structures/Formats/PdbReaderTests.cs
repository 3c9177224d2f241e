using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class PdbReaderTests
{
    private const string Cell = "CRYST1   10.000   11.000   12.000  90.00 100.00  90.00 P 1 21 1      2";

    [Fact]
    public void Atoms_and_cell_are_read_from_their_columns()
    {
        AtomicStructure crystal = ReadOne($"""
            HEADER    TEST
            TITLE     a test
            {Cell}
            ATOM      1  CA  ALA A   1      11.104  -6.134  -6.504  1.00  0.00           C
            HETATM99999 CA    CA A-999    -100.104-226.134 -36.504  0.50  0.00          CA2+
            TER       3      ALA A   1
            END
            """);
        Assert.Equal("CCa", crystal.Formula());
        Assert.Equal("a test", crystal.Name);
        Assert.Equal(new Vector3D(11.104, -6.134, -6.504), crystal.Positions[0]);
        Assert.Equal(new Vector3D(-100.104, -226.134, -36.504), crystal.Positions[1]);
        Assert.Equal(Periodicity.Bulk, crystal.Periodicity);
        (double a, double b, double c, double alpha, double beta, double gamma) = crystal.Lattice!.Parameters;
        Assert.Equal(
            [10, 11, 12, 90, 100, 90], [a, b, c, alpha, beta, gamma], (double x, double y) => Math.Abs(x - y) < 1e-9);
    }

    [Theory]
    [InlineData("CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1           1")]
    [InlineData("CRYST1    0.000    0.000    0.000  90.00  90.00  90.00 P 1           1")]
    [InlineData("REMARK no cell")]
    public void Placeholder_cells_mean_none(string record)
    {
        AtomicStructure molecule = ReadOne($"{record}\n{Atom(" O  ", "")}\n");
        Assert.Null(molecule.Lattice);
        Assert.Equal(Periodicity.None, molecule.Periodicity);
    }

    [Theory]
    [InlineData(" CA ", "", "C")]
    [InlineData("CA  ", "", "Ca")]
    [InlineData("CA  ", " C", "C")]
    [InlineData(" CA ", "CA", "Ca")]
    [InlineData("1HB ", "", "H")]
    [InlineData(" HB1", "", "H")]
    [InlineData("HG11", "", "H")]
    [InlineData("HG  ", "", "Hg")]
    [InlineData("HG  ", "HG", "Hg")]
    [InlineData("OW  ", "", "O")]
    [InlineData("C1  ", "", "C")]
    [InlineData("ZN  ", "", "Zn")]
    [InlineData("FE1 ", "", "Fe")]
    [InlineData(" X  ", " D", "H")]
    [InlineData(" D  ", "", "H")]
    [InlineData("SI  ", "Si", "Si")]
    [InlineData(" N  ", "0+", "N")]
    public void The_element_column_counts_before_the_atom_name(string name, string element, string symbol) =>
        Assert.Equal(symbol, ReadOne(Atom(name, element)).Species[0].Symbol);

    [Fact]
    public void The_first_of_alternate_locations_counts()
    {
        var notes = new List<string>();
        using var lines = new LineReader(
            new StringReader("""
            ATOM      1  N   SER A   1       1.000   0.000   0.000  1.00  0.00           N
            ATOM      2  CA ASER A   1       2.000   0.000   0.000  0.50  0.00           C
            ATOM      3  CA BSER A   1       2.500   0.000   0.000  0.50  0.00           C
            ATOM      4  CB BSER A   1       3.000   0.000   0.000  0.50  0.00           C
            ATOM      5  CA ASER A   2       6.000   0.000   0.000  0.50  0.00           C
            """),
            "test")
        {
            Notes = notes.Add,
        };
        AtomicStructure structure = Assert.Single(new PdbReader().Read(lines, new())).Structure;
        Assert.Contains("line 3: of alternate locations", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 6], structure.Positions.ToArray().Select(position => position.X));
    }

    [Fact]
    public void Models_are_frames_in_the_cell_before_them()
    {
        List<StructureFrame> frames = Read(
            $"{Cell}\nMODEL        1\n{Atom(" O  ", "")}\nTER\nENDMDL\n" +
            $"MODEL        2\n{Atom(" N  ", "")}\n{Atom(" C  ", "")}\nENDMDL\nEND\n");
        Assert.Equal(["O", "CN"], frames.Select(frame => frame.Structure.Formula()));
        Assert.All(frames, frame => Assert.NotNull(frame.Structure.Lattice));
        Assert.Equal([7, 8], frames[1].AtomLines);
    }

    // END closes the last model (MDAnalysis writes such files), and so does the next MODEL.
    [Theory]
    [InlineData("MODEL        1\n{0}\nEND\n", "O", false)]
    [InlineData("MODEL        1\n{0}\nENDMDL\nMODEL        2\n{0}\nEND\n", "O O", false)]
    [InlineData("MODEL        1\n{0}\nMODEL        2\n{0}\nENDMDL\nEND\n", "O O", true)]
    [InlineData("MODEL        1\n{0}\nEND\nMODEL        2\n{0}\nEND\n", "O O", false)]
    public void Models_are_closed_by_END_and_by_the_next_model(string text, string formulas, bool isNoted)
    {
        var notes = new List<string>();
        using var lines = new LineReader(
            new StringReader(text.Replace("{0}", Atom(" O  ", ""), StringComparison.Ordinal)), "test")
        {
            Notes = notes.Add,
        };

        Assert.Equal(
            formulas,
            string.Join(' ', new PdbReader().Read(lines, new()).Select(frame => frame.Structure.Formula())));
        Assert.Equal(isNoted ? 1 : 0, notes.Count);
    }

    [Fact]
    public void The_models_around_a_broken_one_are_read()
    {
        string good = $"MODEL        1\n{Atom(" O  ", "")}\nENDMDL\n";
        var errors = new List<StructureFormatException>();
        using var lines = new LineReader(
            new StringReader(
                good + good.Replace("2.000", "*.***", StringComparison.Ordinal) + good + "MODEL        4\n"),
            "test")
        {
            BrokenFrames = errors.Add,
        };

        Assert.Equal(2, new PdbReader().Read(lines, new()).Count());
        Assert.Equal([5, 10], errors.Select(error => error.Line));
    }

    [Fact]
    public void Trajectories_without_models_end_their_frames_with_END()
    {
        List<StructureFrame> frames = Read($"{Atom(" O  ", "")}\nEND\n{Cell}\n{Atom(" N  ", "")}\nEND\n");
        Assert.Equal(["O", "N"], frames.Select(frame => frame.Structure.Formula()));
        Assert.Equal([false, true], frames.Select(frame => frame.Structure.Periodicity.Any));
    }

    [Theory]
    [InlineData("ATOM      1  CA  ALA A   1      11.104  -6.1", 1, "cut short")]
    [InlineData("ATOM      1  CA  ALA A   1      11.104  -6.134  -6.50", 1, "cut short")]
    [InlineData(
        "ATOM      1  CA  ALA A   1      11.104  -6.134     NaN", 1, "columns 47-54 should hold the z coordinate")]
    [InlineData("ATOM      1  CA  ALA A   1      11.104  -6.134  ******", 1, "z coordinate")]
    [InlineData("ATOM      1  ??  ALA A   1      11.104  -6.134  -6.504", 1, "tell the element")]
    [InlineData("REMARK\nCRYST1   10.000   11.0", 2, "columns 25-33 should hold the cell length c")]
    [InlineData("CRYST1   10.000   11.000   12.000  90.00 180.00  90.00 P 1", 1, "cell is unusable")]
    [InlineData("CRYST1   10.000  -11.000   12.000  90.00  90.00  90.00 P 1", 1, "cell is unusable")]
    [InlineData("MODEL        1\nATOM      1  CA  ALA A   1      11.104  -6.134  -6.504\n", 1, "not closed by ENDMDL")]
    [InlineData("HEADER    nothing\nEND\n", 0, "no ATOM or HETATM record")]
    public void Bad_records_are_refused_with_their_line(string text, int line, string sentence)
    {
        StructureFormatException error = Assert.Throws<StructureFormatException>(() => Read(text));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void An_empty_file_has_no_frames() => Assert.Empty(Read("\n  \n"));

    [Fact]
    public void A_PDB_file_is_recognized_by_its_first_lines()
    {
        Assert.Same(StructureFormat.Pdb, StructureFormat.FromContent(["HEADER    X"]));
        Assert.Same(StructureFormat.Pdb, StructureFormat.FromContent([Cell]));
        Assert.Same(StructureFormat.Pdb, StructureFormat.FromContent(["REMARK generated", Atom(" O  ", "")]));
        string[] poscar = ["TITLE of a POSCAR", "1.0", "5 0 0", "0 5 0", "0 0 5", "Cu", "1", "Direct", "0 0 0"];
        Assert.NotSame(StructureFormat.Pdb, StructureFormat.FromContent(poscar));
        Assert.NotSame(StructureFormat.Pdb, StructureFormat.FromContent(["1", "ATOM", "H 0 0 0"]));
        Assert.Same(StructureFormat.Pdb, StructureFormat.FromFileName("1abc.pdb"));
    }

    private static string Atom(string name, string element) =>
        $"ATOM      1 {name} XXX A   1       1.000   2.000   3.000  1.00  0.00          {element}".TrimEnd();

    private static AtomicStructure ReadOne(string text) => Assert.Single(Read(text)).Structure;

    private static List<StructureFrame> Read(string text)
    {
        using var lines = new LineReader(new StringReader(text), "test");
        return [.. new PdbReader().Read(lines, new StructureReadOptions())];
    }
}
