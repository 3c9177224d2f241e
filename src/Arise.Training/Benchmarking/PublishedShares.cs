using Arise.Training;

namespace Arise.Benchmarking;

/// <summary>Published shares of right answers, per cent, as far as they are printed for a method and a defect.
/// </summary>
/// <remarks>
/// Leitherer, Ziletti, Ghiringhelli, Nat. Commun. 12, 6234 (2021), doi:10.1038/s41467-021-26511-5, and A. Leitherer's
/// thesis, tables 5.1 and A.1 to A.3. The row of Arise is that of the published network.
/// </remarks>
internal static class PublishedShares
{
    private static readonly Dictionary<(BenchmarkMethod Method, bool OfAll), double[]> Rows = new()
    {
        [(BenchmarkMethod.TemplateMatching, false)] = [100, 94.34, 3.33, 1.72],
        [(BenchmarkMethod.CommonNeighbors, false)] = [31.41, 24.20, 1.38, 0.55],
        [(BenchmarkMethod.AdaptiveCommonNeighbors, false)] = [99.99, 94.55, 2.60, 1.03],
        [(BenchmarkMethod.BondAngles, false)] = [87.79, 69.68, 14.25, 7.35],
        [(BenchmarkMethod.SpglibTight, false)] = [0, 0, 0, 0],
        [(BenchmarkMethod.SpglibLoose, false)] = [0, 0, 0, 0],
        [(BenchmarkMethod.SpglibTight, true)] = [0, 0, 0, 0],
        [(BenchmarkMethod.SpglibLoose, true)] = [0, 0, 0, 0],
        [(BenchmarkMethod.TemplateMatching, true)] = [11.37, 10.71, 0.38, 0.19],
        [(BenchmarkMethod.CommonNeighbors, true)] = [0.81, 0.62, 0.04, 0.01],
        [(BenchmarkMethod.AdaptiveCommonNeighbors, true)] = [3.08, 2.90, 0.08, 0.03],
        [(BenchmarkMethod.BondAngles, true)] = [2.77, 2.22, 0.49, 0.30],
        [(BenchmarkMethod.Arise, true)] = [97.82, 94.56, 99.86, 99.76],
    };

    private static readonly SampleDefects[] Columns = [new(0, 0.07), new(0, 0.10), new(0.25, 0), new(0.30, 0)];

    /// <summary>The published share; null where none is printed.</summary>
    /// <param name="method">The method.</param>
    /// <param name="ofAll">Whether of all classes, or of those that the method knows.</param>
    /// <param name="defects">The defects.</param>
    public static double? Of(BenchmarkMethod method, bool ofAll, SampleDefects defects)
    {
        int column = Array.FindIndex(Columns, one => Math.Abs(one.Missing - defects.Missing) < 1e-9
            && Math.Abs(one.Displacement - defects.Displacement) < 1e-9);
        return column >= 0 && Rows.TryGetValue((method, ofAll), out double[]? row) ? row[column] : null;
    }
}
