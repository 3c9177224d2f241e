using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class MatReaderTests : FormatTestBase
{
    [Fact]
    public void A_compressed_table_of_tomography_is_read()
    {
        AtomicStructure atoms = Assert.Single(Read(ForeignFiles.MatCompressed, options: Species("Fe", "Pt")));

        Assert.Equal("Fe Pt Pt Fe", Symbols(atoms));
        Assert.Equal(
            [new(0, 0, 0.25), new(1.5, 0, 0), new(0, 2.5, 0), new(1, 1, 1)], atoms.Positions.ToArray());
        Assert.Null(atoms.Lattice);
    }

    [Fact]
    public void Names_decide_among_matrices_and_a_cell_of_symbols_names_elements()
    {
        AtomicStructure atoms = Assert.Single(Read(
            ForeignFiles.MatPlain, options: new() { LengthUnit = new LengthUnit("nm") }));

        Assert.Equal("Fe Pt", Symbols(atoms));
        Assert.Equal([new Vector3D(0, 15, 0), new Vector3D(0, 0, 25)], atoms.Positions.ToArray());
    }

    [Fact]
    public void Fields_of_a_struct_are_read_and_z_is_the_atomic_number() =>
        Assert.Equal("Fe Pt", Symbols(Assert.Single(Read(ForeignFiles.MatStruct))));

    [Fact]
    public void Types_ask_for_their_elements() => Assert.Equal(
        nameof(StructureReadOptions.TypeElements),
        Assert.Throws<StructureFormatException>(() => Read(ForeignFiles.MatCompressed)).MissingSetting);

    [Fact]
    public void Which_matrix_is_meant_is_asked()
    {
        byte[] file = System.Text.Encoding.Latin1.GetBytes(
            System.Text.Encoding.Latin1.GetString(ForeignFiles.MatPlain)
                .Replace("pos\0", "abc\0", StringComparison.Ordinal));

        Assert.Contains(
            "several variables could be the positions: 'abc', 'cell'",
            Assert.Throws<StructureFormatException>(() => Read(file)).Problem,
            StringComparison.Ordinal);
    }
}
