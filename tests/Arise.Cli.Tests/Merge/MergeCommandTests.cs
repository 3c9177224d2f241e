using System.CommandLine;
using Arise.Defects;
using Arise.Prototypes;
using Arise.Sharding;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

/// <summary>Parts of a run, put together, are the run: byte for byte.</summary>
public sealed class MergeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-merge-").FullName;

    public MergeCommandTests()
    {
        AtomicStructure copper = PrototypeLibrary.Find("face-centered cubic").Structure;
        AtomicStructure cluster = copper.Repeat(5, 5, 5).WithPeriodicity(Periodicity.None);
        StructureFile.Write(At("sample.xyz"), cluster);
        StructureFile.Write(At("frames.xyz"), Enumerable.Range(0, 7).Select(
            frame => Displacements.Uniform(cluster, 0.03 * frame, (ulong)frame)));
        StructureFile.Write(At("crystals.xyz"), Enumerable.Range(0, 70).Select(
            k => Displacements.Uniform(copper.Repeat(2, 1, 1), 0.05, (ulong)(k % 50))));
        File.WriteAllText(At("bad.xyz"), "2\n\nXx 0 0 0\n");
        AtomModel.Write(At("atoms.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void A_map_is_the_same_bytes(int count) => RequireSame(
        count, "map", At("sample.xyz"), "--box", "9", "--stride", "4", "--passes", "16", "--hidden", "1");

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void The_labels_of_a_trajectory_are_the_same_bytes(int count) => RequireSame(
        count, "label", At("frames.xyz"), "--model", At("atoms.safetensors"), "--passes", "8", "--format", "dump");

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void An_evaluation_is_the_same_bytes(int count) =>
        RequireSame(count, "evaluate", "pristine", "--passes", "2", "--dpi", "60");

    // Numbers of results, those that several entries share, and problems are as in one run.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_screening_is_the_same_bytes(int count)
    {
        string[] words = ["screen", At("crystals.xyz"), At("bad.xyz"), At("frames.xyz"), "--passes", "16"];
        Run([.. words, "--out", At("whole.db")]);
        for (int number = 1; number <= count; number++)
            Good([.. words, "--out", At("merged.db"), "--shard", $"{number}/{count}", "--threads", "1"]);
        Assert.False(File.Exists(At("merged.db")));
        Good("merge", At("merged.db.parts"));
        Assert.Equal(File.ReadAllBytes(At("whole.db")), File.ReadAllBytes(At("merged.db")));
        Good("merge", At("merged.db.parts"));
        Assert.Equal(File.ReadAllBytes(At("whole.db")), File.ReadAllBytes(At("merged.db")));
    }

    [Fact]
    public void A_shard_that_is_complete_is_not_made_again()
    {
        string[] words = ["map", At("sample.xyz"), "--box", "9", "--stride", "4", "--passes", "16", "--out", At("m")];
        Good([.. words, "--shard", "1/2"]);
        DateTime written = File.GetLastWriteTimeUtc(At("m.parts/1-of-2/state"));
        Assert.Contains("shard 1/2 is complete", Good([.. words, "--shard", "1/2"]));
        Assert.Equal(written, File.GetLastWriteTimeUtc(At("m.parts/1-of-2/state")));
    }

    [Fact]
    public void Parts_of_a_changed_input_are_refused()
    {
        string[] words = ["map", At("sample.xyz"), "--box", "9", "--stride", "4", "--passes", "16", "--out", At("m")];
        Good([.. words, "--shard", "1/2"]);
        File.AppendAllText(At("sample.xyz"), "\n");
        Good([.. words, "--shard", "2/2"]);
        string message = Assert.Throws<ShardException>(() => Run("merge", At("m.parts"))).Message;
        Assert.StartsWith($"{At("m.parts/2-of-2")}: this part does not belong to", message);
        Assert.Contains("other bytes in", message);
        Assert.Throws<ShardException>(() => Run([.. words, "--shard", "1/2"]));
        Good([.. words, "--shard", "1/2", "--overwrite"]);
        Good("merge", At("m.parts"));
    }

    [Theory]
    [InlineData("--refine decides by the neighbors", "map", "sample.xyz", "--refine", "2")]
    [InlineData("--resume would have no effect", "map", "sample.xyz", "--resume")]
    [InlineData("one structure", "map", "frames.xyz", "--all-frames")]
    [InlineData("--shard 3/2: it must be a share", "label", "frames.xyz", "--shard", "3/2")]
    [InlineData("it belongs to --out", "screen", "crystals.xyz")]
    public void What_cannot_be_dealt_out_is_refused(string reason, string verb, string file, params string[] more)
    {
        string[] out_ = verb == "screen" ? [] : ["--out", At("o")];
        string[] shard = more.Contains("--shard") ? [] : ["--shard", "1/2"];
        ParseResult parsed = AriseCommand.Create().Parse([verb, At(file), .. out_, .. shard, .. more]);
        Assert.Contains(parsed.Errors, error => error.Message.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("map", "sample.xyz", "frames.xyz")]
    [InlineData("label", "-", "-")]
    public void Several_structures_to_map_and_standard_input_are_refused(string verb, string first, string second)
    {
        (int exitCode, _, string error) = Run(
            verb, first == "-" ? first : At(first), second == "-" ? At("sample.xyz") : At(second), "--out", At("o"),
            "--shard", "1/2");
        Assert.Equal(CommandLineApplication.WrongUsage, exitCode);
        Assert.Contains("--shard", error, StringComparison.Ordinal);
    }

    private void RequireSame(int count, params string[] words)
    {
        Good([.. words, "--out", At("whole")]);
        foreach (int number in Enumerable.Range(1, count).Reverse())
            Good([.. words, "--out", At("merged"), "--shard", $"{number}/{count}", "--threads", "1"]);
        Assert.False(Directory.Exists(At("merged")));
        Good("merge", At("merged.parts"));
        Good("merge", At("merged.parts"), "--out", At("merged"), "--overwrite");
        string[] files = [.. Directory.GetFiles(At("whole")).Select(path => Path.GetFileName(path)).Order()];
        Assert.Equal(files, Directory.GetFiles(At("merged")).Select(path => Path.GetFileName(path)).Order());
        Assert.All(files.Where(name => name != "times.json"), name => Assert.True(
            File.ReadAllBytes(At($"whole/{name}")).AsSpan().SequenceEqual(File.ReadAllBytes(At($"merged/{name}"))),
            $"{name} differs"));
    }

    private static string Good(params string[] arguments)
    {
        (int exitCode, string output, string error) = Run(arguments);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = AriseCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }

    private string At(string name) => Path.Combine(_folder, name);
}
