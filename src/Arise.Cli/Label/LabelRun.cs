using System.Collections.Immutable;
using System.CommandLine;
using Arise.Labeling;
using Arise.Reporting.Labels;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Labels frame after frame: a line for each, errors, and the files.</summary>
internal sealed class LabelRun(AtomLabeler labeler, LabelSettings settings, ParseResult parsed)
{
    private readonly TextWriter _output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
    private readonly TextWriter _errors = parsed.InvocationConfiguration.Error;
    private bool _allGood = true;

    /// <summary>Format of the labeled atoms.</summary>
    public required StructureFormat Format { get; init; }

    /// <summary>Whether older results may go.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Labels the items; one that cannot be labeled does not end the others.</summary>
    /// <param name="items">The frames.</param>
    /// <param name="fraction">How much of the input has been read.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="cancellation">Ends the work; what is labeled is written.</param>
    /// <returns>The exit code.</returns>
    public int Run(
        IEnumerable<StructureInputs.Item> items,
        Func<double> fraction,
        DirectoryInfo folder,
        CancellationToken cancellation)
    {
        bool replaces = Overwrite && File.Exists(Path.Combine(folder.FullName, "frames.csv"));
        using var report = new LabelReport(folder.FullName, Overwrite, Format)
        {
            Figures = FigureOptions.Read(parsed),
        };
        var text = new LabelText(_output);
        using var running = new RunningProgress(hasAnswers: false);
        try
        {
            foreach ((StructureInputs.Item item, AtomLabels? labels, AriseException? error) in labeler.LabelMany(
                items, item => item.Structure, settings, new AtomProgress(running), cancellation))
            {
                running.Clear();
                if (labels is null)
                {
                    _allGood = false;
                    string reason = error is null
                        ? item.Error! + (item.Frame > 1 ? " Frames behind it in this file are not read." : "")
                        : $"{item.File}, frame {item.Frame}: {ErrorText.Of(error, parsed.CommandResult.Command)}";
                    _errors.WriteLine($"arise: {reason}");
                    continue;
                }

                ImmutableArray<AtomRegion> regions = report.Add(item.File, item.Frame, labels);
                text.Write(item.File, item.Frame, labels, regions);
                if (fraction() < 1)
                    running.Report(report.Count, fraction());
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What has been labeled is written all the same.
        }

        running.Clear();
        bool isGivenUp = replaces && cancellation.IsCancellationRequested;
        if (report.Count > 0 && !isGivenUp)
            report.Complete();
        if (cancellation.IsCancellationRequested)
        {
            _errors.WriteLine(isGivenUp
                ? $"arise: interrupted; the older results in {folder} stand."
                : report.Count > 0
                ? $"arise: interrupted after {report.Count} frames; their labels are complete in {folder}."
                : "arise: interrupted; nothing is labeled yet.");
            return CommandLineApplication.Interrupted;
        }

        if (report.Count > 0)
            text.End(report.Count, folder.ToString());
        else if (_allGood)
            _errors.WriteLine("arise: none of the frames is in the range of --frames; nothing is labeled.");
        _allGood &= report.Count > 0;
        return _allGood ? 0 : CommandLineApplication.Failure;
    }

    /// <summary>The atoms of a large frame on the line of the running progress.</summary>
    private sealed class AtomProgress(RunningProgress running) : IProgress<WorkProgress>
    {
        void IProgress<WorkProgress>.Report(WorkProgress value) => running.Report(value);
    }
}
