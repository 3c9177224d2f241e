using System.CommandLine;
using Arise.Comparison;
using Arise.Reporting.Comparisons;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Compares frame after frame: a line for each, and the files.</summary>
internal sealed class CompareRun(MethodComparer comparer, ComparisonSettings settings, ParseResult parsed)
{
    /// <summary>Format of the compared atoms.</summary>
    public required StructureFormat Format { get; init; }

    /// <summary>Whether older results may go.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Compares the items; one that cannot be compared does not end the others.</summary>
    /// <param name="items">The frames.</param>
    /// <param name="fraction">How much of the input has been read.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="cancellation">Ends the work; what is compared is written.</param>
    /// <returns>The exit code.</returns>
    public int Run(
        IEnumerable<StructureInputs.Item> items,
        Func<double> fraction,
        DirectoryInfo folder,
        CancellationToken cancellation)
    {
        var frames = new FrameRun(parsed, folder.ToString())
        {
            Participle = "compared",
            Results = "comparisons",
            Replaces = Overwrite && File.Exists(Path.Combine(folder.FullName, "counts.csv")),
        };
        using var report = new ComparisonReport(folder.FullName, Overwrite, Format)
        {
            Figures = FigureOptions.Read(parsed),
        };
        var text = new CompareText(WrappingWriter.Of(parsed.InvocationConfiguration.Output));
        bool anySilent = false;
        int exitCode = frames.Run(
            progress => comparer.CompareMany(items, item => item.Structure, settings, progress, cancellation),
            fraction,
            (item, compared) =>
            {
                foreach (MethodAnswer answer in compared.Answers.Where(answer => answer.Problem is not null))
                {
                    anySilent = true;
                    parsed.InvocationConfiguration.Error.WriteLine(
                        $"arise: {item.File}, frame {item.Frame}: {answer.Method} says nothing: {answer.Problem}");
                }

                report.Add(item.File, item.Frame, compared);
                text.Write(item.File, item.Frame, compared);
            },
            report.Complete,
            count => text.End(report.Agreement, count, folder.ToString()),
            cancellation);
        return exitCode == 0 && anySilent ? CommandLineApplication.Failure : exitCode;
    }
}
