using Arise.Files;

namespace Arise.Tests.Files;

public sealed class GrowingArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-growing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pieces_become_one_array_and_nothing_else_stays()
    {
        string path = Path.Combine(_folder, "a.npz");
        using (var archive = new GrowingArchive(_folder))
        {
            for (int piece = 0; piece < 3; piece++)
            {
                archive.Append<short>("class", [(short)-piece, 7]);
                archive.Append<float>("probability", [0.5f + piece]);
            }

            Assert.Throws<ArgumentException>(() => archive.Append<double>("class", [1.0]));
            Assert.Throws<ArgumentException>(() => archive.Append<byte>("other", [1]));
            archive.Write(path, new NumpyArchive().Add("names", (string[])["fcc", "none"]));
        }

        NumpyArchive read = NumpyArchive.Read(path);
        Assert.Equal(["class", "probability", "names"], read.Names);
        Assert.Equal([0, 7, -1, 7, -2, 7], read["class"].Elements<int>().ToArray());
        Assert.Equal([0.5f, 1.5f, 2.5f], read["probability"].Elements<float>().ToArray());
        Assert.Equal(["a.npz"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void An_archive_given_up_leaves_nothing()
    {
        using (var archive = new GrowingArchive(_folder))
            archive.Append<long>("offsets", [1, 2]);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }
}
