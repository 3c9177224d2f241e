using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class FrameSelectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-frames-").FullName;

    public FrameSelectionTests()
    {
        AtomicStructure cell = PrototypeLibrary.Find("CsCl").Structure;
        StructureFile.Write(PathOf("a"), Enumerable.Repeat(cell, 3));
        StructureFile.Write(PathOf("b"), Enumerable.Repeat(cell, 5));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // In each file, or over both as over one series.
    [Theory]
    [InlineData(1, int.MaxValue, 2, false, "a1 a3 b1 b3 b5")]
    [InlineData(1, int.MaxValue, 2, true, "a1 a3 b2 b4")]
    [InlineData(2, 3, 1, false, "a2 a3 b2 b3")]
    [InlineData(2, 3, 1, true, "a2 a3")]
    [InlineData(3, 5, 2, true, "a3 b2")]
    [InlineData(3, 3, 1, false, "a3 b3")]
    public void Frames_are_chosen(int first, int last, int every, bool isSeries, string frames) =>
        Assert.Equal(frames, string.Join(' ', Read(first, last, every, isSeries)));

    [Fact]
    public void A_file_without_any_of_the_frames_is_told() => Assert.Equal(
        ["a: the file holds 3 frames, none of them in --frames 4:.", "b4", "b5"],
        Read(4, int.MaxValue, 1, isSeries: false));

    // The damaged end of a file that nobody asked for does not matter.
    [Fact]
    public void Nothing_is_read_behind_the_last()
    {
        File.AppendAllText(PathOf("a"), "7\nno atoms\n");
        Assert.Equal(["a2", "b2"], Read(2, 2, 1, isSeries: false));
        Assert.Equal(["a3"], Read(3, 3, 1, isSeries: true));
    }

    private IEnumerable<string> Read(int first, int last, int every, bool isSeries) =>
        [.. new StructureInputs(
            [PathOf("a"), PathOf("b")],
            new StructureReadOptions(),
            new FrameSelection(new FrameRange(first, last), every, isSeries))
            .Read(CancellationToken.None)
            .Select(item => item.Error?.Replace(PathOf("a"), "a", StringComparison.Ordinal)
                ?? Path.GetFileNameWithoutExtension(item.File) + item.Frame)];

    private string PathOf(string name) => Path.Combine(_folder, name + ".xyz");
}
