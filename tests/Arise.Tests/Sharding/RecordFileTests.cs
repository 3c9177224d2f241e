using System.Text;
using Arise.Sharding;

namespace Arise.Tests.Sharding;

public sealed class RecordFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-records-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Records_are_there_again_and_more_can_follow()
    {
        Write("first", 3, 1);
        using RecordFile file = RecordFile.Open(PathOf, "title");
        file.Append(7, "more"u8);
        Assert.Equal([1L, 3, 7], file.Numbers.Order());
        Assert.Equal("first1", Encoding.ASCII.GetString(file.Read(1)!));
        Assert.Equal("more", Encoding.ASCII.GetString(file.Read(7)!));
        Assert.Null(file.Read(2));
    }

    // A kill may cut the file anywhere: the whole records before stand, and the run goes on behind them.
    [Fact]
    public void A_file_that_is_cut_anywhere_keeps_its_whole_records()
    {
        Write("text", 0, 1, 2);
        byte[] bytes = File.ReadAllBytes(PathOf);
        const string title = "title\n";
        int record = (bytes.Length - title.Length) / 3;
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(PathOf, bytes[..length]);
            int whole = Math.Max(0, length - title.Length) / record;
            using (RecordFile cut = RecordFile.Open(PathOf, "title"))
            {
                Assert.Equal(whole, cut.Numbers.Count);
                cut.Append(9, "after"u8);
            }

            using RecordFile again = RecordFile.Open(PathOf, "title", readOnly: true);
            Assert.Equal(whole + 1, again.Numbers.Count);
            Assert.Equal("after", Encoding.ASCII.GetString(again.Read(9)!));
        }
    }

    [Fact]
    public void A_record_with_a_wrong_byte_does_not_count()
    {
        Write("text", 0, 1);
        byte[] bytes = File.ReadAllBytes(PathOf);
        bytes[^10] ^= 1;
        File.WriteAllBytes(PathOf, bytes);
        using RecordFile file = RecordFile.Open(PathOf, "title");
        Assert.Equal([0L], file.Numbers);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_and_stays()
    {
        Write("text", 0);
        byte[] bytes = File.ReadAllBytes(PathOf);
        Assert.Contains(PathOf, Assert.Throws<IOException>(() => RecordFile.Open(PathOf, "other")).Message);
        Assert.Equal(bytes, File.ReadAllBytes(PathOf));
    }

    private string PathOf => Path.Combine(_folder, "state");

    private void Write(string text, params long[] numbers)
    {
        using RecordFile file = RecordFile.Open(PathOf, "title");
        foreach (long number in numbers)
            file.Append(number, Encoding.ASCII.GetBytes($"{text}{number}"));
    }
}
