using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Benchmarks.Samples;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Baselines.TemplateMatching;

/// <summary>Template matching of 14,896 shaken copper atoms, the search of neighbors included, one thread.</summary>
public class PolyhedralTemplateMatchingBenchmarks : PeakBenchmark
{
    private static readonly TemplateMatchingSettings Every = new() { Threads = 1 };

    private static readonly TemplateMatchingSettings Four = Every with
    {
        Types = [LocalStructure.Fcc, LocalStructure.Hcp, LocalStructure.Bcc, LocalStructure.Icosahedral],
    };

    private AtomicStructure _structure = null!;

    [GlobalSetup]
    public void Setup() => _structure = CopperBlocks.Shaken(CopperBlocks.Block(31), 0.2);

    [Benchmark]
    public object MatchAllTypes() => PolyhedralTemplateMatching.Match(_structure, Every);

    [Benchmark]
    public object MatchFourTypes() => PolyhedralTemplateMatching.Match(_structure, Four);
}
