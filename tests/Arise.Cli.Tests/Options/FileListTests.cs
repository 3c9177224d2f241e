namespace Arise.Cli.Tests;

public sealed class FileListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-list-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_stand_on_lines_of_their_own()
    {
        string beside = Path.Combine(_folder, "beside it.xyz"), list = Path.Combine(_folder, "list.txt");
        File.WriteAllText(beside, "");
        File.WriteAllText(
            list,
            "# a comment\r\n/tmp/a b.xyz\r\n\r\n  beside it.xyz \r\nmissing.xyz\n*.cif\n\"a quoted one.cif\"\n'b'\n\"");
        Assert.Equal(
            ["/tmp/a b.xyz", beside, "missing.xyz", "*.cif", "a quoted one.cif", "b", "\""], FileList.Read(list));
    }

    [Fact]
    public void A_list_that_names_nothing_is_told()
    {
        string list = Path.Combine(_folder, "list.txt");
        Assert.Contains(
            "no such list", Assert.Throws<IOException>(() => FileList.Read(list)).Message, StringComparison.Ordinal);
        File.WriteAllText(list, "\n# nothing\n");
        Assert.Contains(
            "names no files", Assert.Throws<IOException>(() => FileList.Read(list)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "this is a folder",
            Assert.Throws<IOException>(() => FileList.Read(_folder)).Message,
            StringComparison.Ordinal);
    }
}
