using System.Buffers.Binary;
using System.Text;
using Arise.Files;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class NpyReaderTests : FormatTestBase
{
    private static readonly Vector3D[] Points = [new(1, 2, 3), new(4, 5, 6), new(7, 8, 9), new(0, 1, 0), new(2, 0, 2)];

    public static TheoryData<bool, bool> Orders => new()
    {
        { false, false }, { false, true }, { true, false }, { true, true },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Rows_and_columns_in_either_order_of_memory(bool isTransposed, bool isFortran)
    {
        double[] values = isTransposed == isFortran
            ? [.. Points.SelectMany(point => (double[])[point.X, point.Y, point.Z])]
            : [.. Points.Select(one => one.X), .. Points.Select(one => one.Y), .. Points.Select(one => one.Z)];
        string shape = isTransposed ? "3, 5" : "5, 3";
        byte[] data = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleBigEndian(data.AsSpan(8 * i), values[i]);

        AtomicStructure atoms = Assert.Single(Read(Npy(">f8", isFortran, shape, data), options: Species("Au")));

        Assert.Equal(Points, atoms.Positions.ToArray());
        Assert.Equal("Au Au Au Au Au", Symbols(atoms));
    }

    [Fact]
    public void What_is_written_elsewhere_here_is_read_and_pixels_are_converted()
    {
        using var stream = new MemoryStream();
        NumpyFormat.Write(stream, new NumpyArray(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, [5, 2]));

        AtomicStructure pixels = Assert.Single(Read(
            stream.ToArray(), options: Species("Au") with { LengthUnit = new LengthUnit("pixel") }));
        AtomicStructure scaled = Assert.Single(Read(stream.ToArray(), options: Species("Au") with { PixelSize = 0.5 }));

        Assert.Equal(("pixel", new Vector3D(3, 4, 0)), (pixels.LengthUnit.Name, pixels.Positions[1]));
        Assert.Equal((LengthUnit.Angstrom, new Vector3D(1.5, 2, 0)), (scaled.LengthUnit, scaled.Positions[1]));
    }

    [Fact]
    public void A_fourth_column_is_the_type()
    {
        using var stream = new MemoryStream();
        NumpyFormat.Write(stream, new NumpyArray(new double[] { 0, 0, 0, 2, 1, 1, 1, 1 }, [2, 4]));

        Assert.Equal("Pt Fe", Symbols(Assert.Single(Read(stream.ToArray(), options: Species("Fe", "Pt")))));
        Assert.Contains(
            "the fourth column holds numbers (2), which are atom types",
            Assert.Throws<StructureFormatException>(() => Read(stream.ToArray())).Problem,
            StringComparison.Ordinal);
    }

    // As programs that count from zero number them.
    [Fact]
    public void Types_from_zero_are_told()
    {
        using var stream = new MemoryStream();
        NumpyFormat.Write(stream, new NumpyArray(new double[] { 0, 0, 0, 0, 1, 1, 1, 1 }, [2, 4]));

        Assert.Contains(
            "atom type 0 occurs, but types count from 1",
            Assert.Throws<StructureFormatException>(() => Read(stream.ToArray(), options: Species("Fe", "Pt"))).Problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<f8", "7, 5", "the shape (7, 5)")]
    [InlineData("<f8", "6", "the shape (6)")]
    [InlineData("<f8", "99999999999999999999, 3", "at most")]
    [InlineData("<f8", "1000000, 3", "truncated")]
    [InlineData("<c16", "2, 3", "'<c16'")]
    [InlineData("<f8", "0, 3", "number of atoms is 0")]
    public void What_is_wrong_is_said(string type, string shape, string sentence)
    {
        byte[] file = Npy(type, false, shape, new byte[80]);
        Assert.Contains(
            sentence,
            Assert.Throws<StructureFormatException>(() => Read(file, options: Species("Au"))).Problem,
            StringComparison.Ordinal);
    }

    internal static byte[] Npy(string type, bool isFortran, string shape, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {isFortran}, 'shape': ({shape}), }}\n";
        return
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data,
        ];
    }
}
