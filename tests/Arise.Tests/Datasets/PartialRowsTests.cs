using Arise.Datasets;

namespace Arise.Tests.Datasets;

/// <summary>What is kept of an interrupted set of atoms.</summary>
public sealed class PartialRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-rows-").FullName;

    private string FilePath => Path.Combine(_folder, "set.partial");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GivesBackWholeChunksAndGoesOnBehindThem()
    {
        var first = new PartialRows(FilePath, "a", 2);
        first.Append([1, 2, 3, 4]);
        first.Append([]);
        first.Append([5, 6]);
        using (var file = new FileStream(FilePath, FileMode.Open))
            file.SetLength(file.Length - 3);

        var second = new PartialRows(FilePath, "a", 2);
        Assert.Equal([[1, 2, 3, 4], []], second.Read());
        second.Append([7, 8]);
        Assert.Equal([[1, 2, 3, 4], [], [7, 8]], new PartialRows(FilePath, "a", 2).Read());
    }

    [Fact]
    public void RefusesThePartOfAnotherSet()
    {
        new PartialRows(FilePath, "a", 2).Append([1, 2]);
        Assert.Throws<IOException>(() => new PartialRows(FilePath, "b", 2).Read());
    }

    [Fact]
    public void AnEmptyOrMissingFileHoldsNothing()
    {
        Assert.Empty(new PartialRows(FilePath, "a", 2).Read());
        File.WriteAllText(FilePath, "");
        Assert.Empty(new PartialRows(FilePath, "a", 2).Read());
    }
}
