using Arise.Files;

namespace Arise.Tests.Files;

public sealed class RealPathTests : IDisposable
{
    private readonly string _folder = RealPath.Of(Directory.CreateTempSubdirectory("arise-paths").FullName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Links_count_from_the_folder_they_lie_in()
    {
        Directory.CreateDirectory(PathOf("a", "b"));
        File.WriteAllText(PathOf("a", "x"), "");
        File.CreateSymbolicLink(PathOf("a", "b", "up"), Path.Combine("..", "x"));
        Directory.CreateSymbolicLink(PathOf("short"), Path.Combine("a", "b"));
        Assert.Equal(PathOf("a", "x"), RealPath.Of(PathOf("short", "up")));
        Assert.Equal(PathOf("a", "b", "new"), RealPath.Of(PathOf("short", "new")));
        Assert.Equal(PathOf("a", "b"), RealPath.Of(PathOf("short") + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void A_circle_is_told()
    {
        File.CreateSymbolicLink(PathOf("one"), "two");
        File.CreateSymbolicLink(PathOf("two"), "one");
        Assert.Contains(
            "circle", Assert.Throws<IOException>(() => RealPath.Of(PathOf("one"))).Message, StringComparison.Ordinal);
    }

    private string PathOf(params string[] names) => Path.Combine([_folder, .. names]);
}
