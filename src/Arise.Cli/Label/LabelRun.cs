using System.CommandLine;
using Arise.Labeling;
using Arise.Reporting.Labels;
using Arise.Sharding;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Labels frame after frame: a line for each, and the files.</summary>
internal sealed class LabelRun(AtomLabeler labeler, LabelSettings settings, ParseResult parsed)
{
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
        var frames = new FrameRun(parsed, folder.ToString())
        {
            Participle = "labeled",
            Results = "labels",
            Replaces = Overwrite && File.Exists(Path.Combine(folder.FullName, "frames.csv")),
        };
        using var report = new LabelReport(folder.FullName, Overwrite, Format)
        {
            Figures = FigureOptions.Read(parsed),
        };
        var text = new LabelText(WrappingWriter.Of(parsed.InvocationConfiguration.Output));
        return frames.Run(
            progress => MergeConfiguration.PartsOf(parsed) is { } parts
                ? new LabelParts(labeler).Merge(items, item => item.Structure, parts)
                : labeler.LabelMany(items, item => item.Structure, settings, progress, cancellation),
            fraction,
            (item, labels) => text.Write(item.File, item.Frame, labels, report.Add(item.File, item.Frame, labels)),
            report.Complete,
            count => text.End(count, folder.ToString()),
            cancellation);
    }
}
