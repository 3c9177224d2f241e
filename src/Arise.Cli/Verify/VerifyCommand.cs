using System.CommandLine;
using Arise.Sharding;

namespace Arise.Cli;

/// <summary><c>arise verify</c>: do the same command and input still give the same bytes?</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Manifest = new("MANIFEST")
    {
        Description = $"{RunRecord.FileName} of results, or their folder.",
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the results do");

    public static Command Create()
    {
        var command = new Verb(
            "verify",
            "Make results again from their manifest, and compare all bytes.",
            """
            The folders that map, label and evaluate write hold run.json: command line, version, inputs and model
            with their SHA-256. The command is run again into a temporary folder, and every file is compared but
            times.json. Differences are named, in arrays the first entry that differs and the largest difference;
            the exit code is then 1. Start in the folder where the results were made.

            Examples:
              arise verify sample-map/run.json
              arise verify run-labels --threads 2
            """)
        {
            Manifest, Threads,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, errors = parsed.InvocationConfiguration.Error;
        string given = parsed.GetValue(Manifest)!;
        RunRecord before = RunRecord.Read(given);
        string folder = Directory.Exists(given) ? given : Path.GetDirectoryName(Path.GetFullPath(given))!;
        before.RequireInputs();
        if (CommandLine.ReadsStandardInput(before.Arguments))
            throw new ShardException(given, "the run read standard input, which cannot be read again.");
        using var place = new TemporaryFolder();
        string[] words = [.. before.Arguments, "--out", Path.Combine(place.Path, "again")];
        if (parsed.GetValue(Threads) is > 0 and var threads)
            words = [.. words, ThreadsOption.Name, FormattableString.Invariant($"{threads}")];
        ParseResult again = AriseCommand.Create().Parse(words);
        if (again.Errors.Count > 0)
            throw new ShardException(given, $"its command is none of this version: {again.Errors[0].Message}");
        using var told = new StringWriter();
        await again.InvokeAsync(
            new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = TextWriter.Null,
                Error = told,
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (!Directory.Exists(words[^1]) && !Directory.Exists(Path.Combine(place.Path, "again")))
        {
            errors.Write(told.ToString());
            throw new ShardException(given, "the command gives no results any more.");
        }

        var comparison = ResultComparison.Of(folder, Path.Combine(place.Path, "again"));
        foreach (string difference in comparison.Differences)
            output.WriteLine(difference);
        if (comparison.RunDifference is { } other)
            errors.WriteLine($"arise: the run before had {other}.");
        if (comparison.Differences.Count > 0)
            return CommandLineApplication.Failure;
        output.WriteLine($"{folder}: {comparison.Files} files, all bytes the same");
        return 0;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("arise-verify-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
