using Arise.Files;

namespace Arise.Tests.Files;

public sealed class ReplacingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-files").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_old_file_stays_until_the_new_one_is_complete()
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "old");
        using (var file = new ReplacingFile(path))
        {
            file.Stream.Write("new"u8);
            Assert.Equal("old", File.ReadAllText(path));
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["a.txt"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void An_abandoned_file_leaves_nothing_behind()
    {
        using (var file = new ReplacingFile(Path.Combine(_folder, "a.txt")))
            file.Stream.Write("half"u8);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void A_folder_is_not_replaced() => Assert.Contains(
        "this is a folder",
        Assert.Throws<IOException>(() => new ReplacingFile(_folder)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_missing_folder_is_named() => Assert.Contains(
        "nowhere",
        Assert.Throws<DirectoryNotFoundException>(
            () => new ReplacingFile(Path.Combine(_folder, "nowhere", "a.txt"))).Message,
        StringComparison.Ordinal);
}
