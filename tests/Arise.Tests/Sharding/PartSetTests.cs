using Arise.Recognition;
using Arise.Sharding;

namespace Arise.Tests.Sharding;

public sealed class PartSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-parts-").FullName;

    public PartSetTests() => File.WriteAllText(PathOf("input.xyz"), "1\n\nCu 0 0 0\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Complete_parts_come_in_the_order_of_their_shards()
    {
        string[] folders = [.. Enumerable.Range(1, 11).Select(number => Make(number, 11))];
        PartSet parts = PartSet.Open([PathOf("m.parts")]);
        Assert.Equal(folders, parts.Folders);
        Assert.Equal(folders, PartSet.Open(folders.Reverse()).Folders);
        Assert.Equal(PathOf("m"), parts.Results);
    }

    [Fact]
    public void A_missing_part_is_named()
    {
        Make(1, 3);
        Make(3, 3);
        Assert.StartsWith($"{PathOf("m.parts/2-of-3")}: shard 2/3 is missing", Refused(PathOf("m.parts")));
    }

    [Fact]
    public void A_part_that_is_there_twice_is_named()
    {
        string first = Make(1, 2), copy = PathOf("copy");
        Make(2, 2);
        Directory.CreateDirectory(copy);
        File.Copy(Path.Combine(first, "part.json"), Path.Combine(copy, "part.json"));
        string message = Refused(PathOf("m.parts"), copy);
        Assert.StartsWith($"{copy}: this is shard 1", message);
        Assert.Contains(first, message);
    }

    [Fact]
    public void A_part_that_is_not_complete_is_named()
    {
        Make(1, 2);
        Make(2, 2, isComplete: false);
        Assert.StartsWith($"{PathOf("m.parts/2-of-2")}: shard 2/2 is not complete", Refused(PathOf("m.parts")));
    }

    [Theory]
    [InlineData("arguments", "--passes")]
    [InlineData("input", "other bytes in ")]
    [InlineData("model", "model ")]
    [InlineData("version", "version ")]
    [InlineData("count", "it is one of 3, not of 2")]
    public void Parts_that_do_not_belong_together_are_named_with_the_reason(string what, string reason)
    {
        string first = Make(1, 2);
        RunRecord other = what switch
        {
            "arguments" => Run() with { Arguments = ["map", "input.xyz", "--passes", "9"] },
            "version" => Run() with { Program = "arise 0.0.0" },
            "model" => Run() with { ModelSha256 = new string('0', 64) },
            "input" => Run() with { Inputs = [new RunInput(PathOf("input.xyz"), new string('0', 64))] },
            _ => Run(),
        };
        string second = Make(2, what == "count" ? 3 : 2, run: other);
        string message = Refused(first, second);
        Assert.StartsWith($"{second}: this part does not belong to {first}: ", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void A_part_of_another_run_is_not_gone_on_with()
    {
        string folder = Make(1, 2, isComplete: false);
        RunRecord other = Run() with { Arguments = ["map", "another.xyz"] };
        string message = Assert.Throws<ShardException>(() => Part.Open(folder, other, new Shard(1, 2))).Message;
        Assert.StartsWith($"{folder}: a part of another run lies here: command line", message);
        using Part replaced = Part.Open(folder, other, new Shard(1, 2), overwrite: true);
        Assert.False(File.Exists(replaced.StatePath));
    }

    [Fact]
    public void Nobody_else_works_on_an_open_part()
    {
        using Part part = Part.Open(PathOf("part"), Run(), new Shard(1, 2));
        Assert.Throws<IOException>(() => Part.Open(PathOf("part"), Run(), new Shard(1, 2)));
    }

    [Fact]
    public void What_is_no_part_is_told()
    {
        Assert.StartsWith($"{PathOf("nothing")}: there is no such part", Refused(PathOf("nothing")));
        Assert.StartsWith($"{_folder}: this folder is no part", Refused(_folder));
        string folder = Make(1, 1);
        File.WriteAllText(Path.Combine(folder, "part.json"), "{}");
        Assert.Contains("is missing", Refused(folder));
    }

    private static string Refused(params string[] paths) =>
        Assert.Throws<ShardException>(() => PartSet.Open(paths)).Message;

    private RunRecord Run() =>
        RunRecord.Of(["map", "input.xyz"], [PathOf("input.xyz")], ShippedModels.Default);

    private string Make(int number, int count, bool isComplete = true, RunRecord? run = null)
    {
        var shard = new Shard(number, count);
        string folder = Part.FolderOf(PathOf("m"), shard);
        using Part part = Part.Open(folder, run ?? Run(), shard);
        File.WriteAllText(part.StatePath, "state");
        if (isComplete)
            part.Complete();
        return folder;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
