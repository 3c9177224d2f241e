using Arise.Benchmarks.Samples;
using Arise.Descriptors;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Descriptors;

/// <summary>
/// The descriptor of the models of families in the shaken 16 Angstrom box of 365 atoms, one thread: of one species, of
/// two and of sixteen in turn.
/// </summary>
public class OrderDescriptorBenchmarks : PeakBenchmark
{
    private readonly OrderDescriptor _descriptor = new();
    private AtomicStructure _structure = null!;
    private float[] _vector = [];

    [Params(1, 2, 16)]
    public int Species { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        AtomicStructure copper = CopperBlocks.Shaken(CopperBlocks.Box(), 0.15);
        _structure = copper.WithSpecies(
            [.. Enumerable.Range(0, copper.Count).Select(k => ChemicalElement.FromAtomicNumber(20 + (k % Species)))]);
        _vector = new float[_descriptor.Length];
    }

    [Benchmark]
    public object Compute() => _descriptor.Compute(_structure, _vector);
}
