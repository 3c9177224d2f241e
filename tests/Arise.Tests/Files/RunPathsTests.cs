using Arise.Files;

namespace Arise.Tests.Files;

public sealed class RunPathsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-paths").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_input_is_not_an_output_under_whatever_name()
    {
        File.WriteAllText(PathOf("in.xyz"), "atoms");
        Directory.CreateDirectory(PathOf("sub"));
        File.CreateSymbolicLink(PathOf("sub", "link.xyz"), Path.Combine("..", "in.xyz"));
        foreach (string other in new[]
        {
            PathOf("in.xyz"), PathOf("sub", "..", "in.xyz"), PathOf("sub", "link.xyz"),
            Path.GetRelativePath(".", PathOf("in.xyz")),
        })
        {
            string message = Refused(new RunPaths().Reads(PathOf("in.xyz"), "the sample").Writes(other, "the table"));
            Assert.Contains("the sample", message, StringComparison.Ordinal);
            Assert.Contains("the table", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_outputs_need_two_names() => Assert.Contains(
        "the model",
        Refused(new RunPaths().Writes(PathOf("a"), "the model").Writes(PathOf(".", "a"), "the card")),
        StringComparison.Ordinal);

    [Fact]
    public void Different_names_standard_streams_and_devices_pass()
    {
        File.WriteAllText(PathOf("in.xyz"), "atoms");
        new RunPaths()
            .Reads(PathOf("in.xyz"), "the sample").Reads("-", "the input").Reads(null, "the model")
            .Writes("-", "the output").Writes(PathOf("new", "a.csv"), "the table").Check();
        if (File.Exists("/dev/null"))
            new RunPaths().Writes("/dev/null", "one").Writes("/dev/null", "other").Check();
        Assert.Equal(["in.xyz"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_sample_with_the_name_of_a_result_is_not_in_the_folder_of_results()
    {
        File.WriteAllText(PathOf("atoms.xyz"), "atoms");
        RunPaths paths = new RunPaths()
            .Reads(PathOf("atoms.xyz"), "the sample")
            .WritesFolder(_folder, "the results", ResultKind.Map, overwrite: true);
        Assert.Contains("the sample", Refused(paths), StringComparison.Ordinal);
        new RunPaths()
            .Reads(PathOf("atoms.xyz"), "the sample")
            .WritesFolder(_folder, "the results", ResultKind.Similarity).Check();
    }

    [Fact]
    public void A_folder_that_is_read_is_not_written()
    {
        Directory.CreateDirectory(PathOf("m"));
        Assert.Contains(
            "the input",
            Refused(new RunPaths()
                .Reads(PathOf("m"), "the input")
                .WritesFolder(PathOf("m"), "the results", ResultKind.Exploration, overwrite: true)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beside_another_is_replaced_only_if_it_is_ours()
    {
        File.WriteAllText(PathOf("m.md"), "my notes");
        static RunPaths Of(string card) => new RunPaths().WritesOver(
            card, "the card", path => File.ReadAllText(path).StartsWith("card", StringComparison.Ordinal));
        Assert.Contains("m.md", Refused(Of(PathOf("m.md"))), StringComparison.Ordinal);
        File.WriteAllText(PathOf("m.md"), "card of a model");
        Of(PathOf("m.md")).Check();
        Of(PathOf("new.md")).Check();
    }

    [Fact]
    public void A_file_of_some_results_is_not_replaced_alone()
    {
        using (var results = OutputFolder.Begin(PathOf("m"), ResultKind.Map))
        {
            File.WriteAllText(Path.Combine(results.Path, "map.npz"), "");
            results.Commit();
        }

        Assert.Contains(
            "a map", Refused(new RunPaths().Writes(PathOf("m", "map.npz"), "the set")), StringComparison.Ordinal);
        new RunPaths().Writes(PathOf("m", "own.npz"), "the set").Check();
    }

    // The input belongs to the results of another kind that --overwrite would remove.
    [Theory]
    [InlineData("map-0001/atoms.xyz")]
    [InlineData("map-0001")]
    public void An_input_of_older_results_in_the_folder_is_not_removed(string input)
    {
        using (var results = OutputFolder.Begin(PathOf("s"), ResultKind.MapSeries))
        {
            Directory.CreateDirectory(Path.Combine(results.Path, "map-0001"));
            File.WriteAllText(Path.Combine(results.Path, "map-0001", "atoms.xyz"), "atoms");
            results.Commit();
        }

        Assert.Contains(
            "the input",
            Refused(new RunPaths()
                .Reads(PathOf("s", input), "the input")
                .WritesFolder(PathOf("s"), "the results", ResultKind.Similarity, overwrite: true)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".b.xyz.lock")]
    [InlineData(".b.xyz.99999999-abc.arise-tmp")]
    public void Hidden_companions_of_an_output_are_no_input(string input)
    {
        File.WriteAllText(PathOf(input), "atoms");
        Refused(new RunPaths().Reads(PathOf(input), "the input").Writes(PathOf("b.xyz"), "the output"));
        Assert.Equal("atoms", File.ReadAllText(PathOf(input)));
    }

    [Fact]
    public void Outputs_with_long_names_of_one_beginning_are_held_together()
    {
        string stem = new('a', 60);
        using IDisposable hold = new RunPaths()
            .Writes(PathOf(stem + ".safetensors"), "the model").Writes(PathOf(stem + ".md"), "the card").Hold();
    }

    [Fact]
    public void A_full_disk_is_told_before_the_work() => Assert.Contains(
        "are free",
        Refused(new RunPaths().Writes(PathOf("a"), "the set", bytes: long.MaxValue)),
        StringComparison.Ordinal);

    [Fact]
    public void A_file_where_a_folder_is_needed_and_the_other_way_round_is_told()
    {
        File.WriteAllText(PathOf("file"), "");
        Assert.Contains(
            "this is a file",
            Refused(new RunPaths().WritesFolder(PathOf("file"), "the results", ResultKind.Map)),
            StringComparison.Ordinal);
        Assert.Contains(
            "this is a folder",
            Refused(new RunPaths().Writes(_folder, "the model")),
            StringComparison.Ordinal);
    }

    private static string Refused(RunPaths paths) => Assert.Throws<IOException>(paths.Check).Message;

    private string PathOf(params string[] names) => Path.Combine([_folder, .. names]);
}
