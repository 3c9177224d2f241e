using System.Buffers.Binary;
using System.Text;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>
/// What ASE wrote (<see cref="ForeignFiles"/>), with the numbers given to it, and files made by hand.
/// </summary>
public class AseTrajectoryReaderTests : FormatTestBase
{
    [Fact]
    public void Frames_of_ase_are_read_with_what_belongs_to_their_atoms()
    {
        List<AtomicStructure> frames = Read(ForeignFiles.AseTrajectory);

        Assert.Equal(["Na Cl", "Na Cl", "O H H"], frames.Select(Symbols));
        Assert.Equal(new Vector3D(2.5, 0, 0.25), frames[0].Positions[1]);
        Assert.Equal(new Vector3D(2.75, 0.25, 0.5), frames[1].Positions[1]);
        Assert.Equal(new Vector3D(0, -0.75, 0.5), frames[2].Positions[2]);
        Assert.Equal(new Lattice(new(0, 3, 3), new(3, 0, 3), new(3, 3, 0)), frames[1].Lattice);
        Assert.Equal([Periodicity.Bulk, Periodicity.Bulk, Periodicity.None], frames.Select(one => one.Periodicity));
        Assert.Null(frames[2].Lattice);
        Assert.Equal([3, 4], frames[1].Columns.Single(column => column.Name == "tags").Integers.ToArray());
        Assert.Equal(
            [0, 0, 1, 0, 0, -1], frames[0].Columns.Single(column => column.Name == "forces").Reals.ToArray());
        Assert.Equal("-1.5", frames[0].Properties["energy"]);
        Assert.Empty(frames[1].Properties);
    }

    [Fact]
    public void Numbers_are_read_that_json_has_not()
    {
        byte[] file = Ulm("""
            {"numbers": [29], "pbc": [true, true, false], "positions": [[NaN, 0, 0]], "note": "NaN \" Infinity",
             "cell": [[3, 0, 0], [0, 3, 0], [0, 0, 0]], "calculator.": {"energy": -Infinity, "stress": NaN}}
            """);

        string problem = Assert.Throws<StructureFormatException>(() => Read(file)).Problem;
        Assert.StartsWith("frame 1: the position of this atom", problem, StringComparison.Ordinal);

        AtomicStructure layer = Assert.Single(Read(Replaced(file, "[[NaN,", "[[  1,")));
        Assert.Equal(new Vector3D(1, 0, 0), layer.Positions[0]);
        Assert.Equal(Periodicity.InPlane, layer.Periodicity);
        Assert.Equal(new Vector3D(0, 0, 1), layer.Lattice!.C);
    }

    [Theory]
    [InlineData("""{"numbers": [0], "positions": [[0, 0, 0]]}""", "the atomic number 0, which no element has")]
    [InlineData("""{"numbers": [29, 29], "positions": [[0, 0, 0]]}""", "2 atomic numbers, but 1 positions")]
    [InlineData("""{"positions": [[0, 0, 0]]}""", "no atomic numbers")]
    [InlineData("""{"numbers": [29], "positions": [[0, 0]]}""", "no atomic numbers or no positions")]
    [InlineData("""{"numbers": [29], "positions": [[0, 0, 0]], "cell": "x"}""", "three vectors")]
    [InlineData("""{"numbers": [29], "positions": [[0, 0, 0]], "pbc": [true, true, true]}""", "vector is zero")]
    [InlineData("""{"numbers.": {"ndarray": [[9999999999], "int64", 48]}}""", "description of the array")]
    [InlineData("""{"numbers.": {"ndarray": [[1], "int64", 4800]}}""", "truncated")]
    [InlineData("""{"numbers.": {"ndarray": [[1], "complex128", 0]}}""", "'complex128', which is not read")]
    [InlineData("[1]", "no object")]
    [InlineData("{", "no JSON")]
    public void What_is_wrong_is_said(string json, string sentence)
    {
        string problem = Assert.Throws<StructureFormatException>(() => Read(Ulm(json))).Problem;

        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.StartsWith("frame 1: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_of_this_kind_are_named()
    {
        byte[] gpaw = [.. ForeignFiles.AseTrajectory];
        "GPAW            "u8.CopyTo(gpaw.AsSpan(8));

        Assert.Contains(
            "'GPAW'", Assert.Throws<StructureFormatException>(() => Read(gpaw)).Problem, StringComparison.Ordinal);
    }

    // Magic, tag, version 3, one item, the place of the table of offsets, which is one offset; length and JSON.
    private static byte[] Ulm(string json)
    {
        byte[] item = Encoding.UTF8.GetBytes(json);
        byte[] file = new byte[64 + item.Length];
        "- of UlmASE-Trajectory  "u8.CopyTo(file);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(24), 3);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(32), 1);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(40), 48);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(48), 56);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(56), item.Length);
        item.CopyTo(file, 64);
        return file;
    }

    private static byte[] Replaced(byte[] file, string old, string value) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace(old, value, StringComparison.Ordinal));
}
