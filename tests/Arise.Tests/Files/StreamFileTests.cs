using System.Diagnostics;
using Arise.Files;

namespace Arise.Tests.Files;

public sealed class StreamFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-streams").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Regular_files_are_none()
    {
        string empty = Path.Combine(_folder, "empty"), full = Path.Combine(_folder, "full");
        File.WriteAllText(empty, "");
        File.WriteAllText(full, "text");
        Assert.False(StreamFile.Is(empty));
        Assert.False(StreamFile.Is(full));
        Assert.False(StreamFile.Is(Path.Combine(_folder, "missing")));
        Assert.False(StreamFile.Is(_folder));
    }

    [Fact]
    public void Devices_and_pipes_are()
    {
        if (OperatingSystem.IsWindows())
            return;
        string pipe = Path.Combine(_folder, "pipe");
        using (Process made = Process.Start("mkfifo", [pipe]))
            made.WaitForExit();
        Assert.True(StreamFile.Is("/dev/null"));
        Assert.True(StreamFile.Is(pipe));
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "/dev/null");
        Assert.True(StreamFile.Is(Path.Combine(_folder, "link")));
    }
}
