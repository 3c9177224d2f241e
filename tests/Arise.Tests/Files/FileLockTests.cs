using Arise.Files;

namespace Arise.Tests.Files;

public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_or_link_that_is_no_lock_is_left_alone()
    {
        string folder = Directory.CreateTempSubdirectory("arise-lock-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, ".a.lock"), "my precious text");
            Assert.Throws<IOException>(() => FileLock.OfFile(Path.Combine(folder, "a")));
            Assert.Equal("my precious text", File.ReadAllText(Path.Combine(folder, ".a.lock")));
            File.CreateSymbolicLink(Path.Combine(folder, ".b.lock"), ".a.lock");
            Assert.Throws<IOException>(() => FileLock.OfFile(Path.Combine(folder, "b")));
            Assert.Equal("my precious text", File.ReadAllText(Path.Combine(folder, ".a.lock")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void One_run_at_a_time_holds_a_file_and_nothing_stays()
    {
        string file = Path.Combine(_folder, "m.safetensors");
        using (FileLock.OfFile(file))
        {
            Assert.Equal([".m.safetensors.lock"], Names());
            Assert.Contains("m.safetensors", Assert.Throws<IOException>(() => FileLock.OfFile(file)).Message);
            using FileLock other = FileLock.OfFile(file + "2");
        }

        Assert.Empty(Names());
        FileLock.OfFile(file).Dispose();
        Assert.Empty(Names());
    }

    [Fact]
    public void The_lock_of_a_killed_process_is_no_obstacle()
    {
        string file = Path.Combine(_folder, "m");
        File.WriteAllText(Path.Combine(_folder, ".m.lock"), "process 1 on a machine that is gone\n");
        using (FileLock.OfFile(file))
            Assert.Throws<IOException>(() => FileLock.OfFile(file));
        Assert.Empty(Names());
    }

    [Fact]
    public void A_run_holds_within_its_command_and_writes_within_itself()
    {
        string folder = Path.Combine(_folder, "new", "map");
        using (FileLock.OfFolder(folder, FileLock.Holder.Command))
        {
            Assert.Throws<IOException>(() => FileLock.OfFolder(folder, FileLock.Holder.Command));
            using (FileLock.OfFolder(folder))
            {
                Assert.Throws<IOException>(() => FileLock.OfFolder(folder));
                FileLock.OfFolder(folder, FileLock.Holder.Writing).Dispose();
                Assert.Throws<IOException>(() => FileLock.OfFolder(folder));
            }

            FileLock.OfFolder(folder).Dispose();
            Assert.True(File.Exists(Path.Combine(folder, ".arise.lock")));
        }

        Assert.Empty(Names());
    }

    [Fact]
    public void A_folder_that_was_there_or_is_filled_stays()
    {
        string there = Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName;
        FileLock.OfFolder(there).Dispose();
        string filled = Path.Combine(_folder, "new", "filled");
        using (FileLock.OfFolder(filled))
            File.WriteAllText(Path.Combine(filled, "result"), "");
        Assert.True(Directory.Exists(there));
        Assert.Equal(["result"], Directory.GetFileSystemEntries(filled).Select(Path.GetFileName));
    }

    [Fact]
    public void Devices_are_never_held()
    {
        if (OperatingSystem.IsWindows())
            return;
        using FileLock first = FileLock.OfFile("/dev/null"), second = FileLock.OfFile("/dev/null");
        Assert.False(File.Exists("/dev/.null.lock"));
    }

    private IEnumerable<string?> Names() => Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName);
}
