using Arise.Files;

namespace Arise.Tests.Files;

public class SeekableInputTests
{
    [Fact]
    public void What_comes_through_a_pipe_can_be_read_here_and_there()
    {
        byte[] bytes = [.. Enumerable.Range(0, 3000).Select(k => (byte)k)];
        using var pipe = new ForwardOnly(bytes);
        using Stream stream = SeekableInput.Of(pipe, "pipe");
        Assert.Equal(bytes.Length, stream.Length);
        stream.Position = 1000;
        Assert.Equal(bytes[1000], stream.ReadByte());
        using var file = new MemoryStream(bytes);
        Assert.Same(file, SeekableInput.Of(file, "file"));
    }

    [Fact]
    public void A_folder_is_named() => Assert.Contains(
        "this is a folder",
        Assert.Throws<IOException>(() => SeekableInput.Open(Path.GetTempPath())).Message,
        StringComparison.Ordinal);
}
