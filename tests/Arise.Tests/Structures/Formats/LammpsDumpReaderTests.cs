using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class LammpsDumpReaderTests : FormatTestBase
{
    private static string Frame(
        string columns, string atoms, string box = " pp pp pp\n0 4\n0 5\n-1 5\n", int count = 2, int step = 0) =>
        $"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{count}\nITEM: BOX BOUNDS{box}ITEM: ATOMS {columns}\n{atoms}";

    [Fact]
    public void Frames_are_sorted_by_id_and_keep_their_columns()
    {
        List<AtomicStructure> frames = Read(
            Frame(
                "id type element x y z vx c_pe[1] ix", "2 1 Al 1 2 3 0.1 -3.5 1\n1 2 Ni 0 0 0 0.2 -4.5 0\n", step: 10) +
            Frame("id type element x y z vx c_pe[1] ix", "1 2 Ni 0 0 0.5 0 0 0\n2 1 Al 1 2 3 0 0 0\n", step: 20));

        Assert.Equal(["Ni Al", "Ni Al"], frames.Select(Symbols));
        Assert.Equal(["10", "20"], frames.Select(frame => frame.Properties["timestep"]));
        Assert.Equal(new Vector3D(1, 2, 3), frames[0].Positions[1]);
        Assert.Equal(new Lattice(new(4, 0, 0), new(0, 5, 0), new(0, 0, 6)), frames[0].Lattice);
        Assert.Equal(["id", "type", "vx", "c_pe[1]", "ix"], frames[0].Columns.Select(column => column.Name));
        Assert.Equal([-4.5, -3.5], (double[])frames[0].Columns[3].Values);
        Assert.Equal([2L, 1L], (long[])frames[0].Columns[1].Values);
    }

    [Theory]
    [InlineData("x y z", "1 2 3")]
    [InlineData("xu yu zu", "1 2 3")]
    [InlineData("xs ys zs", "0.25 0.4 0.6666666666666666")]
    [InlineData("zsu xsu ysu", "0.6666666666666666 0.25 0.4")]
    public void All_kinds_of_coordinates_give_the_same_position(string columns, string coordinates)
    {
        Vector3D position = ReadOne(Frame($"element {columns}", $"Ni {coordinates}\n", count: 1)).Positions[0];

        Assert.Equal(1, position.X, 12);
        Assert.Equal(2, position.Y, 12);
        Assert.Equal(3, position.Z, 12);
    }

    // The restricted cell a = (4,0,0), b = (-1,5,0), c = (0.5,1.5,6) at the origin (1,2,3): LAMMPS writes the bounds
    // xlo + min(0,xy,xz,xy+xz) = 0, xhi + max(0,xy,xz,xy+xz) = 5.5, ylo = 2, yhi + yz = 8.5 (Howto_triclinic).
    [Fact]
    public void Triclinic_bounds_are_those_of_the_box_around()
    {
        AtomicStructure structure = ReadOne(Frame(
            "element xs ys zs", "Ni 0 0 0\nAl 1 1 1\n", " xy xz yz pp ff pp\n0 5.5 -1\n2 8.5 0.5\n3 9 1.5\n"));

        Assert.Equal(
            (new Vector3D(4, 0, 0), new Vector3D(-1, 5, 0), new Vector3D(0.5, 1.5, 6)),
            (structure.Lattice!.A, structure.Lattice.B, structure.Lattice.C));
        Assert.Equal(new Vector3D(1, 2, 3), structure.Positions[0]);
        Assert.Equal(new Vector3D(4.5, 8.5, 9), structure.Positions[1]);
        Assert.Equal("TFT", structure.Periodicity.ToString());
    }

    [Fact]
    public void A_general_triclinic_box_keeps_its_orientation()
    {
        AtomicStructure structure = ReadOne(
            Frame("element xs ys zs", "Ni 1 1 0\n", " abc origin pp pp fs\n0 2 2 1\n2 0 2 1\n2 2 0 1\n", 1));

        Assert.Equal(new Vector3D(2, 0, 2), structure.Lattice!.B);
        Assert.Equal(new Vector3D(3, 3, 5), structure.Positions[0]);
        Assert.Equal("TTF", structure.Periodicity.ToString());
    }

    [Fact]
    public void Old_files_without_boundary_words_are_periodic() =>
        Assert.Equal(
            Periodicity.Bulk, ReadOne(Frame("element x y z", "Ni 1 1 0\n", "\n0 4\n0 4\n0 4\n", 1)).Periodicity);

    [Theory]
    [InlineData("id type x y z", "2 1 0 0 0\n1 2 1 1 1\n")]
    [InlineData("id type element x y z", "2 1 H 0 0 0\n1 2 H 1 1 1\n")]
    public void Given_species_are_those_of_the_types(string columns, string atoms) =>
        Assert.Equal("Al Ni", Symbols(ReadOne(Frame(columns, atoms), options: Species("Ni", "Al"))));

    [Theory]
    [InlineData("id mass x y z", "1 26.98 0 0 0\n2 58.69 1 1 1\n")]
    [InlineData("id typelabel x y z", "1 Al 0 0 0\n2 Ni 1 1 1\n")]
    [InlineData("x y z element", "0 0 0 Al\n1 1 1 Ni\n")]
    public void Elements_come_from_a_column(string columns, string atoms) =>
        Assert.Equal("Al Ni", Symbols(ReadOne(Frame(columns, atoms))));

    [Fact]
    public void Units_and_time_are_understood_for_all_frames()
    {
        List<AtomicStructure> frames = Read(
            "ITEM: UNITS\nnano\nITEM: TIME\n0.5\n" + Frame("element x y z", "Ni 0 0 0.1\n", count: 1)
                + Frame("element xs ys zs", "Ni 0 0 0.5\n", count: 1));

        Assert.Equal("0.5", frames[0].Properties["time"]);
        Assert.Equal([1.0, 20.0], frames.Select(frame => frame.Positions[0].Z));
        Assert.Equal(40, frames[1].Lattice!.A.X);
    }

    [Fact]
    public void Types_alone_are_refused_with_the_way_out()
    {
        StructureFormatException error = Refused(Frame("id type x y z", "1 1 0 0 0\n2 2 1 1 1\n"));

        Assert.Equal(9, error.Line);
        Assert.Contains("only numbers its atom types", error.Problem, StringComparison.Ordinal);
        Assert.Equal(nameof(StructureReadOptions.TypeElements), error.MissingSetting);
    }

    [Theory]
    [InlineData("id element x y z", "1 Ni 0 0 0\n", 11, "atom 2 of 2")]
    [InlineData("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0 1\n3 Ni 0 0 2\n", 12, "check the number of atoms")]
    [InlineData("id element x y z", "1 Ni 0 0 0\n1 Ni 0 0 1\n", 11, "id 1 occurs twice")]
    [InlineData("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0\n", 11, "each coordinate")]
    [InlineData("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0 inf\n", 11, "'inf' is not a finite number")]
    [InlineData("id element x y z", "1 Ni 0 0 0\n2 Nn 0 0 1\n", 11, "not a chemical element")]
    [InlineData("id element x y", "1 Ni 0 0\n2 Ni 0 1\n", 9, "no positions")]
    [InlineData("id x y z", "1 0 0 0\n2 0 1 0\n", 9, "no column tells the elements")]
    [InlineData("id element x y z x", "1 Ni 0 0 0 0\n", 9, "twice")]
    public void Bad_atoms_give_one_sentence_with_the_line(string columns, string atoms, long line, string sentence) =>
        AssertRefused(Frame(columns, atoms), line, sentence);

    [Theory]
    [InlineData("ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n", 4, "number of atoms")]
    [InlineData(
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n0\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 1\n0 1\nITEM: ATOMS id\n",
        9,
        "at least one")]
    [InlineData("ITEM: TIMESTEP\n0\nITEM: ATOMS id element x y z\n1 Ni 0 0 0\n", 3, "NUMBER OF ATOMS")]
    [InlineData(
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: ATOMS id element x y z\n1 Ni 0 0 0\n", 5, "BOX BOUNDS")]
    [InlineData(
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp qq pp\n0 1\n0 1\n0 1\n",
        5,
        "'qq' is not a boundary")]
    [InlineData(
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 1\n1 0\n0 1\n", 7, "upper bound")]
    [InlineData("ITEM: TIMESTEP\n0\nITEM: ENTRIES id\n", 3, "not an item")]
    [InlineData("ITEM: TIMESTEP\nnow\n", 2, "whole number")]
    public void A_bad_header_gives_one_sentence_with_the_line(string text, long line, string sentence) =>
        AssertRefused(text, line, sentence);

    [Fact]
    public void Frames_without_atoms_are_left_out_with_a_note()
    {
        string empty = Frame("id element x y z", "", count: 0);
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            empty + Frame("id element x y z", "1 Ni 0 0 0\n", count: 1, step: 5) + empty);

        Assert.Equal("5", Assert.Single(frames).Properties["timestep"]);
        Assert.Contains("frames without atoms", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id element x y z", "1 Ni 0 0 0 7\n2 Al 0 0 1 8\n", "id")]
    [InlineData("id element x y z vx vy", "1 Ni 0 0 0 1 2\n2 Al 0 0 1 1\n", "id vx")]
    [InlineData("id element x y z vx vy", "1 Ni 0 0 0 1 2\n2 Al 0 0 1 *** 1\n", "id vy")]
    [InlineData("id vx element vx x y z", "1 3 Ni 4 0 0 0\n2 3 Al 4 0 0 1\n", "id vx")]
    public void Columns_that_are_not_needed_are_left_out_with_a_note(string columns, string atoms, string kept)
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(Frame(columns, atoms));

        Assert.Equal("Ni Al", Symbols(Assert.Single(frames)));
        Assert.Equal(new Vector3D(0, 0, 1), frames[0].Positions[1]);
        Assert.Equal(kept, string.Join(' ', frames[0].Columns.Select(column => column.Name)));
        Assert.Contains("column", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Items_that_are_not_known_are_left_out_with_a_note()
    {
        (List<AtomicStructure> frames, List<string> notes) =
            ReadNoted("ITEM: LABELS\n1 Ni\n2 Al\n" + Frame("id element x y z", "1 Ni 0 0 0\n", count: 1));

        Assert.Single(frames);
        Assert.Contains("'LABELS'", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_frames_around_broken_ones_are_read()
    {
        string good = Frame("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0 1\n");
        string[] broken =
        [
            Frame("id element x y z", "1 Ni 0 0 0\n"),
            Frame("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0 nan\n"),
            Frame("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0 1\n3 Ni 0 0 2\n"),
            Frame("id element x y z", "1 Ni 0 0 0\n2 Ni 0 0 0\n"),
        ];
        foreach (string bad in broken)
        {
            (List<AtomicStructure> frames, List<StructureFormatException> errors) = ReadGood(good + bad + good);
            Assert.True(frames.Count >= 2, errors[0].Message);
            Assert.InRange(Assert.Single(errors).Line, 12, 24);
        }
    }

    [Fact]
    public void Frames_before_a_broken_one_are_delivered()
    {
        string text = Frame("element x y z", "Ni 0 0 0\n", count: 1) + Frame("element x y z", "", count: 1);
        var delivered = new List<AtomicStructure>();

        Assert.Throws<StructureFormatException>(() =>
        {
            foreach (AtomicStructure frame in StructureFile.Read(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "x.dump"))
                delivered.Add(frame);
        });

        Assert.Single(delivered);
    }

    private static void AssertRefused(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text, "x.dump");
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }
}
