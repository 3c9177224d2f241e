using Arise.Files;

namespace Arise.Tests.Files;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("arise-output").FullName;

    private string Folder => Path.Combine(_parent, "results");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void New_results_replace_all_old_ones_and_nothing_else()
    {
        Write(ResultKind.Map, overwrite: false, "map.npz", "map.vti");
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "mine");
        Write(ResultKind.Exploration, overwrite: true, "explore.npz", "map.npz");
        Assert.Equal([".arise.json", "explore.npz", "map.npz", "notes.txt"], Names());
        Assert.Equal("Exploration map.npz", File.ReadAllText(Path.Combine(Folder, "map.npz")));
    }

    [Theory]
    [InlineData(ResultKind.Map)]
    [InlineData(ResultKind.Exploration)]
    public void Older_results_are_refused(ResultKind kind)
    {
        Write(ResultKind.Map, overwrite: false, "map.npz");
        string message = Assert.Throws<IOException>(() => Write(kind, overwrite: false, "other")).Message;
        Assert.Contains("holds a map", message, StringComparison.Ordinal);
        Assert.Equal([".arise.json", "map.npz"], Names());
    }

    // Files of a user that happen to have the name of a result.
    [Fact]
    public void Foreign_files_are_not_replaced_unless_that_is_allowed()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "atoms.xyz"), "mine");
        Assert.Throws<IOException>(() => Write(ResultKind.Map, overwrite: false, "map.npz"));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "atoms.xyz")));
        Write(ResultKind.Map, overwrite: true, "map.npz", "atoms.xyz");
        Assert.Equal("Map atoms.xyz", File.ReadAllText(Path.Combine(Folder, "atoms.xyz")));
    }

    // Names that the table of kinds does not know are seen at the end, before anything is moved.
    [Fact]
    public void A_foreign_file_of_an_unforeseen_name_stays()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "zzz"), "mine");
        Assert.Throws<IOException>(() => Write(ResultKind.Map, overwrite: false, "aaa", "zzz"));
        Assert.Equal(["zzz"], Names());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "zzz")));
    }

    [Fact]
    public void A_run_that_fails_leaves_the_old_results()
    {
        Write(ResultKind.Map, overwrite: false, "map.npz");
        using (var results = OutputFolder.Begin(Folder, ResultKind.Map, overwrite: true))
            File.WriteAllText(Path.Combine(results.Path, "map.npz"), "half");
        Assert.Equal([".arise.json", "map.npz"], Names());
        Assert.Equal("Map map.npz", File.ReadAllText(Path.Combine(Folder, "map.npz")));
    }

    [Fact]
    public void A_run_that_fails_leaves_no_new_folder()
    {
        using (OutputFolder.Begin(Folder, ResultKind.Map))
        {
        }

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void What_a_killed_run_had_not_completed_goes()
    {
        Directory.CreateDirectory(Path.Combine(Folder, ".arise-new"));
        File.WriteAllText(Path.Combine(Folder, ".arise-new", "map.vti"), "half");
        Write(ResultKind.Map, overwrite: false, "map.npz");
        Assert.Equal([".arise.json", "map.npz"], Names());
    }

    // The state at every moment between completion and the last move.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_complete_when_the_run_was_killed_is_put_in_place(int moved)
    {
        Write(ResultKind.Map, overwrite: false, "a", "old");
        string complete = Path.Combine(Folder, ".arise-complete");
        Directory.CreateDirectory(complete);
        string[] added = ["a", "new"];
        new ResultIndex(ResultKind.Map, null, true, [.. added]).Write(complete);
        if (moved > 0)
            File.Delete(Path.Combine(Folder, "old"));
        for (int k = 0; k < added.Length; k++)
            File.WriteAllText(Path.Combine(k < moved ? Folder : complete, added[k]), "second");
        OutputFolder.Recover(Folder);
        Assert.Equal([".arise.json", "a", "new"], Names());
        Assert.All(added, name => Assert.Equal("second", File.ReadAllText(Path.Combine(Folder, name))));
    }

    [Fact]
    public void Folders_in_the_results_are_replaced_too()
    {
        Write(ResultKind.MapSeries, overwrite: false, "series.csv", "map-0001/map.npz", "map-0002/map.npz");
        Write(ResultKind.MapSeries, overwrite: true, "series.csv", "map-0001/map.npz");
        Assert.False(Directory.Exists(Path.Combine(Folder, "map-0002")));
        Assert.True(File.Exists(Path.Combine(Folder, "map-0001", "map.npz")));
    }

    [Fact]
    public void An_interrupted_run_of_another_kind_is_not_mixed_with()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "map.state"), "state");
        Assert.Throws<IOException>(() => Write(ResultKind.Exploration, overwrite: false, "explore.npz"));
        Write(ResultKind.Exploration, overwrite: true, "explore.npz");
        Assert.Equal([".arise.json", "explore.npz"], Names());
    }

    [Fact]
    public void A_folder_in_place_of_a_result_is_told_before_the_work()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "map.npz"));
        IOException refused = Assert.Throws<IOException>(
            () => OutputFolder.Require(Folder, ResultKind.Map, overwrite: true));
        Assert.Contains("map.npz", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_may_go_on_where_another_is_refused()
    {
        OutputFolder.Claim(Folder, ResultKind.Study, overwrite: false, "20 epochs");
        File.WriteAllText(Path.Combine(Folder, "pristine.npz"), "set");
        OutputFolder.Claim(Folder, ResultKind.Study, overwrite: false, "20 epochs");
        Assert.True(File.Exists(Path.Combine(Folder, "pristine.npz")));
        IOException refused = Assert.Throws<IOException>(
            () => OutputFolder.Claim(Folder, ResultKind.Study, overwrite: false, "30 epochs"));
        Assert.Contains("20 epochs", refused.Message, StringComparison.Ordinal);
        OutputFolder.Claim(Folder, ResultKind.Study, overwrite: true, "30 epochs");
        Assert.Equal([".arise.json"], Names());
    }

    [Fact]
    public void A_study_does_not_take_files_that_nobody_knows_of()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "defects"));
        Assert.Throws<IOException>(
            () => OutputFolder.Claim(Folder, ResultKind.Study, overwrite: true, "20 epochs"));
        Assert.True(Directory.Exists(Path.Combine(Folder, "defects")));
    }

    [Theory]
    [InlineData("""{"kind": "Map", "run": null, "is_complete": true, "files": ["../outside"]}""")]
    [InlineData("""{"kind": "Map", "run": null, "is_complete": true, "files": null}""")]
    [InlineData("""{"kind": 77, "files": []}""")]
    [InlineData("no JSON")]
    public void A_damaged_index_removes_nothing(string text)
    {
        File.WriteAllText(Path.Combine(_parent, "outside"), "keep");
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, ".arise.json"), text);
        string message =
            Assert.Throws<IOException>(() => Write(ResultKind.Map, overwrite: true, "map.npz")).Message;
        Assert.Contains(".arise.json", message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_parent, "outside")));
    }

    private void Write(ResultKind kind, bool overwrite, params string[] names)
    {
        using var results = OutputFolder.Begin(Folder, kind, overwrite);
        foreach (string name in names)
        {
            string path = Path.Combine(results.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"{kind} {name}");
        }

        results.Commit();
    }

    private string[] Names() =>
        [.. Directory.GetFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order()];
}
