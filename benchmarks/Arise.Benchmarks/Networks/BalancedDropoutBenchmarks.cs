using Arise.Networks;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Networks;

/// <summary>The dropout masks of 64 passes for as many units as the published network drops.</summary>
public class BalancedDropoutBenchmarks : PeakBenchmark
{
    private const int Units = 316 + 256 + 512 + 256;

    private readonly uint[] _words = new uint[Units];
    private readonly uint[] _nextWords = new uint[Units];

    [Benchmark]
    public void Fill() => BalancedDropout.Fill(_words, _nextWords, 0.0317, 1, 0, 0);
}
