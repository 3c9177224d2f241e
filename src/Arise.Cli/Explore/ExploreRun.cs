using System.CommandLine;
using System.Globalization;
using Arise.Clustering;
using Arise.Exploration;
using Arise.Reporting.Exploration;

namespace Arise.Cli;

/// <summary>
/// One run of <c>arise explore</c>. The folder is made when all is computed: Ctrl-C before leaves nothing.
/// </summary>
internal sealed class ExploreRun(ParseResult parsed, PredictionOptions options)
{
    // A twentieth of the points, but not fewer than the usual default.
    private const int ClustersAtMost = 20;
    private const int FewestPoints = 5;

    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly TextWriter _output = parsed.InvocationConfiguration.Output;
    private readonly DirectoryInfo _folder = ExploreOptions.Folder(parsed);

    /// <summary>Finds points and clusters and writes what they are.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellation)
    {
        var input = new ExploreInput(parsed, options);
        ExplorationSettings settings;
        ExplorationSample? sample;
        try
        {
            settings = ExploreOptions.Settings(parsed, input.Classifier.Network, input.Prediction);
            sample = input.Points(settings, cancellation);
        }
        catch (ArgumentException error)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {error.Message}");
            return CommandLineApplication.WrongUsage;
        }

        if (sample is null)
            return CommandLineApplication.Failure;
        RequirePoints(sample, settings);
        int size = parsed.GetValue(ExploreOptions.MinClusterSize)
            ?? Math.Max(sample.Points.Length / ClustersAtMost, FewestPoints);
        settings = settings with { Clustering = settings.Clustering with { MinClusterSize = size } };
        if (parsed.GetValue(ExploreOptions.Scan) is { Length: > 0 } ranges)
            Scan(sample, ScanOption.Settings(ranges, settings.Clustering), cancellation);
        else
            Explore(sample, settings, input, cancellation);
        _output.WriteLine();
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(DateTimeOffset.UtcNow - _started).TotalSeconds:F1} s; written to {_folder}"));
        return input.IsComplete ? 0 : CommandLineApplication.Failure;
    }

    private void Scan(
        ExplorationSample sample, IReadOnlyList<HdbscanSettings> tried, CancellationToken cancellation)
    {
        IReadOnlyList<ClusterScanRow> rows = [];
        CountedProgress.RunSteps(progress => rows = Explorer.Scan(sample, tried, progress, cancellation));
        Begin(cancellation);
        ExplorationReport.Write(sample, rows, _folder.FullName);
        ExplorationSummaryText.Write(sample, rows, _output);
    }

    private void Explore(
        ExplorationSample sample, ExplorationSettings settings, ExploreInput input, CancellationToken cancellation)
    {
        ExplorationResult? result = null;
        CountedProgress.RunSteps(progress => result = Explorer.Explore(sample, settings, progress, cancellation));
        Begin(cancellation);
        var manifest = new ExplorationManifest(parsed.GetValue(ExploreOptions.Inputs)!, input.Model, _started);
        ExplorationReport.Write(result!, input.Classifier.Network, input.Prediction, manifest, _folder.FullName);
        ExplorationSummaryText.Write(result!, _output);
    }

    private void Begin(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _folder.Create();
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
