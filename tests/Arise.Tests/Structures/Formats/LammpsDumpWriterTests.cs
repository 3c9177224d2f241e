using System.Text;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class LammpsDumpWriterTests
{
    private const string Header = "ITEM: TIMESTEP\n1200\nITEM: NUMBER OF ATOMS\n2\n";

    [Fact]
    public void A_dump_is_written_as_it_was_read()
    {
        const string text = Header + "ITEM: BOX BOUNDS pp pp ff\n-1.5 8.5\n0 10\n2 12\n"
            + "ITEM: ATOMS id type element x y z c_pe ix\n3 2 Al 0.1 0.2 2.3 -3.25 0\n7 1 Ni 5 5 5 1e-05 -1\n";
        AtomicStructure frame = Assert.Single(Read(text));
        Assert.Equal("-1.5 0 2", frame.Properties["Origin"]);
        Assert.Equal(text, Write(frame).Replace("1E-05", "1e-05", StringComparison.Ordinal));
    }

    // The bounds are those of the upright box around the tilted one.
    [Fact]
    public void A_tilted_box_keeps_tilt_and_origin()
    {
        const string bounds = "ITEM: BOX BOUNDS xy xz yz pp pp pp\n-3.75 12.25 -2\n-1 13 1.25\n5 15 3\n";
        const string text =
            Header + bounds + "ITEM: ATOMS id type element x y z\n1 1 Cu 0 0 5\n2 1 Cu 1 1 6\n";
        AtomicStructure frame = Assert.Single(Read(text));
        Assert.Equal(new Vector3D(-2, 11, 0), frame.Lattice!.B);
        Assert.Equal(new Vector3D(1.25, 3, 10), frame.Lattice!.C);
        Assert.Equal("-1.75 -1 5", frame.Properties["Origin"]);
        Assert.Equal(text, Write(frame));
    }

    [Fact]
    public void Any_cell_and_any_column_come_back()
    {
        var structure = new AtomicStructure(
            [new(0.1, 0.2, 0.3), new(1, 2, 3)],
            [ChemicalElement.Parse("Zn"), ChemicalElement.Parse("S")],
            new Lattice(new(0, 3, 0.5), new(-4, 0, 0.1), new(0.2, 0.3, 5)),
            new Periodicity(true, false, true),
            [
                AtomColumn.Real("force", [1, 2, 3, 4, 5, 6.5], 3), AtomColumn.Logical("fixed", [true, false]),
                AtomColumn.Integer("structure_type", [1, 191]), AtomColumn.Text("class", ["fcc_Cu", "none"]),
            ],
            new Dictionary<string, string> { ["Origin"] = "1 -2 0.25", ["time"] = "0.5" });
        AtomicStructure read = Assert.Single(Read(Write(structure)));
        Assert.Equal(structure.Positions.ToArray(), read.Positions.ToArray());
        Assert.Equal(structure.Species.ToArray(), read.Species.ToArray());
        Assert.Equal(structure.Lattice, read.Lattice);
        Assert.Equal(structure.Periodicity, read.Periodicity);
        Assert.Equal("0", read.Properties["timestep"]);
        Assert.Equal("0.5", read.Properties["time"]);
        Assert.Equal("1 -2 0.25", read.Properties["Origin"]);
        Assert.Equal(
            ["id", "type", "force[1]", "force[2]", "force[3]", "fixed", "structure_type", "class"],
            read.Columns.Select(column => column.Name));
        Assert.Equal([2L, 1], read.Columns[1].Integers.ToArray());
        Assert.Equal([3, 6.5], read.Columns[4].Reals.ToArray());
        Assert.Equal([1, 0], read.Columns[5].Reals.ToArray());
        Assert.Equal([1L, 191], read.Columns[6].Integers.ToArray());
        Assert.Equal(["fcc_Cu", "none"], read.Columns[7].Texts.ToArray());
    }

    // The primitive cell of fcc as it is usually written; no vector turns with it.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_cell_in_another_orientation_is_turned_with_its_atoms(int hand)
    {
        var cell = new Lattice(new(0, 2, 2), new(2, 0, 2), new(2 * hand, 2 * hand, 0));
        Vector3D[] places = [new(0.1, 0.2, 0.3), new(1, 2, 2.5), new(1.2, 0.1, 0)];
        var structure = new AtomicStructure(
            places,
            [.. places.Select(_ => ChemicalElement.Parse("Cu"))],
            cell,
            Periodicity.Bulk,
            [AtomColumn.Real("energy", [1, 2, 3])],
            new Dictionary<string, string> { ["Origin"] = "1 0 0" });
        string text = Write(structure);
        Assert.Contains("BOX BOUNDS xy xz yz pp pp pp", text, StringComparison.Ordinal);
        AtomicStructure read = Assert.Single(Read(text));
        Assert.Equal(cell.Volume, read.Lattice!.Volume, 1e-9);
        for (int k = 1; k < places.Length; k++)
        {
            Vector3D before = structure.Positions[k] - structure.Positions[0];
            Vector3D after = read.Positions[k] - read.Positions[0];
            Assert.Equal(before.Length, after.Length, 1e-9);
            Vector3D fractional = cell.ToFractional(before), turned = read.Lattice.ToFractional(after);
            Assert.Equal(fractional.X, turned.X, 1e-9);
            Assert.Equal(fractional.Y, turned.Y, 1e-9);
            Assert.Equal(hand * fractional.Z, turned.Z, 1e-9);
        }
    }

    [Fact]
    public void Atoms_without_a_cell_get_the_box_around_them()
    {
        var structure = new AtomicStructure(
            [new(1, 2, 3), new(4, 2, 3)], [ChemicalElement.Parse("H"), ChemicalElement.Parse("H")]);
        AtomicStructure read = Assert.Single(Read(Write(structure)));
        Assert.False(read.Periodicity.Any);
        Assert.Equal(new Vector3D(4, 0, 0), read.Lattice!.A);
        Assert.Equal(structure.Positions.ToArray(), read.Positions.ToArray());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("element")]
    [InlineData("two words")]
    public void A_column_that_would_be_taken_for_another_is_refused(string name)
    {
        var structure = new AtomicStructure(
            [default], [ChemicalElement.Parse("H")], columns: [AtomColumn.Real(name, [1])]);
        Assert.Contains("rename it", Assert.Throws<StructureFormatException>(() => Write(structure)).Message);
    }

    private static string Write(AtomicStructure structure)
    {
        using var stream = new MemoryStream();
        StructureFile.Write(stream, "out.dump", [structure]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static AtomicStructure[] Read(string text) =>
        [.. StructureFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "in.dump")];
}
