using System.Globalization;
using System.IO.Compression;
using System.Text;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

// The budget belongs to the process: these tests run alone.
[CollectionDefinition(nameof(LineReaderTests), DisableParallelization = true)]
[Collection(nameof(LineReaderTests))]
public sealed class LineReaderTests : IDisposable
{
    private const int TooMany = 100_000;

    private readonly long _budget = MemoryBudget.Bytes;

    public LineReaderTests() => MemoryBudget.Bytes = MemoryBudget.Smallest;

    public void Dispose() => MemoryBudget.Bytes = _budget;

    public static TheoryData<string> WritableFormats =>
        [.. StructureFormat.All.Where(format => format.CanWrite).Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(WritableFormats))]
    public void A_structure_that_outgrows_the_budget_is_refused_where_it_does(string format)
    {
        var crystal = new AtomicStructure(
            [.. Enumerable.Range(0, TooMany).Select(i =>
                2.5 * new Vector3D(i % 50, i / 50 % 50, (double)i / 2500))],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), TooMany)],
            new Lattice(new Vector3D(125, 0, 0), new Vector3D(0, 125, 0), new Vector3D(0, 0, 125)),
            Periodicity.Bulk);
        var file = new MemoryStream();
        StructureFile.Write(file, "crystal", [crystal], StructureFormat.FromName(format));
        StructureFormatException error = Refused(file.ToArray(), format);
        Assert.True(format == "cif" || error.Line is > 1000 and < TooMany, error.Message);
        MemoryBudget.Bytes = _budget;
        Assert.Equal(TooMany, Read(file.ToArray(), format).Count);
    }

    [Fact]
    public void Symmetry_that_fills_a_cell_with_too_many_atoms_is_refused()
    {
        var text = new StringBuilder("data_x\n_space_group_name_H-M_alt 'F m -3 m'\n_cell_length_a 300\n"
            + "_cell_length_b 300\n_cell_length_c 300\nloop_\n_atom_site_type_symbol\n_atom_site_fract_x\n"
            + "_atom_site_fract_y\n_atom_site_fract_z\n");
        var random = new Random(2);
        for (int site = 0; site < 1000; site++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Cu {random.NextDouble():F6} {random.NextDouble():F6} {random.NextDouble():F6}\n");
        }

        Refused(Encoding.ASCII.GetBytes(text.ToString()), "cif");
    }

    [Fact]
    public void Compressed_atoms_count_as_those_that_are_not()
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes($"{TooMany}\nc\n"));
            byte[] atom = Encoding.ASCII.GetBytes("Cu 0 0 0\n");
            for (int i = 0; i < TooMany; i++)
                gzip.Write(atom);
        }

        Assert.True(file.Length < 10_000);
        Refused(file.ToArray(), "extxyz");
    }

    [Fact]
    public void Columns_count()
    {
        var text = new StringBuilder("20000\nProperties=species:S:1:pos:R:3:note:S:100\n");
        string notes = string.Concat(Enumerable.Repeat(" abc", 100));
        for (int i = 0; i < 20_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"Cu {3 * i} 0 0{notes}\n");
        Refused(Encoding.ASCII.GetBytes(text.ToString()), "extxyz");
    }

    // Each frame by itself fits; the promise of a header is not what is there.
    [Fact]
    public void Frames_are_counted_one_by_one_and_promises_not_at_all()
    {
        var text = new StringBuilder();
        for (int frame = 0; frame < 3; frame++)
        {
            text.Append("50000\nc\n");
            for (int i = 0; i < 50_000; i++)
                text.Append(CultureInfo.InvariantCulture, $"Cu {3 * (i % 300)} {3 * (i / 300)} 0\n");
        }

        text.Append("1000000000\nc\nCu 0 0 0\n");
        using var file = new MemoryStream(Encoding.ASCII.GetBytes(text.ToString()));
        using IEnumerator<AtomicStructure> frames = StructureFile.Read(
            file, "frames.xyz", new StructureReadOptions()).GetEnumerator();
        for (int frame = 0; frame < 3; frame++)
            Assert.True(frames.MoveNext());
        StructureFormatException error = Assert.Throws<StructureFormatException>(() => frames.MoveNext());
        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
    }

    private static StructureFormatException Refused(byte[] file, string format)
    {
        StructureFormatException error = Assert.Throws<StructureFormatException>(() => Read(file, format));
        Assert.Contains("more than the budget of 67.1 MB", error.Message, StringComparison.Ordinal);
        Assert.Equal(nameof(MemoryBudget.Bytes), error.MissingSetting);
        return error;
    }

    private static AtomicStructure Read(byte[] file, string format) => StructureFile.Read(
        new MemoryStream(file),
        "file",
        new StructureReadOptions
        {
            Format = StructureFormat.FromName(format), TypeElements = [ChemicalElement.Parse("Cu")],
        })
        .First();
}
