using Arise.Files;

namespace Arise.Tests.Files;

public class NamedFileStreamTests
{
    private const string Full = "/dev/full";

    // A device that takes nothing; what is written waits in the buffer until the stream moves, flushes or closes.
    [Theory]
    [InlineData("move")]
    [InlineData("flush")]
    [InlineData("close")]
    public void A_full_disk_is_told_with_the_name_of_the_file_once(string step)
    {
        if (!File.Exists(Full))
            return;
        var stream = new NamedFileStream("result.npz", Full, FileMode.Open, FileShare.ReadWrite);
        stream.Write([1, 2, 3]);
        IOException error = Assert.Throws<IOException>(() =>
        {
            if (step == "move")
                stream.Seek(0, SeekOrigin.Begin);
            else if (step == "flush")
                stream.Flush(flushToDisk: true);
            else
                stream.Dispose();
        });
        Assert.StartsWith("result.npz: the file could not be written: the disk is full", error.Message);
        Assert.DoesNotContain(Full, error.Message);
        Assert.Equal(0, error.Message.LastIndexOf("result.npz", StringComparison.Ordinal));
    }
}
