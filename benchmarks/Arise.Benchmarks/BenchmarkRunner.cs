using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Benchmarks.Numerics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Arise.Benchmarks;

/// <summary>Runs benchmarks with BenchmarkDotNet, in this process and briefly.</summary>
internal static class BenchmarkRunner
{
    private static readonly Type[] Types =
        [.. typeof(PeakBenchmark).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PeakBenchmark)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The names of all benchmarks.</summary>
    public static IEnumerable<string> Names() => Types
        .SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases)
        .Where(benchmark => !IsPeak(benchmark))
        .Select(NameOf);

    /// <summary>Measures.</summary>
    /// <param name="parts">Parts of the names of those to run; none for all.</param>
    /// <param name="once">Whether to run each only once.</param>
    /// <returns>The times, or null if there are none.</returns>
    public static BenchmarkRun? Run(string[] parts, bool once)
    {
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithEvaluateOverhead(false);
        job = once
            ? job.WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Monitoring).WithWarmupCount(0).WithIterationCount(1)
            : job.WithUnrollFactor(1).WithWarmupCount(2).WithIterationCount(8)
                .WithIterationTime(TimeInterval.FromMilliseconds(100));
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Min, new PeakShareColumn())
            .AddFilter(new SimpleFilter(benchmark => IsPeak(benchmark) || IsMeant(NameOf(benchmark), parts)));
        BenchmarkRunInfo[] meant =
            [.. Types.Select(type => BenchmarkConverter.TypeToBenchmarks(type, config))
                .Where(info => !info.BenchmarksCases.All(IsPeak))];
        ImmutableSortedDictionary<string, BenchmarkTime> times = meant.Length == 0
            ? ImmutableSortedDictionary<string, BenchmarkTime>.Empty
            : BenchmarkDotNet.Running.BenchmarkRunner.Run(meant).SelectMany(Times)
                .ToImmutableSortedDictionary(StringComparer.Ordinal);
        return times.IsEmpty ? null : new BenchmarkRun(TileKernel.Instructions, PeakRate.Lanes, times);
    }

    /// <summary>Whether this is the peak loop.</summary>
    public static bool IsPeak(BenchmarkCase benchmark) =>
        benchmark.Descriptor.WorkloadMethod.Name == nameof(PeakBenchmark.Peak);

    private static bool IsMeant(string name, string[] parts) =>
        parts.Length == 0 || parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    // SoapDescriptor.Compute(perfect)
    private static string NameOf(BenchmarkCase benchmark)
    {
        string type = benchmark.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal);
        string parameters = string.Join(", ", benchmark.Parameters.Items.Select(parameter => parameter.Value));
        return $"{type}.{benchmark.Descriptor.WorkloadMethod.Name}" + (parameters == "" ? "" : $"({parameters})");
    }

    private static IEnumerable<KeyValuePair<string, BenchmarkTime>> Times(Summary summary)
    {
        foreach (BenchmarkReport report in summary.Reports.Where(report => !IsPeak(report.BenchmarkCase)))
        {
            BenchmarkReport? peak = PeakOf(summary, report.BenchmarkCase);
            if (report.ResultStatistics is { } time && peak?.ResultStatistics is { } unit)
            {
                yield return KeyValuePair.Create(
                    NameOf(report.BenchmarkCase), new BenchmarkTime(time.Min / unit.Min, time.Min / 1e6));
            }
        }
    }

    /// <summary>The peak loop that ran beside a benchmark.</summary>
    public static BenchmarkReport? PeakOf(Summary summary, BenchmarkCase benchmark) => summary.Reports.FirstOrDefault(
        report => IsPeak(report.BenchmarkCase)
            && report.BenchmarkCase.Parameters.DisplayInfo == benchmark.Parameters.DisplayInfo);
}
