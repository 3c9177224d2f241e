using System.CommandLine;
using Arise.Files;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary>One part of a run: where it goes, what is said, and how it goes on.</summary>
internal static class PartRun
{
    /// <summary>Makes a part, or what is left of it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shard">Which one.</param>
    /// <param name="results">Where the whole results would go.</param>
    /// <param name="paths">What is read.</param>
    /// <param name="record">What the results depend on; called after the check of the paths.</param>
    /// <param name="overwrite">Whether a part of another run may go.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        ParseResult parsed,
        Shard shard,
        string results,
        RunPaths paths,
        Func<RunRecord> record,
        bool overwrite,
        Action<Part> make)
    {
        if (CommandLine.ReadsStandardInput(CommandLine.Of(parsed)))
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: {ShardOption.Name}: shards read the input each on its own; name files, not standard input.");
            return CommandLineApplication.WrongUsage;
        }

        string folder = Part.FolderOf(results, shard);
        paths.Writes(Path.Combine(folder, "state"), "the part").Check();
        using Part part = Part.Open(folder, record(), shard, overwrite);
        if (!part.IsComplete)
        {
            try
            {
                make(part);
            }
            catch (OperationCanceledException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    $"arise: interrupted; what is done is kept in {folder}. Give the same command to go on.");
                return CommandLineApplication.Interrupted;
            }
        }

        parsed.InvocationConfiguration.Output.WriteLine(
            $"shard {shard} is complete in {folder}; when all are, give 'arise merge {PartSet.FolderOf(results)}'");
        return 0;
    }
}
