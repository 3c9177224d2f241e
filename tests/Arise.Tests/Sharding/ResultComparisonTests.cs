using Arise.Files;
using Arise.Recognition;
using Arise.Sharding;

namespace Arise.Tests.Sharding;

public sealed class ResultComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-comparison-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Equal_results_do_not_differ_and_times_may()
    {
        ResultComparison same = Compare([1, 2, 3, 4], [1, 2, 3, 4], "text", "text");
        Assert.Empty(same.Differences);
        Assert.Null(same.RunDifference);
        Assert.Equal(2, same.Files);
    }

    [Fact]
    public void Of_an_array_the_first_entry_and_the_largest_difference_are_told()
    {
        string difference = Assert.Single(Compare([1, 2, 3, 4], [1, 2, 3.5f, 6], "text", "text").Differences);
        Assert.Equal("map.npz: array 'a' differs first at [1, 0]: 3 before, 3.5 now; by 2 at most", difference);
    }

    [Fact]
    public void Of_a_text_the_line_is_told()
    {
        string difference = Assert.Single(Compare([1], [1], "one\ntwo\nthree", "one\n2\nthree").Differences);
        Assert.Equal("summary.txt: line 2 was 'two' and is '2'", difference);
    }

    [Fact]
    public void A_file_that_is_gone_is_told()
    {
        string first = Write("first", [1], "text"), second = Write("second", [1], "text");
        File.Delete(Path.Combine(first, "summary.txt"));
        Assert.Equal("summary.txt: it is missing", Assert.Single(ResultComparison.Of(first, second).Differences));
    }

    private ResultComparison Compare(float[] before, float[] after, string textBefore, string textAfter) =>
        ResultComparison.Of(Write("before", before, textBefore), Write("after", after, textAfter));

    private string Write(string name, float[] values, string text)
    {
        string folder = Path.Combine(_folder, name);
        using (OutputFolder results = OutputFolder.Begin(folder, ResultKind.Map))
        {
            int[] shape = values.Length == 4 ? [2, 2] : [values.Length];
            new NumpyArchive().Add("a", values, shape).Write(Path.Combine(results.Path, "map.npz"));
            File.WriteAllText(Path.Combine(results.Path, "summary.txt"), text);
            File.WriteAllText(Path.Combine(results.Path, "times.json"), name);
            results.Commit();
        }

        RunRecord.Of(["map", "a.xyz"], [], ShippedModels.Default).AddTo(folder);
        return folder;
    }
}
