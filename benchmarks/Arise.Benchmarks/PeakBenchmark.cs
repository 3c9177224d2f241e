using Arise.Benchmarks.Numerics;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks;

/// <summary>
/// Base of all benchmarks: measures the peak loop beside them. Its time is the unit in which theirs are compared from
/// machine to machine.
/// </summary>
public abstract class PeakBenchmark
{
    /// <summary>The peak loop.</summary>
    [Benchmark(Baseline = true)]
    public float Peak() => PeakRate.Run();
}
