using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class AmberNetcdfReaderTests : FormatTestBase
{
    public static TheoryData<bool> Versions => [false, true];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Frames_of_lammps_are_read_by_id_and_with_the_boundaries(bool is64)
    {
        List<AtomicStructure> frames = Read(
            is64 ? ForeignFiles.Netcdf64 : ForeignFiles.Netcdf, options: Species("Ni", "Al"));

        Assert.Equal(["Al Ni", "Al Ni"], frames.Select(Symbols));
        Assert.Equal(new Vector3D(1.5, 2.5, 0.25), frames[0].Positions[0]);
        Assert.Equal(new Vector3D(1.5, 2.5, 1.25), frames[1].Positions[0]);
        Assert.Equal([1, 2], frames[0].Columns.Single(column => column.Name == "id").Integers.ToArray());
        Assert.Equal(new Lattice(new(4, 0, 0), new(0, 6, 0), new(0, 0, 1)), frames[1].Lattice);
        Assert.Equal(Periodicity.InPlane, frames[0].Periodicity);
        Assert.Equal(("100", "1 2 3"), (frames[1].Properties["time"], frames[1].Properties["Origin"]));
    }

    [Fact]
    public void Types_ask_for_their_elements() => Assert.Equal(
        nameof(StructureReadOptions.TypeElements),
        Assert.Throws<StructureFormatException>(() => Read(ForeignFiles.Netcdf)).MissingSetting);

    [Fact]
    public void Other_contents_are_refused()
    {
        byte[] climate = System.Text.Encoding.Latin1.GetBytes(
            System.Text.Encoding.Latin1.GetString(ForeignFiles.Netcdf)
                .Replace("coordinates", "temperature", StringComparison.Ordinal));

        Assert.Contains(
            "no variable 'coordinates'",
            Assert.Throws<StructureFormatException>(() => Read(climate)).Problem,
            StringComparison.Ordinal);
    }

    // A header that claims to be streaming (2^32 - 1 records): the length of the file tells how many there are.
    [Fact]
    public void Records_that_are_not_counted_are_counted_by_the_length()
    {
        byte[] file = [.. ForeignFiles.Netcdf];
        file.AsSpan(4, 4).Fill(0xff);

        Assert.Equal(2, Read(file, options: Species("Ni", "Al")).Count);
    }
}
