using Arise.Benchmarks.Samples;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Structures;

/// <summary>All neighbors closer than 5 Angstrom of a million shaken copper atoms, one thread.</summary>
public class NeighborSearchBenchmarks : PeakBenchmark
{
    private const double Cutoff = 5;

    private readonly NeighborBuffer _neighbors = new();
    private AtomicStructure _structure = null!;
    private NeighborSearch _search = null!;

    [GlobalSetup]
    public void Setup()
    {
        _structure = CopperBlocks.Shaken(CopperBlocks.Block(126), 0.15);
        _search = new NeighborSearch(_structure, Cutoff);
    }

    [Benchmark]
    public object Build() => new NeighborSearch(_structure, Cutoff);

    [Benchmark]
    public long FindAll()
    {
        long pairs = 0;
        for (int k = 0; k < _search.Count; k++)
        {
            _search.Find(_search.SpatialOrder[k], _neighbors);
            pairs += _neighbors.Count;
        }

        return pairs;
    }
}
