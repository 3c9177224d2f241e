using Arise.Files;

namespace Arise.Tests.Files;

public sealed class ReplacingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-files").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_old_file_stays_until_the_new_one_is_complete()
    {
        string path = PathOf("a.txt");
        File.WriteAllText(path, "old");
        using (var file = new ReplacingFile(path))
        {
            file.Stream.Write("new"u8);
            Assert.Equal("old", File.ReadAllText(path));
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["a.txt"], Names());
    }

    [Fact]
    public void An_abandoned_file_leaves_nothing_behind()
    {
        using (var file = new ReplacingFile(PathOf("a.txt")))
            file.Stream.Write("half"u8);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_folder_is_not_replaced() => Assert.Contains(
        "this is a folder",
        Assert.Throws<IOException>(() => new ReplacingFile(_folder)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_missing_folder_is_named() => Assert.Contains(
        "nowhere",
        Assert.Throws<DirectoryNotFoundException>(() => new ReplacingFile(PathOf("nowhere", "a.txt"))).Message,
        StringComparison.Ordinal);

    // A relative target counts from the folder of the link, not from the root or the working folder.
    [Fact]
    public void A_relative_link_keeps_pointing_at_the_file_that_is_replaced()
    {
        Directory.CreateDirectory(PathOf("sub"));
        File.WriteAllText(PathOf("sub", "real.txt"), "old");
        File.CreateSymbolicLink(PathOf("link.txt"), Path.Combine("sub", "real.txt"));
        Write(PathOf("link.txt"), "new");
        Assert.Equal("new", File.ReadAllText(PathOf("sub", "real.txt")));
        Assert.Equal(Path.Combine("sub", "real.txt"), new FileInfo(PathOf("link.txt")).LinkTarget);
        Assert.Equal(["real.txt"], Names("sub"));
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_makes_the_file()
    {
        File.CreateSymbolicLink(PathOf("link.txt"), "later.txt");
        Write(PathOf("link.txt"), "new");
        Assert.Equal("new", File.ReadAllText(PathOf("later.txt")));
        Assert.Equal("later.txt", new FileInfo(PathOf("link.txt")).LinkTarget);
    }

    [Fact]
    public void Files_in_memory_file_systems_are_replaced_like_others()
    {
        if (!Directory.Exists("/dev/shm"))
            return;
        string folder = Directory.CreateDirectory($"/dev/shm/{Path.GetRandomFileName()}").FullName;
        try
        {
            string path = Path.Combine(folder, "a.txt");
            Write(path, "long old text");
            Write(path, "new");
            Assert.Equal("new", File.ReadAllText(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_a_killed_run_left_goes_and_what_a_living_one_writes_stays()
    {
        string dead = PathOf(".a.txt.999999999-x.arise-tmp"), foreign = PathOf(".a.txt.notes");
        File.WriteAllText(dead, "half");
        File.WriteAllText(foreign, "not ours");
        using (var living = new ReplacingFile(PathOf("a.txt")))
        {
            Write(PathOf("a.txt"), "new");
            Assert.False(File.Exists(dead));
            Assert.True(File.Exists(foreign));
            living.Stream.Write("newer"u8);
            living.Commit();
        }

        Assert.Equal("newer", File.ReadAllText(PathOf("a.txt")));
        Assert.Equal([".a.txt.notes", "a.txt"], Names());
    }

    [Fact]
    public void A_write_protected_file_stays()
    {
        File.WriteAllText(PathOf("a.txt"), "keep");
        new FileInfo(PathOf("a.txt")).IsReadOnly = true;
        string message = Assert.Throws<IOException>(() => new ReplacingFile(PathOf("a.txt"))).Message;
        Assert.Contains("write-protected", message, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(PathOf("a.txt")));
        new FileInfo(PathOf("a.txt")).IsReadOnly = false;
    }

    [Fact]
    public void The_new_file_has_the_permissions_of_the_old_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write(PathOf("a.txt"), "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(PathOf("a.txt"), Mode);
        Write(PathOf("a.txt"), "new");
        Assert.Equal(Mode, File.GetUnixFileMode(PathOf("a.txt")));
    }

    [Fact]
    public void A_device_that_is_full_is_told()
    {
        if (!File.Exists("/dev/full"))
            return;
        using var file = new ReplacingFile("/dev/full");
        file.Stream.Write("text"u8);
        string message = Assert.Throws<IOException>(file.Commit).Message;
        Assert.StartsWith("/dev/full: ", message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_as_long_as_the_system_allows_are_written()
    {
        string name = new('n', 250);
        Write(PathOf(name), "new");
        Assert.Equal([name], Names());
    }

    [Fact]
    public void Files_that_belong_together_come_together_or_not_at_all()
    {
        Write(PathOf("model"), "old model");
        Write(PathOf("card"), "old card");
        using (var model = new ReplacingFile(PathOf("model")))
        using (var card = new ReplacingFile(PathOf("card")))
        {
            model.Stream.Write("new model"u8);
            card.Stream.Write("new card"u8);
            card.Stream.Dispose();
            Assert.ThrowsAny<ObjectDisposedException>(() => ReplacingFile.CommitTogether(model, card));
        }

        Assert.Equal(("old model", "old card"), (File.ReadAllText(PathOf("model")), File.ReadAllText(PathOf("card"))));
        using (var model = new ReplacingFile(PathOf("model")))
        using (var card = new ReplacingFile(PathOf("card")))
        {
            model.Stream.Write("new model"u8);
            card.Stream.Write("new card"u8);
            ReplacingFile.CommitTogether(model, card);
        }

        Assert.Equal(("new model", "new card"), (File.ReadAllText(PathOf("model")), File.ReadAllText(PathOf("card"))));
        Assert.Equal(["card", "model"], Names());
    }

    private static void Write(string path, string text)
    {
        using var file = new ReplacingFile(path);
        using (var writer = new StreamWriter(file.Stream, leaveOpen: true))
            writer.Write(text);
        file.Commit();
    }

    private string PathOf(params string[] names) => Path.Combine([_folder, .. names]);

    private string[] Names(string folder = "") =>
        [.. Directory.EnumerateFiles(PathOf(folder)).Select(path => Path.GetFileName(path)).Order()];
}
