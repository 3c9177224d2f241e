using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Arise.Benchmarks;

/// <summary>A run beside an older one: ratios new/old of the times in units of the peak loop.</summary>
internal sealed class RunComparison
{
    private readonly BenchmarkRun _old;
    private readonly BenchmarkRun _new;
    private readonly ImmutableArray<(string Name, double Ratio)> _ratios;

    /// <summary>Compares what both runs have measured.</summary>
    public RunComparison(BenchmarkRun older, BenchmarkRun newer)
    {
        (_old, _new) = (older, newer);
        _ratios =
        [
            .. newer.Benchmarks
                .Where(benchmark => older.Benchmarks.ContainsKey(benchmark.Key))
                .Select(benchmark =>
                    (benchmark.Key, benchmark.Value.Ratio / older.Benchmarks[benchmark.Key].Ratio)),
        ];
    }

    /// <summary>Whether there are benchmarks in both, and none takes more than so many times as long as before.
    /// </summary>
    public bool IsWithin(double limit) => !_ratios.IsEmpty && _ratios.All(benchmark => benchmark.Ratio <= limit);

    /// <summary>A table of the ratios, and what one run has and the other has not.</summary>
    public string Describe(double limit)
    {
        var text = new StringBuilder();
        if (_ratios.IsEmpty)
            return "The two runs have no benchmark in common.\n";
        if (_old.Instructions != _new.Instructions)
            text.AppendLine($"Other vector instructions: {_new.Instructions}, before {_old.Instructions}.");
        int width = _ratios.Max(benchmark => benchmark.Name.Length);
        text.AppendLine("benchmark".PadRight(width) + "   new/old  milliseconds");
        foreach ((string name, double ratio) in _ratios)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name.PadRight(width)}  {ratio,8:F2}  {_new.Benchmarks[name].Milliseconds,12:G4}"
                + $"{(ratio > limit ? "  slower" : "")}"));
        }

        double mean = Math.Exp(_ratios.Average(benchmark => Math.Log(benchmark.Ratio)));
        int slower = _ratios.Count(benchmark => benchmark.Ratio > limit);
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_ratios.Length} compared, geometric mean {mean:F2}, {slower} above {limit:F2}."));
        Append("Not measured", _old, _new);
        Append("Not in the baseline", _new, _old);
        return text.ToString();

        void Append(string title, BenchmarkRun has, BenchmarkRun lacks)
        {
            string[] names = [.. has.Benchmarks.Keys.Where(name => !lacks.Benchmarks.ContainsKey(name))];
            if (names.Length > 0)
                text.AppendLine($"{title}: {string.Join(", ", names)}.");
        }
    }
}
