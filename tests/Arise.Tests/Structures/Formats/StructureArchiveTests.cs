using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public sealed class StructureArchiveTests : IDisposable
{
    private const string Copper = "1\nLattice=\"2 2 0 2 0 2 0 2 2\"\nCu 0 0 0\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-archive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("all.tar")]
    [InlineData("all.tar.gz")]
    [InlineData("all.zip")]
    public void The_files_of_an_archive_are_read_in_their_order(string name)
    {
        string path = Write(name, ("b/x.xyz", Copper), ("a.xyz", Copper + Copper), (".hidden", "x"), ("b/none", ""));
        Assert.True(StructureArchive.IsOne(path));
        using FileStream file = File.OpenRead(path);
        var found = new List<(string Name, int Frames)>();
        foreach ((string member, Stream content) in StructureArchive.Members(file, name))
        {
            found.Add((member, member.EndsWith("none", StringComparison.Ordinal)
                ? 0
                : StructureFile.Read(content, member).Count()));
        }

        Assert.Equal([($"{name}/b/x.xyz", 1), ($"{name}/a.xyz", 2), ($"{name}/b/none", 0)], found);
    }

    [Fact]
    public void What_is_no_archive_is_told_from_them()
    {
        foreach (string text in new[] { "", "PK", Copper, new string('x', 600) })
        {
            string path = Path.Combine(_folder, "other");
            File.WriteAllText(path, text);
            Assert.False(StructureArchive.IsOne(path));
        }
    }

    [Theory]
    [InlineData("all.tar")]
    [InlineData("all.tar.gz")]
    [InlineData("all.zip")]
    public void Every_truncation_gives_files_or_a_sentence(string name)
    {
        byte[] whole = File.ReadAllBytes(Write(name, ("a.xyz", Copper), ("b.xyz", Copper)));
        for (int length = 1; length < whole.Length; length += Math.Max(1, whole.Length / 200))
        {
            try
            {
                foreach ((string member, Stream content) in
                    StructureArchive.Members(new MemoryStream(whole, 0, length), name))
                    _ = StructureFile.Read(content, member).Count();
            }
            catch (StructureFormatException error)
            {
                Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
            }
        }
    }

    private string Write(string name, params (string Name, string Text)[] members)
    {
        string path = Path.Combine(_folder, name);
        using FileStream file = File.Create(path);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            foreach ((string member, string text) in members)
            {
                using Stream content = zip.CreateEntry(member).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }

            return path;
        }

        using Stream packed = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionLevel.Optimal)
            : file;
        using var tar = new TarWriter(packed);
        foreach ((string member, string text) in members)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, member)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            });
        }

        return path;
    }
}
