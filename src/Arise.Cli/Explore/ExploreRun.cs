using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Arise.Clustering;
using Arise.Exploration;
using Arise.Files;
using Arise.Reporting.Exploration;

namespace Arise.Cli;

/// <summary>
/// One run of <c>arise explore</c>. The folder is made when all is computed: Ctrl-C before leaves nothing.
/// </summary>
internal sealed class ExploreRun(ParseResult parsed, PredictionOptions options)
{
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly TextWriter _output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
    private readonly DirectoryInfo _folder = ExploreOptions.Folder(parsed);

    /// <summary>Finds points and clusters and writes what they are.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellation)
    {
        using IDisposable hold = new RunPaths()
            .ReadsAll(InputsOf(parsed), "the input")
            .Reads(ExploreOptions.Names.List(parsed), "the list of files")
            .ReadsModel(parsed, options)
            .WritesFolder(
                _folder.ToString(), "the results", ResultKind.Exploration, parsed.GetValue(ExploreOptions.Overwrite))
            .Hold();
        var input = new ExploreInput(parsed, options, cancellation);
        ExplorationSettings settings;
        ExplorationSample? sample;
        try
        {
            settings = ExploreOptions.Settings(parsed, input.Classifier.Network, input.Prediction);
            sample = input.Points(settings, cancellation);
        }
        catch (ArgumentException error)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: {ErrorText.Of(error, parsed.CommandResult.Command)}");
            return CommandLineApplication.WrongUsage;
        }

        if (sample is null)
            return CommandLineApplication.Failure;
        RequirePoints(sample, settings);
        sample = sample with { Started = _started };
        HdbscanSettings clustering = settings.Clustering! with
        {
            MinClusterSize = parsed.GetValue(ExploreOptions.MinClusterSize) ?? sample.DefaultClusterSize,
        };
        if (parsed.GetValue(ExploreOptions.Scan) is { Length: > 0 } ranges)
            Scan(sample, ScanOption.Settings(ranges, clustering), cancellation);
        else
            Explore(sample, settings with { Clustering = clustering }, cancellation);
        _output.WriteLine();
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(DateTimeOffset.UtcNow - _started).TotalSeconds:F1} s; written to {_folder}"));
        return input.IsComplete ? 0 : CommandLineApplication.Failure;
    }

    // The folder of a map is read as a whole, one of structures file by file.
    private static IReadOnlyList<string> InputsOf(ParseResult parsed)
    {
        string[] names = ExploreOptions.Names.Names(parsed);
        bool isMap = !parsed.GetValue(ExploreOptions.Structures) && Directory.Exists(names[0]);
        return isMap ? names : new StructureInputs(names, new()).Files;
    }

    private void Scan(
        ExplorationSample sample, IReadOnlyList<HdbscanSettings> tried, CancellationToken cancellation)
    {
        ImmutableArray<ClusterScanRow> rows = [];
        CountedProgress.RunSteps(progress => rows = Explorer.Scan(sample, tried, progress, cancellation));
        Begin(cancellation);
        ExplorationReport.Write(sample, rows, _folder.FullName, parsed.GetValue(ExploreOptions.Overwrite));
        ExplorationReport.WriteSummary(sample, rows, _output);
    }

    private void Explore(ExplorationSample sample, ExplorationSettings settings, CancellationToken cancellation)
    {
        ExplorationResult? result = null;
        CountedProgress.RunSteps(progress => result = Explorer.Explore(sample, settings, progress, cancellation));
        Begin(cancellation);
        ExplorationReport.Write(
            result!, _folder.FullName, parsed.GetValue(ExploreOptions.Overwrite), FigureOptions.Read(parsed));
        ExplorationReport.WriteSummary(result!, _output);
        if (result!.ClusterCount == 0)
            _output.WriteLine("Try a smaller --min-cluster-size or --min-samples, or several with --scan.");
    }

    private void Begin(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _output.WriteLine();
    }

    private static void RequirePoints(ExplorationSample sample, ExplorationSettings settings)
    {
        if (sample.Points.Length > 0)
            return;
        throw new ExplorationException(sample.Candidates == 0
            ? $"No {sample.Unit} with a prediction: take larger boxes or a smaller --min-atoms."
            : $"None of {sample.Candidates} {sample.Unit} passes the filters"
                + (settings.Classes is null ? "." : "; leave --class out to see which classes there are."));
    }
}
