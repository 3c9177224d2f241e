using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class AseDatabaseReaderTests : FormatTestBase
{
    [Fact]
    public void Rows_of_ase_are_read_with_their_pairs()
    {
        List<AtomicStructure> rows = Read(ForeignFiles.AseDatabase);

        Assert.Equal(["Na Cl", "O H H"], rows.Select(Symbols));
        Assert.Equal(new Vector3D(2.5, 0, 0.25), rows[0].Positions[1]);
        Assert.Equal(new Lattice(new(0, 3, 3), new(3, 0, 3), new(3, 3, 0)), rows[0].Lattice);
        Assert.Equal([Periodicity.Bulk, Periodicity.None], rows.Select(row => row.Periodicity));
        Assert.Equal(("1", "salt", "8.5", "-1.5"), (
            rows[0].Properties["id"], rows[0].Properties["label"], rows[0].Properties["gap"],
            rows[0].Properties["energy"]));
        Assert.Equal(("2", "T"), (rows[1].Properties["id"], rows[1].Properties["ok"].ToUpperInvariant()[..1]));
        Assert.Equal([3, 4], rows[0].Columns.Single(column => column.Name == "tags").Integers.ToArray());
        Assert.Equal(
            [0, 0, 1, 0, 0, -1], rows[0].Columns.Single(column => column.Name == "forces").Reals.ToArray());
    }

    [Fact]
    public void Another_database_is_refused()
    {
        byte[] file = System.Text.Encoding.Latin1.GetBytes(
            System.Text.Encoding.Latin1.GetString(ForeignFiles.AseDatabase)
                .Replace("systems", "sistems", StringComparison.Ordinal));

        Assert.Contains(
            "no table 'systems'",
            Assert.Throws<StructureFormatException>(() => Read(file)).Problem,
            StringComparison.Ordinal);
    }
}
