using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Arise.Files;

namespace Arise.Sharding;

/// <summary>
/// The shards of a command as an array job of Slurm, and a job that merges them when all have come to their end. The
/// folder of the parts holds the scripts (shards.sh, merge.sh), the outputs, and slurm.json.
/// </summary>
public sealed partial class SlurmArray
{
    private const string FileName = "slurm.json", ShardsName = "shards.sh", MergeName = "merge.sh";

    private readonly string _folder;

    private SlurmArray(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>The script of the shards.</summary>
    public string ShardsScript => Path.Combine(_folder, ShardsName);

    /// <summary>The script of the merge.</summary>
    public string MergeScript => Path.Combine(_folder, MergeName);

    /// <summary>Writes the scripts; nothing is submitted.</summary>
    /// <param name="results">Where the results shall be.</param>
    /// <param name="name">What is done, for the name of the job.</param>
    /// <param name="shard">The command of a shard; which one, as 2/8, is added as the last word.</param>
    /// <param name="merge">The command that puts the parts together.</param>
    /// <param name="settings">What Slurm is told.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SlurmArray Write(
        string results,
        string name,
        IReadOnlyList<string> shard,
        IReadOnlyList<string> merge,
        SlurmSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var array = new SlurmArray(PartSet.FolderOf(results));
        Directory.CreateDirectory(array._folder);
        string most = settings.MostAtOnce is { } limit ? $"%{limit}" : "";
        Write(array.ShardsScript,
        [
            $"#SBATCH --job-name=arise-{name}",
            $"#SBATCH --array=1-{settings.Shards}{most}",
            $"#SBATCH --output={array._folder}/shard-%a.log",
            "#SBATCH --open-mode=append",
            "#SBATCH --requeue",
            .. Common(settings),
            .. settings.Time is { } time ? [$"#SBATCH --time={time}"] : (string[])[],
            .. settings.Lines.Select(line => $"#SBATCH --{line}"),
            $"exec {Quoted(shard)} \"$SLURM_ARRAY_TASK_ID/{settings.Shards}\"",
        ]);
        Write(array.MergeScript,
        [
            $"#SBATCH --job-name=arise-merge",
            $"#SBATCH --output={array._folder}/merge.log",
            "#SBATCH --kill-on-invalid-dep=yes",
            .. Common(settings),
            $"exec {Quoted(merge)}",
        ]);
        array.Keep(new SlurmJob { Shards = settings.Shards, Arrays = [], Merge = null });
        return array;
    }

    /// <summary>Opens a folder whose scripts were written before.</summary>
    /// <param name="folder">The folder of the parts, or the results beside it.</param>
    /// <exception cref="ShardException">Nothing was submitted from there.</exception>
    public static SlurmArray Open(string folder)
    {
        string parts = File.Exists(Path.Combine(folder, FileName)) ? folder : PartSet.FolderOf(folder);
        return File.Exists(Path.Combine(parts, FileName))
            ? new SlurmArray(parts)
            : throw new ShardException(folder, "no command was given to Slurm from here.");
    }

    /// <summary>Submits all shards and the merge.</summary>
    /// <returns>The numbers of both jobs.</returns>
    /// <exception cref="ShardException">Slurm is not installed, or refuses.</exception>
    public (string Array, string Merge) Submit()
    {
        string array = Call("sbatch", "--parsable", ShardsScript);
        return (array, SubmitMerge(array));
    }

    /// <summary>Submits the shards again that are not complete and not waiting or running, and the merge.</summary>
    /// <returns>The numbers of the shards.</returns>
    /// <exception cref="ShardException">Slurm is not installed, or refuses.</exception>
    public IReadOnlyList<int> Resubmit()
    {
        int[] open = [.. States().Where(shard => !shard.IsComplete && !shard.IsActive).Select(shard => shard.Number)];
        if (open.Length > 0)
        {
            if (Read().Merge is { } old && Jobs("pending").Any(job => job[0] == old))
                Call("scancel", old);
            string list = string.Join(',', open.Select(number => number.ToString(CultureInfo.InvariantCulture)));
            SubmitMerge(Call("sbatch", "--parsable", $"--array={list}", ShardsScript));
        }

        return open;
    }

    /// <summary>How far every shard is.</summary>
    /// <exception cref="ShardException">Slurm is not installed, or does not answer.</exception>
    public IReadOnlyList<SlurmShard> States()
    {
        SlurmJob job = Read();
        var states = new Dictionary<int, string>();

        // A later job has the last word on a shard; those that ended long ago are forgotten.
        string[][] known = [.. Jobs("all")];
        foreach (string[] line in job.Arrays.SelectMany(array => known.Where(line => line[0] == array)))
        {
            if (int.TryParse(line[1], CultureInfo.InvariantCulture, out int number))
                states[number] = line[2];
        }

        return
        [
            .. Enumerable.Range(1, job.Shards).Select(number => new SlurmShard(
                number,
                IsComplete(new Shard(number, job.Shards)),
                states.GetValueOrDefault(number, "").ToLowerInvariant().Replace('_', ' '))),
        ];
    }

    // Number of the job, or of the array, number of the shard, and state of all jobs of this person.
    private static IEnumerable<string[]> Jobs(string states) =>
        Call("squeue", "--noheader", "--array", "--me", $"--states={states}", "--format=%F %K %T")
            .Split('\n').Select(line => line.Split(' ')).Where(words => words.Length == 3);

    private bool IsComplete(Shard shard)
    {
        string part = Path.Combine(_folder, $"{shard.Number}-of-{shard.Count}");
        return File.Exists(Path.Combine(part, PartManifest.FileName)) && PartManifest.Read(part).IsComplete;
    }

    private string SubmitMerge(string array)
    {
        SlurmJob job = Read();
        string after = "afterok:" + array + string.Concat(job.Arrays.Select(old => ",afterany:" + old));
        string merge = Call("sbatch", "--parsable", $"--dependency={after}", MergeScript);
        Keep(job with { Arrays = job.Arrays.Add(array), Merge = merge });
        return merge;
    }

    private SlurmJob Read()
    {
        string path = Path.Combine(_folder, FileName);
        return JsonFile.Read(path, ShardingJson.Plain.SlurmJob, (_, reason) => new ShardException(path, reason));
    }

    private void Keep(SlurmJob job) =>
        JsonFile.Write(Path.Combine(_folder, FileName), job, ShardingJson.Plain.SlurmJob);

    private static IEnumerable<string> Common(SlurmSettings settings)
    {
        yield return $"#SBATCH --chdir={Directory.GetCurrentDirectory()}";
        if (settings.Partition is { } partition)
            yield return $"#SBATCH --partition={partition}";
        if (settings.Account is { } account)
            yield return $"#SBATCH --account={account}";
    }

    private static void Write(string path, IEnumerable<string> lines)
    {
        using var file = new ReplacingFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes("#!/bin/bash\n" + string.Join('\n', lines) + "\n"));
        file.Commit();
    }

    private static string Quoted(IEnumerable<string> words) => string.Join(
        ' ', words.Select(word => Plain().IsMatch(word) ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));

    private static string Call(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output.Split(';')[0]
                : throw new ShardException(program, $"Slurm refuses: {errors.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception error)
        {
            throw new ShardException(
                program,
                "Slurm is not installed here; go to a machine that has it, or run the shards yourself.",
                error);
        }
    }

    [GeneratedRegex(@"^[\w./=,:@%+-]+$")]
    private static partial Regex Plain();
}
