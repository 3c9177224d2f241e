using System.Buffers.Binary;
using System.IO.Compression;
using Arise.Files;

namespace Arise.Tests.Files;

public sealed class NumpyArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-npz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_element_type_survives_a_round_trip(bool compress)
    {
        string path = Path.Combine(_folder, "all.npz");
        NumpyArchive written = Sample();

        written.Write(path, compress);
        NumpyArchive read = NumpyArchive.Read(path);

        Assert.Equal(written.Names, read.Names);
        foreach (string name in written.Names)
        {
            Assert.Equal(written[name].Shape.ToArray(), read[name].Shape.ToArray());
            Assert.Equal(written[name].Values, read[name].Values);
        }

        Assert.Equal(["all.npz"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Equal_content_gives_equal_bytes()
    {
        using MemoryStream first = new(), second = new();
        Sample().Write(first, compress: true);
        Sample().Write(second, compress: true);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void Data_begin_at_a_multiple_of_64_bytes_as_the_format_asks()
    {
        using var stream = new MemoryStream();
        Sample().Write(stream);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            byte[] prefix = new byte[10];
            content.ReadExactly(prefix);
            byte[] header = new byte[BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8))];
            content.ReadExactly(header);
            Assert.Equal(0, (prefix.Length + header.Length) % 64);
            Assert.Equal((byte)'\n', header[^1]);
        }
    }

    [Fact]
    public void Reads_what_numpy_wrote()
    {
        NumpyArchive archive = NumpyArchive.Read(TestData.PathOf("soap_pristine.npz"));
        Assert.Contains(archive.Names, name => archive[name].Shape is [396, 316]);
    }

    [Fact]
    public void A_file_that_is_no_archive_is_named_in_the_error()
    {
        string path = Path.Combine(_folder, "text.npz");
        File.WriteAllText(path, "not a zip file");
        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.Contains("text.npz", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "end early")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "'>f4' is not supported")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "'|O' is not supported")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", "Fortran order")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", "structured")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "damaged")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2,), }", "damaged")]
    [InlineData("{'descr': '<Ux', 'fortran_order': False, 'shape': (1,), }", "damaged")]
    [InlineData("{'descr': '<U-4', 'fortran_order': False, 'shape': (1,), }", "damaged")]
    public void Unsupported_and_damaged_arrays_are_explained(string header, string expected)
    {
        string path = Path.Combine(_folder, "bad.npz");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("x.npy").Open())
        {
            byte[] text = System.Text.Encoding.ASCII.GetBytes(header + "\n");
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, 0, 0, 0x80, 0x3f]);
        }

        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }", "8000000000 bytes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647), }", "too many")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "damaged")]
    [InlineData("{'descr': '<U2147483647', 'fortran_order': False, 'shape': (1,), }", "8589934588 bytes")]
    [InlineData("{'descr': '<U2147483648', 'fortran_order': False, 'shape': (1,), }", "damaged")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,), }", "too many")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "damaged")]
    [InlineData("{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }", "3 bytes, but there are 4")]
    public void Shapes_that_do_not_fit_the_data_are_refused_before_anything_is_allocated(string header, string expected)
    {
        string path = Path.Combine(_folder, "large.npz");
        WriteMember(path, "x.npy", header);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("large.npz, array 'x'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".npy", "entry '.npy' is not a .npy array")]
    [InlineData("x", "entry 'x' is not a .npy array")]
    [InlineData("folder/", "entry 'folder/' is not a .npy array")]
    public void Members_without_a_name_are_refused(string name, string expected)
    {
        string path = Path.Combine(_folder, "names.npz");
        WriteMember(path, name, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }");
        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_members_of_one_name_are_refused()
    {
        string path = Path.Combine(_folder, "twice.npz");
        const string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";
        WriteMember(path, "x.npy", header);
        WriteMember(path, "x.npy", header);
        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.Contains("two arrays 'x'", error.Message, StringComparison.Ordinal);
    }

    // The directory of the zip file says 1 GiB, more than deflate can make of so few bytes.
    [Fact]
    public void A_member_that_claims_more_than_it_can_hold_is_refused()
    {
        string path = Path.Combine(_folder, "claim.npz");
        WriteMember(path, "x.npy", "{'descr': '|b1', 'fortran_order': False, 'shape': (1073741696,), }");
        byte[] bytes = File.ReadAllBytes(path);
        int directory = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 1, 2]);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 1 << 30);
        File.WriteAllBytes(path, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains("longer than it can be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_bit_of_the_numbers_is_checked()
    {
        string path = Path.Combine(_folder, "bits.npz");
        new NumpyArchive().Add("x", new[] { 1f, 2f, 3f }).Write(path);
        byte[] bytes = File.ReadAllBytes(path);
        int place = bytes.AsSpan().IndexOf(BitConverter.GetBytes(2f));
        bytes[place] ^= 1;
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<NumpyFormatException>(() => NumpyArchive.Read(path));
        Assert.Contains("array 'x': the data are damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_read_as_a_file()
    {
        string path = Path.Combine(_folder, "pipe.npz");
        Sample().Write(path, compress: true);
        using var file = new ForwardOnly(File.ReadAllBytes(path));
        using Stream seekable = SeekableInput.Of(file, "pipe");
        Assert.Equal(Sample().Names, NumpyArchive.Read(seekable, "pipe").Names);
    }

    [Fact]
    public void Short_integers_become_integers()
    {
        string path = Path.Combine(_folder, "short.npz");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("x.npy").Open())
        {
            ReadOnlySpan<byte> text = "{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }\n"u8;
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, 0xff, 0xff, 0x2c, 0x01]);
        }

        Assert.Equal([-1, 300], NumpyArchive.Read(path)["x"].As<int>());
    }

    [Fact]
    public void A_missing_array_and_a_wrong_type_are_explained()
    {
        NumpyArchive archive = Sample();
        Assert.Contains(
            "'nothing'",
            Assert.Throws<NumpyFormatException>(() => archive["nothing"]).Message,
            StringComparison.Ordinal);
        Assert.Throws<NumpyFormatException>(() => archive.Get<double>("float32", 2, out _));
        Assert.Throws<NumpyFormatException>(() => archive.Get<float>("float32", 1, out _));
    }

    internal static NumpyArchive Sample() => new NumpyArchive()
        .Add("float32", new[] { 1.5f, -0f, float.NaN, float.MaxValue, 5, 6 }, 2, 3)
        .Add("float64", new[] { Math.PI, double.Epsilon })
        .Add("int32", new[] { int.MinValue, 7 }, 1, 2, 1)
        .Add("int64", new[] { long.MaxValue })
        .Add("bool", new[] { true, false, true })
        .Add("text", new[] { "Cu_fcc", "", "Å \U0001F48E" })
        .Add("scalar", new NumpyArray(new[] { 4.0 }, []))
        .Add("empty", Array.Empty<float>(), 0, 316);

    private static void WriteMember(string path, string name, string header)
    {
        using var zip = ZipFile.Open(path, File.Exists(path) ? ZipArchiveMode.Update : ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry(name).Open();
        byte[] text = System.Text.Encoding.ASCII.GetBytes(header + "\n");
        entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, 0, 0, 0x80, 0x3f]);
    }
}
