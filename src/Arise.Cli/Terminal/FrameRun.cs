using System.CommandLine;

namespace Arise.Cli;

/// <summary>
/// Works frame after frame: errors, progress, and what is said at the end. A frame that cannot be used does not end the
/// others; when the work is interrupted, what there is becomes complete, unless it would replace older results.
/// </summary>
/// <param name="parsed">The command line.</param>
/// <param name="folder">Where the results go, as it is told.</param>
internal sealed class FrameRun(ParseResult parsed, string folder)
{
    private readonly TextWriter _errors = parsed.InvocationConfiguration.Error;
    private int _count;

    /// <summary>What is done to a frame: "labeled".</summary>
    public required string Participle { get; init; }

    /// <summary>What comes of it, in the plural: "labels".</summary>
    public required string Results { get; init; }

    /// <summary>Whether older results stand there.</summary>
    public bool Replaces { get; init; }

    /// <summary>Takes the results one after the other.</summary>
    /// <param name="results">Gives them; is told where progress on a large frame goes.</param>
    /// <param name="fraction">How much of the input has been read.</param>
    /// <param name="add">Takes one.</param>
    /// <param name="complete">Puts the files in place.</param>
    /// <param name="end">Says what there is at the end, given the number of frames.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The exit code.</returns>
    public int Run<T>(
        Func<IProgress<WorkProgress>, IEnumerable<(StructureInputs.Item, T?, AriseException?)>> results,
        Func<double> fraction,
        Action<StructureInputs.Item, T> add,
        Action complete,
        Action<int> end,
        CancellationToken cancellation)
        where T : class
    {
        bool allGood = true;
        using var running = new RunningProgress(hasAnswers: false);
        try
        {
            foreach ((StructureInputs.Item item, T? result, AriseException? error) in results(new Atoms(running)))
            {
                running.Clear();
                if (result is null)
                {
                    allGood = false;
                    string reason = error is null
                        ? item.Error! + (item.Frame > 1 ? " Frames behind it in this file are not read." : "")
                        : $"{item.File}, frame {item.Frame}: {ErrorText.Of(error, parsed.CommandResult.Command)}";
                    _errors.WriteLine($"arise: {reason}");
                    continue;
                }

                add(item, result);
                _count++;
                if (fraction() < 1)
                    running.Report(_count, fraction());
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What has been done is written all the same.
        }

        running.Clear();
        bool isGivenUp = Replaces && cancellation.IsCancellationRequested;
        if (_count > 0 && !isGivenUp)
            complete();
        if (cancellation.IsCancellationRequested)
        {
            _errors.WriteLine(isGivenUp
                ? $"arise: interrupted; the older results in {folder} stand."
                : _count > 0
                ? $"arise: interrupted after {_count} frames; their {Results} are complete in {folder}."
                : $"arise: interrupted; nothing is {Participle} yet.");
            return CommandLineApplication.Interrupted;
        }

        if (_count > 0)
            end(_count);
        else if (allGood)
            _errors.WriteLine($"arise: none of the frames is in the range of --frames; nothing is {Participle}.");
        return allGood && _count > 0 ? 0 : CommandLineApplication.Failure;
    }

    /// <summary>The atoms of a large frame on the line of the running progress.</summary>
    private sealed class Atoms(RunningProgress running) : IProgress<WorkProgress>
    {
        void IProgress<WorkProgress>.Report(WorkProgress value) => running.Report(value);
    }
}
