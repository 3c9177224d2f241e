using System.Globalization;
using Arise.Benchmarks.Numerics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Arise.Benchmarks;

/// <summary>What a matrix kernel reaches of the peak rate measured beside it.</summary>
internal sealed class PeakShareColumn : IColumn
{
    public string Id => nameof(PeakShareColumn);

    public string ColumnName => "Of peak";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Share of the peak rate, from the best times";

    public bool IsAvailable(Summary summary) =>
        summary.BenchmarksCases.Any(benchmark => LayerOf(benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => LayerOf(benchmarkCase) is null;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        double? time = BenchmarkSession.BestOf(summary[benchmarkCase]);
        double? peak = BenchmarkSession.BestOf(BenchmarkSession.PeakOf(summary, benchmarkCase));
        double? share = LayerOf(benchmarkCase)?.Operations / PeakRate.Operations * peak / time;
        return BenchmarkSession.IsPeak(benchmarkCase) || share is null
            ? "-"
            : share.Value.ToString("P0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);

    private static LayerShape? LayerOf(BenchmarkCase benchmark) =>
        benchmark.Parameters.Items.Select(parameter => parameter.Value).OfType<LayerShape>().FirstOrDefault();
}
