using System.IO.Compression;
using System.Text;
using Arise.Files;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Tests.Files;

namespace Arise.Tests.Structures.Formats;

[Collection(nameof(StructureFormat))]
public sealed class StructureFileTests : FormatTestBase, IDisposable
{
    private const string Xyz = "1\n\nH 0 0 0\n";
    private const string Poscar = "x\n1\n3 0 0\n0 3 0\n0 0 3\nCu\n1\nD\n0 0 0\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-formats").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Binary_content_is_recognized_whatever_the_name_and_the_compression()
    {
        byte[] packed = Gzip(ForeignFiles.AseTrajectory);

        Assert.Equal(3, Read(ForeignFiles.AseTrajectory, "x.xyz").Count);
        Assert.Equal(3, Read(packed, "-").Count);
        File.WriteAllBytes(PathOf("a"), packed);
        Assert.Equal("ase-traj", StructureFile.FormatOf(PathOf("a")).Name);
    }

    [Fact]
    public void A_name_of_a_binary_format_without_its_content_is_said()
    {
        Assert.Contains(
            "the name stands for the format gsd", Refused("some words\n", "x.gsd").Problem, StringComparison.Ordinal);
        Assert.Contains(
            "no file of the format gsd",
            Refused(Xyz, "x.xyz", new StructureReadOptions { Format = StructureFormat.Gsd }).Problem,
            StringComparison.Ordinal);
        Assert.Contains("empty", Refused("", "x.gsd").Problem, StringComparison.Ordinal);
    }

    // 256 MiB in a few kilobytes.
    [Fact]
    public void What_grows_without_end_when_unpacked_is_refused_in_little_memory()
    {
        using var packed = new MemoryStream();
        byte[] block = new byte[1 << 20];
        block.AsSpan().Fill((byte)'7');
        using (Stream writer = Compression.OfName("x.zst")!.Write(packed))
        {
            for (int k = 0; k < 256; k++)
                writer.Write(block);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(
            "longer than",
            Assert.Throws<StructureFormatException>(() => Read(packed.ToArray(), "x.xyz")).Problem,
            StringComparison.Ordinal);
        Assert.True(packed.Length < 1 << 20);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20);
    }

    [Fact]
    public void A_given_format_wins_over_content() =>
        Assert.Equal(
            2, Refused(Poscar, "POSCAR", new StructureReadOptions { Format = StructureFormat.FhiAims }).Line + 1);

    [Fact]
    public void An_unknown_file_gives_a_sentence_with_the_choices()
    {
        StructureFormatException error = Refused("some words\n", "x.txt");

        Assert.Contains($"({string.Join(", ", StructureFormat.All)})", error.Problem, StringComparison.Ordinal);
        Assert.Equal(nameof(StructureReadOptions.Format), error.MissingSetting);
    }

    [Theory]
    [InlineData("x.xyz")]
    [InlineData("x.txt")]
    [InlineData("POSCAR")]
    [InlineData("geometry.in")]
    [InlineData("x.dump")]
    public void An_empty_file_is_called_empty(string name) =>
        Assert.Contains("empty", Refused("", name).Problem, StringComparison.Ordinal);

    [Fact]
    public void Gzip_is_recognized_by_content_whatever_the_name() =>
        Assert.Equal(1, Assert.Single(Read(Gzip(Poscar), "POSCAR")).Count);

    [Fact]
    public void Damaged_or_truncated_gzip_gives_a_sentence()
    {
        string many = string.Concat(
            Enumerable.Range(0, 3000).Select(i => $"1\n{i * 7919 % 10007}\nH 0 0 {i * 0.37}\n"));
        byte[] bytes = Gzip(many);
        byte[] damaged = [.. bytes];
        damaged[bytes.Length / 2] ^= 0xff;
        foreach (int length in (int[])[5, bytes.Length / 2, bytes.Length - 9, bytes.Length - 1])
            Assert.Contains(
                "gzip",
                Assert.Throws<StructureFormatException>(() => Read(bytes[..length], "x.xyz")).Problem,
                StringComparison.Ordinal);

        Assert.Throws<StructureFormatException>(() => Read(damaged, "x.xyz"));
        Assert.Equal(3000, Read(bytes, "x.xyz").Count);
    }

    [Theory]
    [InlineData(CompressionTests.Bzip2)]
    [InlineData(CompressionTests.Xz)]
    [InlineData(CompressionTests.Zstd)]
    public void Other_compressions_are_recognized_by_content(string packed)
    {
        byte[] bytes = Convert.FromBase64String(packed);

        Assert.Equal("Ni Ni", Symbols(Assert.Single(Read(bytes, "POSCAR"))));
        Assert.Contains(
            "truncated",
            Assert.Throws<StructureFormatException>(() => Read(bytes[..^5], "a.xyz")).Problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CompressionTests.Lz4, "lz4")]
    [InlineData("UEsDBBQAAAA=", "zip")]
    public void An_unknown_compression_is_named(string packed, string name)
    {
        string problem = Assert.Throws<StructureFormatException>(
            () => Read(Convert.FromBase64String(packed), "a.xyz")).Problem;

        Assert.StartsWith($"this is {name} (.{name}), which is not read; unpack", problem, StringComparison.Ordinal);
        Assert.Contains("gzip, bzip2, xz, zstd", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Xz_is_not_written() => Assert.Contains(
        ".gz, .bz2, .zst",
        Assert.Throws<StructureFormatException>(
            () => StructureFile.Write(PathOf("a.xyz.xz"), ReadOne(Xyz))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Gzip_members_may_follow_each_other() => Assert.Equal(2, Read([.. Gzip(Xyz), .. Gzip(Xyz)]).Count);

    [Fact]
    public void Files_are_opened_when_enumerated_and_closed_after_the_first_frame()
    {
        string path = PathOf("a.xyz");
        IEnumerable<AtomicStructure> frames = StructureFile.Read(path);
        File.WriteAllText(path, Xyz + Xyz);

        Assert.Equal(2, frames.Count());
        Assert.Equal(1, StructureFile.ReadFirst(path).Count);
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void The_first_frame_does_not_need_the_others() =>
        Assert.Equal(1, StructureFile.ReadFirst(Written("a.xyz", Xyz + "rubbish")).Count);

    [Fact]
    public void Missing_files_and_folders_give_a_sentence()
    {
        Assert.Contains(
            "no such file",
            Assert.Throws<StructureFormatException>(() => StructureFile.ReadFirst(PathOf("none.xyz"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "folder",
            Assert.Throws<StructureFormatException>(() => StructureFile.ReadFirst(_folder)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "no folder",
            Assert.ThrowsAny<IOException>(() => StructureFile.Write(PathOf("none/a.xyz"), ReadOne(Xyz))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.xyz.gz", 0x1f, 0x8b)]
    [InlineData("a.xyz.bz2", 'B', 'Z')]
    [InlineData("a.xyz.zst", 0x28, 0xb5)]
    public void Writing_to_a_name_of_a_compression_compresses(string name, int first, int second)
    {
        string path = PathOf(name);
        StructureFile.Write(path, ReadOne(Xyz));

        Assert.Equal([(byte)first, (byte)second], File.ReadAllBytes(path)[..2]);
        Assert.Equal("H", Symbols(StructureFile.ReadFirst(path)));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        string path = Written("a.xyz", Xyz);

        Assert.Throws<InvalidOperationException>(() => StructureFile.Write(path, Failing()));

        Assert.Equal(Xyz, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_may_be_converted_onto_itself()
    {
        string path = Written("a.xyz", Xyz + Xyz);
        StructureFile.Write(path, StructureFile.Read(path));

        Assert.Equal(2, StructureFile.Read(path).Count());
    }

    [Fact]
    public void Only_formats_with_a_writer_are_written() =>
        Assert.Contains("only be read", Assert.Throws<StructureFormatException>(
        () => StructureFile.Write(PathOf("a.pdb"), ReadOne(Xyz))).Problem, StringComparison.Ordinal);

    // 2^31 characters without a line break, made on the fly.
    [Fact]
    public void An_endless_line_is_refused_at_once_and_in_little_memory()
    {
        foreach (StructureFormat format in StructureFormat.All)
        {
            using var endless = new EndlessStream();
            long before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<StructureFormatException>(
                () => StructureFile.Read(endless, "long", new StructureReadOptions { Format = format }).First());

            Assert.Equal(format.Reader is null ? 0 : 1, error.Line);
            Assert.True(endless.Delivered < 4 << 20, $"{endless.Delivered} bytes were read.");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20);
        }
    }

    // Old Macintosh programs and Excel for Mac end lines with CR alone; some conversions double the CR of CR LF.
    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\r\r\n")]
    [InlineData("\n")]
    public void Every_line_end_is_understood(string end)
    {
        AtomicStructure structure = ReadOne($"2{end}dimer{end}Ni 0 0 0{end}Ni 0 0 2.4{end}");

        Assert.Equal((2, "dimer"), (structure.Count, structure.Name));
        Assert.Equal(4, Refused($"2{end}dimer{end}Ni 0 0 0{end}Ni 0 0 x{end}").Line);
        Assert.Equal(4, Refused($"2{end}{end}Ni 0 0 0{end}Ni 0 0 x").Line);
    }

    // The carriage return is the last letter of a buffer of the reader, the line feed the first of the next.
    [Fact]
    public void A_line_end_across_buffers_is_one()
    {
        foreach (int length in Enumerable.Range((1 << 16) - 8, 12))
        {
            string text = $"1\r\n{new string('x', length)}\r\nNi 0 0 q\r\n";
            Assert.Equal(3, Refused(text, "a.xyz").Line);
        }
    }

    [Fact]
    public void What_is_left_out_is_said_once_for_a_file_and_kind()
    {
        string frame = "1\nProperties=species:S:1:pos:R:3\nNi 0 0 0 1\n";
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(frame + frame + frame, "run.xyz");

        Assert.Equal(3, frames.Count);
        Assert.Equal(["run.xyz, line 3: columns behind those that Properties names are left out."], notes);
    }

    [Fact]
    public void What_was_given_for_other_files_is_told()
    {
        StructureReadOptions given = Species("Cu") with { LengthUnit = new LengthUnit("nm"), PixelSize = 0.2 };
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(Xyz, "a.xyz", given);

        Assert.Equal("H", Symbols(Assert.Single(frames)));
        Assert.Contains(notes, note => note.Contains("belongs to tables", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("names its elements", StringComparison.Ordinal));
    }

    [Fact]
    public void A_frame_of_atoms_at_one_place_is_left_out_where_broken_frames_are_taken()
    {
        (List<AtomicStructure> frames, List<StructureFormatException> errors) = ReadGood(
            "2\n\nH 0 0 0\nH 0 0 0\n1\n\nO 0 0 0\n", "run.xyz");

        Assert.Equal("O", Symbols(Assert.Single(frames)));
        Assert.Equal(4, Assert.Single(errors).Line);
        (frames, errors) = ReadGood("2\n\nH 0 0 0\nH 0 0 0\n", "run.xyz");
        Assert.Equal((0, 1), (frames.Count, errors.Count));
    }

    [Fact]
    public void A_trajectory_is_streamed()
    {
        using var source = new FrameStream();
        using IEnumerator<AtomicStructure> frames = StructureFile.Read(source, "x.xyz").GetEnumerator();
        for (int i = 0; i < 1000; i++)
            Assert.True(frames.MoveNext());

        // A frame has 9 to 17 bytes; what is read ahead are the buffers of text and stream.
        Assert.InRange(source.Delivered, 9_000, 1 << 19);
    }

    [Theory]
    [InlineData("3\nLattice=\"4 0 0 0 4 0 0 0 4\"\nH 1 1 1\nH 2 2 2\nH 1 1 1.005\n", 5, "atoms 1 (line 3) and 3")]
    [InlineData("2\nLattice=\"4 0 0 0 4 0 0 0 4\"\nH 0 1 1\nH 4 1 1\n", 4, "atoms 1 (line 3) and 2")]
    [InlineData("2\nLattice=\"4 0 0 1 4 0 0 0 4\"\nH 0 1 1\nH -0.999 -3 5\n", 4, "atoms 1 (line 3) and 2")]
    [InlineData(Dump0, 11, "atoms 1 (line 10) and 2")]
    [InlineData("x\n1\n3 0 0\n0 3 0\n0 0 3\nCu\n2\nD\n0 0 0\n1 1 0\n", 10, "atoms 1 (line 9) and 2")]
    [InlineData("1\nLattice=\"0.09 0 0 0 4 0 0 0 4\"\nH 0 1 1\n", 3, "thinner")]
    [InlineData("1\n\nH 0 1 1e10\n", 3, "beyond 1e9")]
    public void Two_atoms_at_one_place_and_impossible_cells_are_refused(string text, long line, string sentence)
    {
        StructureFormatException error = Refused(text);
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Theory]
    [InlineData("2\nLattice=\"4 0 0 0 4 0 0 0 4\" pbc=\"F F F\"\nH 0 1 1\nH 4 1 1\n")]
    [InlineData("2\nLattice=\"4 0 0 0 4 0 0 0 4\"\nH 0 1 1\nH 0 1 1.02\n")]
    public void Atoms_apart_are_accepted(string text) => Assert.Equal(2, ReadOne(text).Count);

    private const string Dump0 =
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 3\n0 3\n0 3\n" +
        "ITEM: ATOMS id element x y z\n2 Cu 1 1 1\n1 Cu 4 1 -2\n";

    private static IEnumerable<AtomicStructure> Failing()
    {
        yield return ReadOne(Xyz);
        throw new InvalidOperationException();
    }

    private static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(content);
        return bytes.ToArray();
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Written(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private sealed class EndlessStream : ForwardStream
    {
        public long Delivered { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (Delivered > int.MaxValue)
                return 0;
            buffer.Fill((byte)'7');
            Delivered += buffer.Length;
            return buffer.Length;
        }
    }

    private sealed class FrameStream : ForwardStream
    {
        private byte[] _frame = [];
        private int _frames;

        public long Delivered { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (_frame.Length == 0)
                _frame = Encoding.UTF8.GetBytes($"1\n\nH 0 0 {_frames++}\n");
            int length = Math.Min(buffer.Length, _frame.Length);
            _frame.AsSpan(0, length).CopyTo(buffer);
            _frame = _frame[length..];
            Delivered += length;
            return length;
        }
    }
}
