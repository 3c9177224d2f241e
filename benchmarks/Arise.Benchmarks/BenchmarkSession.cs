using System.Collections.Immutable;
using Arise.Benchmarks.Numerics;
using Arise.Numerics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Arise.Benchmarks;

/// <summary>Runs benchmarks with BenchmarkDotNet, briefly and in this process.</summary>
internal static class BenchmarkSession
{
    private static readonly Type[] Types =
        [.. typeof(PeakBenchmark).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PeakBenchmark)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    private static readonly Job InProcess =
        Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithEvaluateOverhead(false);

    /// <summary>The names of all benchmarks.</summary>
    public static IEnumerable<string> Names() => Types
        .SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases)
        .Where(benchmark => !IsPeak(benchmark))
        .Select(NameOf);

    /// <summary>Measures, and prints a table per class.</summary>
    /// <param name="parts">Parts of the names of the benchmarks to run; none for all of them.</param>
    /// <param name="once">Whether to run each only once.</param>
    /// <returns>The times, and the names of the benchmarks that failed.</returns>
    public static (BenchmarkRun Run, ImmutableArray<string> Failed) Measure(string[] parts, bool once)
    {
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(once ? Once : Short)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Min, new PeakShareColumn())
            .AddFilter(new SimpleFilter(benchmark => IsPeak(benchmark) || IsMeant(NameOf(benchmark), parts)));
        var times = ImmutableSortedDictionary.CreateBuilder<string, BenchmarkTime>(StringComparer.Ordinal);
        var failed = ImmutableArray.CreateBuilder<string>();
        foreach (Type type in Types)
        {
            BenchmarkRunInfo meant = BenchmarkConverter.TypeToBenchmarks(type, config);
            if (meant.BenchmarksCases.All(IsPeak))
                continue;
            Summary summary = BenchmarkRunner.Run(meant);
            Console.WriteLine($"\n{type.FullName}");
            MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
            foreach (BenchmarkCase benchmark in meant.BenchmarksCases.Where(benchmark => !IsPeak(benchmark)))
            {
                if (BestOf(summary[benchmark]) is { } time && BestOf(PeakOf(summary, benchmark)) is { } peak)
                    times.Add(NameOf(benchmark), new BenchmarkTime(time / peak, time / 1e6));
                else
                    failed.Add(NameOf(benchmark));
            }
        }

        return (new BenchmarkRun(TileKernel.Instructions, PeakRate.Lanes, times.ToImmutable()), failed.ToImmutable());
    }

    /// <summary>Whether this is the peak loop.</summary>
    public static bool IsPeak(BenchmarkCase benchmark) =>
        benchmark.Descriptor.WorkloadMethod.Name == nameof(PeakBenchmark.Peak);

    /// <summary>The peak loop that ran beside a benchmark.</summary>
    public static BenchmarkReport? PeakOf(Summary summary, BenchmarkCase benchmark) => summary.Reports.FirstOrDefault(
        report => IsPeak(report.BenchmarkCase)
            && report.BenchmarkCase.Parameters.DisplayInfo == benchmark.Parameters.DisplayInfo);

    /// <summary>Shortest time in nanoseconds: what else the machine does only makes times longer.</summary>
    public static double? BestOf(BenchmarkReport? report) => report?.ResultStatistics?.Min;

    private static Job Once => InProcess
        .WithStrategy(RunStrategy.Monitoring).WithWarmupCount(0).WithIterationCount(1);

    private static Job Short => InProcess
        .WithUnrollFactor(1).WithWarmupCount(3).WithIterationCount(12)
        .WithIterationTime(TimeInterval.FromMilliseconds(50));

    private static bool IsMeant(string name, string[] parts) =>
        parts.Length == 0 || parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    // For example SoapDescriptor.Compute(perfect).
    private static string NameOf(BenchmarkCase benchmark)
    {
        string type = benchmark.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal);
        string parameters = string.Join(", ", benchmark.Parameters.Items.Select(parameter => parameter.Value));
        return $"{type}.{benchmark.Descriptor.WorkloadMethod.Name}" + (parameters == "" ? "" : $"({parameters})");
    }
}
