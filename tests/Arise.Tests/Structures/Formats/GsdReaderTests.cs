using System.Text;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>
/// Files made by hand after the description of the format: a header of 256 bytes, chunks, the index (32 bytes each) and
/// the list of names.
/// </summary>
public class GsdReaderTests : FormatTestBase
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_frame_does_not_repeat_is_as_in_the_first(int version)
    {
        List<AtomicStructure> frames = Read(TwoFrames(version, "Ni", "Al"));

        Assert.Equal(["Ni Al", "Ni Al"], frames.Select(Symbols));
        Assert.Equal(new Vector3D(1, 1.5, -2), frames[0].Positions[1]);
        Assert.Equal(new Vector3D(1.25, 1.5, -2), frames[1].Positions[1]);
        Assert.Equal(
            new Lattice(new(10, 0, 0), new(2.5, 5, 0), new(0, 0, 8)), frames[1].Lattice);
        Assert.Equal(Periodicity.Bulk, frames[0].Periodicity);
        Assert.Equal(["0", "500"], frames.Select(frame => frame.Properties["timestep"]));
        Assert.Equal([1, 2], frames[0].Columns.Single(column => column.Name == "mass").Reals.ToArray());
    }

    [Fact]
    public void A_file_of_hoomd_is_read()
    {
        List<AtomicStructure> frames = Read(ForeignFiles.Gsd);

        Assert.Equal(["Cu Zn Cu Zn", "Cu Zn Cu Zn", "Cu Zn Cu Zn"], frames.Select(Symbols));
        Assert.Equal([new(-2, 0, 1), new(-2, 0.5, 1), new(-2, 1, 1)], frames.Select(frame => frame.Positions[3]));
        Assert.Equal(["0", "10", "20"], frames.Select(frame => frame.Properties["timestep"]));
        Assert.Equal(1, frames[2].Lattice!.B.X, 1e-6);
        Assert.Equal(1.6, frames[2].Lattice!.C.Y, 1e-6);
    }

    [Fact]
    public void Names_that_are_no_elements_are_types()
    {
        byte[] file = TwoFrames(2, "A", "B");

        Assert.Equal(
            nameof(StructureReadOptions.TypeElements),
            Assert.Throws<StructureFormatException>(() => Read(file)).MissingSetting);
        Assert.Equal("Cu Zn", Symbols(Read(file, options: Species("Cu", "Zn"))[1]));
    }

    [Fact]
    public void Another_schema_is_refused()
    {
        byte[] file = TwoFrames(2, "Ni", "Al");
        file[112] = (byte)'x';

        Assert.Contains(
            "'xoomd'", Assert.Throws<StructureFormatException>(() => Read(file)).Problem, StringComparison.Ordinal);
    }

    internal static byte[] TwoFrames(int version, string first, string second)
    {
        string[] names =
        [
            "particles/N", "configuration/box", "particles/types", "particles/typeid", "particles/position",
            "particles/mass", "configuration/step",
        ];
        byte[] types = new byte[6];
        Encoding.ASCII.GetBytes(first).CopyTo(types, 0);
        Encoding.ASCII.GetBytes(second).CopyTo(types, 3);
        (int Frame, int Name, int Rows, int Columns, byte Type, byte[] Data)[] chunks =
        [
            (0, 0, 1, 1, 3, BitConverter.GetBytes(2u)),
            (0, 1, 6, 1, 9, Floats(10, 5, 8, 0.5f, 0, 0)),
            (0, 2, 2, 3, 5, types),
            (0, 3, 2, 1, 3, [0, 0, 0, 0, 1, 0, 0, 0]),
            (0, 4, 2, 3, 9, Floats(0, 0, 0, 1, 1.5f, -2)),
            (0, 5, 2, 1, 9, Floats(1, 2)),
            (1, 6, 1, 1, 4, BitConverter.GetBytes(500UL)),
            (1, 4, 2, 3, 9, Floats(0, 0, 0, 1.25f, 1.5f, -2)),
        ];
        byte[] list = new byte[64 * names.Length];
        int place = 0;
        foreach (string name in names)
        {
            Encoding.ASCII.GetBytes(name).CopyTo(list, place);
            place += version == 1 ? 64 : name.Length + 1;
        }

        long data = chunks.Sum(chunk => chunk.Data.Length), index = 256 + data;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0x65DF65DF65DF65DFUL);
        writer.Write(index);
        writer.Write(chunks.Length + 2L);
        writer.Write(index + (32L * (chunks.Length + 2)));
        writer.Write((long)names.Length);
        writer.Write(1 << 16 | 4);
        writer.Write(version << 16);
        writer.Write(new byte[64]);
        writer.Write(Encoding.ASCII.GetBytes("hoomd".PadRight(64, '\0')));
        writer.Write(new byte[80]);
        foreach (var chunk in chunks)
            writer.Write(chunk.Data);
        long offset = 256;
        foreach (var chunk in chunks)
        {
            writer.Write((long)chunk.Frame);
            writer.Write((long)chunk.Rows);
            writer.Write(offset);
            writer.Write(chunk.Columns);
            writer.Write((ushort)chunk.Name);
            writer.Write(chunk.Type);
            writer.Write((byte)0);
            offset += chunk.Data.Length;
        }

        writer.Write(new byte[64]);
        writer.Write(list);
        return stream.ToArray();
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
