using Arise.Cli.Tests.Kills;

namespace Arise.Cli.Tests.Slurm;

/// <summary>A real Slurm runs the shards: the merged bytes are those of one process.</summary>
[CollectionDefinition(nameof(SlurmTests), DisableParallelization = true)]
[Collection(nameof(SlurmTests))]
public sealed class SlurmTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-slurm-runs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SlurmFact]
    public void Arrays_of_map_label_and_screen_give_the_bytes_of_one_process()
    {
        KillInputs read = KillInputs.Shared;
        using var cluster = new SlurmCluster();
        string[] map = ["map", read.Sample, "--box", "9", "--stride", "4", "--passes", "16"];
        string[] label = ["label", read.Frames, "--model", read.Atoms];
        string[] screen = ["screen", read.Crystals, "--mode", "exact"];
        Arise([.. map, "--out", "m", "--slurm", "3", "--array-max", "2", "--time", "10"]);
        Arise([.. label, "--out", "l", "--slurm", "2", "--partition", "main"]);
        Arise([.. screen, "--out", "s.db", "--slurm", "2", "--sbatch", "cpus-per-task=1"]);
        Arise([.. map, "--out", "m1"]);
        Arise([.. label, "--out", "l1"]);
        Arise([.. screen, "--out", "s1.db"]);
        SlurmCluster.WaitUntil(() => SlurmCluster.Call("/usr/bin/squeue", "--noheader").Trim().Length == 0);
        RequireSame("m1/map.npz", "m/map.npz");
        RequireSame("m1/run.json", "m/run.json");
        RequireSame("l1/labels.npz", "l/labels.npz");
        RequireSame("s1.db", "s.db");
        Assert.Contains("complete: 1,2,3", Arise("status", "m"));
        Assert.Contains("no shard failed", Arise("resubmit", "m"));
    }

    [SlurmFact]
    public void A_shard_that_was_killed_goes_on_when_it_is_submitted_again()
    {
        KillInputs read = KillInputs.Shared;
        using var cluster = new SlurmCluster();
        string[] map = ["map", read.Sample, "--box", "9", "--stride", "2", "--mode", "exact"];
        Arise([.. map, "--out", "m", "--slurm", "2"]);
        string state = Path.Combine(_folder, "m.parts", "2-of-2", "state");
        SlurmCluster.WaitUntil(() => File.Exists(state) && new FileInfo(state).Length > 20_000);
        SlurmCluster.Call("/bin/kill", "-9", NumberOf("2/2"));
        SlurmCluster.WaitUntil(() => SlurmCluster.Call("/usr/bin/squeue", "--noheader").Trim().Length == 0);
        long before = new FileInfo(state).Length;
        Assert.False(Directory.Exists(Path.Combine(_folder, "m")));
        Assert.Contains("failed: 2", Arise(exitCode: 1, "status", "m"));
        Assert.Contains("submitted again: shards 2", Arise("resubmit", "m"));
        Arise([.. map, "--out", "m1"]);
        SlurmCluster.WaitUntil(() => SlurmCluster.Call("/usr/bin/squeue", "--noheader").Trim().Length == 0);
        Assert.True(new FileInfo(state).Length > before);
        RequireSame("m1/map.npz", "m/map.npz");
    }

    [Fact]
    public void A_dry_run_writes_scripts_and_submits_nothing()
    {
        string output = Arise(
            "map", KillInputs.Shared.Sample, "--box", "9", "--out", "m", "--slurm", "4", "--dry-run",
            "--array-max", "2", "--time", "1:00:00", "--partition", "main", "--account", "physics",
            "--sbatch", "mem=4G",
            "--sbatch", "cpus-per-task=4");
        Assert.StartsWith("written: ", output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(Path.Combine(_folder, "m.parts", "shards.sh"));
        Assert.Equal("#!/bin/bash", lines[0]);
        foreach (string option in new[]
        {
            "--array=1-4%2", "--time=1:00:00", "--partition=main", "--account=physics", "--mem=4G",
            "--cpus-per-task=4",
        })
        {
            Assert.Contains($"#SBATCH {option}", lines);
        }

        Assert.EndsWith("--out m --shard \"$SLURM_ARRAY_TASK_ID/4\"", lines[^1], StringComparison.Ordinal);
        Assert.Contains("merge", File.ReadAllLines(Path.Combine(_folder, "m.parts", "merge.sh"))[^1]);
    }

    // The process of a shard in the folder of the test.
    private string NumberOf(string shard) => Directory.GetDirectories("/proc")
        .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
        .Where(process => TextOf(process).EndsWith($"--shard\0{shard}\0", StringComparison.Ordinal)
            && File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName == _folder)
        .Select(process => Path.GetFileName(process)).Single();

    private static string TextOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private string Arise(params string[] arguments) => Arise(0, arguments);

    private string Arise(int exitCode, params string[] arguments)
    {
        using var process = new AriseProcess(_folder, arguments);
        Assert.True(process.End() == exitCode, process.Output + process.Errors);
        return process.Output;
    }

    private void RequireSame(string one, string other) => Assert.True(
        File.ReadAllBytes(Path.Combine(_folder, one)).AsSpan().SequenceEqual(
            File.ReadAllBytes(Path.Combine(_folder, other))),
        $"{one} and {other} differ.");
}
