using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

[Collection(nameof(StructureFormat))]
public class FormatSignaturesTests : FormatTestBase
{
    private const string Xyz = "1\n\nH 0 0 0\n";
    private const string Poscar = "x\n1\n3 0 0\n0 3 0\n0 0 3\nCu\n1\nD\n0 0 0\n";
    private const string Aims =
        "# comment\nlattice_vector 3 0 0\nlattice_vector 0 3 0\nlattice_vector 0 0 3\natom 0 0 0 Cu\n";

    private const string Data =
        "t\n1 atoms\n1 atom types\n0 3 xlo xhi\n0 3 ylo yhi\n0 3 zlo zhi\n\n" +
        "Masses\n\n1 63.546\n\nAtoms # atomic\n\n1 1 0 0 0\n";

    private const string Dump =
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 3\n0 3\n0 3\n" +
        "ITEM: ATOMS element x y z\nCu 0 0 0\n";

    [Theory]
    [InlineData(Xyz, "extxyz")]
    [InlineData("\n 2 \nProperties=species:S:1:pos:R:3\n", "extxyz")]
    [InlineData(Poscar, "poscar")]
    [InlineData("x\n1 1 1\n3 0 0\n0 3 0\n0 0 3\n1 ! one\nD\n0 0 0\n", "poscar")]
    [InlineData(Aims, "aims")]
    [InlineData(Data, "lammps-data")]
    [InlineData(Dump, "lammps-dump")]
    [InlineData("just some words\nin a file\n", null)]
    [InlineData("", null)]
    [InlineData("5\n6\n7\n8\n9\n", null)]
    public void Content_tells_the_format(string text, string? format) =>
        Assert.Equal(format, StructureFormat.FromContent(text.Split('\n'))?.Name);

    [Theory]
    [InlineData(Xyz, "geometry.in")]
    [InlineData(Poscar, "x.xyz")]
    [InlineData(Aims, "POSCAR")]
    [InlineData(Data, "x.dump")]
    [InlineData(Dump, "data.x")]
    public void An_unmistakable_content_wins_over_the_name(string text, string name) =>
        Assert.Equal(1, ReadOne(text, name).Count);

    [Theory]
    [InlineData("iUhERg0KGgoAAAAA", "run.nc", "nccopy")]
    [InlineData("TUFUTEFCIDcuMyBNQVQtZmlsZQ==", "model.mat", "-v7")]
    [InlineData("VAAAAENPUkQAAAAA", "run.dcd", "DCD")]
    [InlineData("AAAHywAAAAEAAAAA", "run.xtc", "XTC")]
    public void Binary_files_that_are_not_read_are_named(string head, string name, string sentence) =>
        Assert.Contains(
            sentence,
            Assert.Throws<StructureFormatException>(() => Read(Convert.FromBase64String(head), name)).Problem,
            StringComparison.Ordinal);
}
