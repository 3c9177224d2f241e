using System.Text;
using Arise.Files;

namespace Arise.Tests.Files;

/// <summary>
/// The packed texts are what bzip2 1.0.8, xz 5.4.1, zstd 1.5.4, gzip 1.12, lz4 1.9.4 and lzma 5.4.1 made of
/// <see cref="Plain"/>, in base64.
/// </summary>
public class CompressionTests
{
    internal const string Plain = "2\ndimer\nNi 0 0 0\nNi 0 0 2.4\n";

    internal const string Bzip2 =
        "QlpoOTFBWSZTWVVVnq4AAAhdgAAQQAFUAAABBiIQACAAMQNA0BppG1MalOkRoIlQEfTDwbb+LuSKcKEgqqs9XA==";

    internal const string Xz =
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAbABhdABkCiQdx9dQu/hevw4qgkmGzCONqWN+igACXvuIHnoT0zgABNByTGq2PH7bzfQEAAAAA" +
        "BFla";

    internal const string XzWithSha256 =
        "/Td6WFoAAArh+wyhAgAhARYAAAB0L+Wj4AAbABhdABkCiQdx9dQu/hevw4qgkmGzCONqWN+igADKpcXjjhina7PoMt7xrfWv+tGtvraQm32I" +
        "unZw5D1MUwABTBxt6UtoGJtLmgEAAAAAClla";

    internal const string Zstd = "KLUv/SQcxQAAgDIKZGltZXIKTmkgMDIuNAoCACwEClwSIqr79w==";

    internal const string Gzip = "H4sIAAAAAAAAAzPiSsnMTS3i8stUMABBGMNIz4QLAN/rLLkcAAAA";

    internal const string Lz4 = "BCJNGGRApxgAAADAMgpkaW1lcgpOaSAwAgADCQBQIDIuNAoAAAAAPghWFg==";

    internal const string Lzma = "XQAAgAD//////////wAZAokHcfXULv4Xr8OKoJJhswjjall49Ff//7myAAA=";

    // Three times the text, in three blocks: xz --block-size=30.
    private const string XzBlocks =
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAdABtdABkCiQdx9dQu/hevw4qgkmGzCONqWP3itL8tAAAAGoIWBrhC5zMCACEBFgAAAHQv5aPg" +
        "AB0AG10AMhpJ+uQOQMgvEFHNbfuBSTVhKFrGtAL6j5MAAAB9kYdJDusVkwIAIQEWAAAAdC/lo+AAFwAUXQA2mUqksiAUJQuVUol7GJ/ejZTM" +
        "AACbkN06BrblGAADNx43HjAYxTsLJbHEZ/sCAAAAAARZWg==";

    [Theory]
    [InlineData(Bzip2, "bzip2")]
    [InlineData(Xz, "xz")]
    [InlineData(XzWithSha256, "xz")]
    [InlineData(Zstd, "zstd")]
    [InlineData(Gzip, "gzip")]
    public void What_other_programs_packed_is_read(string packed, string name)
    {
        byte[] bytes = Convert.FromBase64String(packed);

        Assert.Equal(name, Compression.Of(bytes)?.Name);
        Assert.Equal(Plain, Unpacked(bytes));
        Assert.Equal(Plain, Unpacked(bytes, slowly: true));
    }

    [Theory]
    [InlineData(Bzip2)]
    [InlineData(Xz)]
    [InlineData(Zstd)]
    [InlineData(Gzip)]
    public void Packed_files_may_follow_each_other(string packed)
    {
        byte[] bytes = Convert.FromBase64String(packed);

        Assert.Equal(Plain + Plain, Unpacked([.. bytes, .. bytes]));
        Assert.Equal(Plain + Plain, Unpacked([.. bytes, .. bytes], slowly: true));
    }

    [Fact]
    public void Blocks_of_xz_and_zeros_between_its_streams_are_read()
    {
        byte[] blocks = Convert.FromBase64String(XzBlocks), whole = Convert.FromBase64String(Xz);

        Assert.Equal(Plain + Plain + Plain, Unpacked(blocks));
        Assert.Equal(Plain + Plain, Unpacked([.. whole, 0, 0, 0, 0, 0, 0, 0, 0, .. whole, 0, 0, 0, 0]));
    }

    [Theory]
    [InlineData(Bzip2, "bzip2")]
    [InlineData(Xz, "xz")]
    [InlineData(XzBlocks, "xz")]
    [InlineData(Zstd, "zstd")]
    public void Every_cut_is_noticed(string packed, string name)
    {
        byte[] bytes = Convert.FromBase64String(packed);
        for (int length = Compression.Of(bytes)!.Name == "bzip2" ? 8 : 6; length < bytes.Length; length++)
        {
            var error = Assert.Throws<InvalidDataException>(() => Unpacked(bytes[..length]));
            Assert.StartsWith($"the {name} data are damaged", error.Message, StringComparison.Ordinal);
        }

        var second = Assert.Throws<InvalidDataException>(() => Unpacked([.. bytes, .. bytes[..^9]]));
        Assert.StartsWith($"the {name} data are damaged", second.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Bzip2)]
    [InlineData(Xz)]
    [InlineData(XzBlocks)]
    [InlineData(XzWithSha256)]
    [InlineData(Zstd)]
    public void Damage_gives_the_text_or_an_error_and_never_another_text(string packed)
    {
        byte[] bytes = Convert.FromBase64String(packed);
        string text = Unpacked(bytes);
        int refused = 0;
        for (int bit = 8 * 8; bit < 8 * bytes.Length; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(text, Unpacked(damaged));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(refused > 6 * (bytes.Length - 8), $"{refused} of {8 * (bytes.Length - 8)} were noticed.");
    }

    [Theory]
    [InlineData(Lz4, "lz4")]
    [InlineData(Lzma, "lzma")]
    [InlineData("H52QAAA=", "compress")]
    [InlineData("TFpJUAEMAAA=", "lzip")]
    [InlineData("UEsDBBQAAAA=", "zip")]
    [InlineData("N3q8ryccAAQ=", "7z")]
    public void What_is_not_read_is_known_by_name(string packed, string name)
    {
        Compression? kind = Compression.Of(Convert.FromBase64String(packed));

        Assert.Equal(name, kind?.Name);
        Assert.False(kind!.CanRead);
        Assert.NotEmpty(kind.Unpack);
    }

    [Theory]
    [InlineData("")]
    [InlineData("BZh is how this line begins")]
    [InlineData("2\ndimer\n")]
    [InlineData("PK is no zip")]
    public void Text_is_no_packed_file(string text) => Assert.Null(Compression.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("a.xyz.gz", "a.xyz")]
    [InlineData("a.xyz.BZ2", "a.xyz")]
    [InlineData("POSCAR.xz", "POSCAR")]
    [InlineData("a.dump.zst", "a.dump")]
    [InlineData("a.lz4", "a.lz4")]
    public void The_name_within_has_no_ending_of_compression(string name, string within) =>
        Assert.Equal(within, Compression.NameWithin(name));

    [Theory]
    [InlineData(".gz")]
    [InlineData(".bz2")]
    [InlineData(".zst")]
    public void What_is_written_is_read_again(string ending)
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10007}\n"));
        Compression kind = Compression.OfName($"a{ending}")!;
        using var packed = new MemoryStream();
        using (Stream writer = kind.Write(packed))
            writer.Write(Encoding.UTF8.GetBytes(text));

        Assert.True(packed.CanWrite);
        Assert.True(packed.Length < text.Length / 2);
        Assert.Equal(kind, Compression.Of(packed.ToArray()));
        Assert.Equal(text, Unpacked(packed.ToArray()));
    }

    // A frame of zstd that asks for a window of 2 GiB: FHD 0, window exponent 10 + 21, an empty last block.
    [Fact]
    public void A_window_that_no_machine_needs_is_refused_before_it_is_taken()
    {
        byte[] bomb = [0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, 1, 0, 0];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(
            "128 MiB",
            Assert.Throws<InvalidDataException>(() => Unpacked(bomb)).Message,
            StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20);
    }

    private static string Unpacked(byte[] packed, bool slowly = false)
    {
        Stream source = slowly ? new Slow(packed) : new MemoryStream(packed);
        using var text = new StreamReader(Compression.Of(packed)!.Read(source));
        return text.ReadToEnd();
    }

    /// <summary>A pipe: three bytes at a time, and no place in it.</summary>
    private sealed class Slow(byte[] bytes) : ForwardStream
    {
        private int _next;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(buffer.Length, 3), bytes.Length - _next);
            bytes.AsSpan(_next, count).CopyTo(buffer);
            _next += count;
            return count;
        }
    }
}
