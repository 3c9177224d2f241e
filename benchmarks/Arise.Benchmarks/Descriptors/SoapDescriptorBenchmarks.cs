using Arise.Benchmarks.Samples;
using Arise.Descriptors;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Descriptors;

/// <summary>
/// The stages of the descriptor, one thread, in the 16 Angstrom copper box of 365 atoms, perfect and shaken by 0.15
/// Angstrom (a perfect crystal fills few radial bins, which is kinder to the pair sums).
/// </summary>
public class SoapDescriptorBenchmarks : PeakBenchmark
{
    private readonly SoapDescriptor _descriptor = new();
    private readonly NeighborBuffer _neighbors = new();
    private AtomicStructure _structure = null!;
    private SoapWorkspace _workspace = null!;
    private SpeciesPairDistances _distances = null!;
    private RadialProjection _projection = null!;
    private float[] _vector = [];
    private double _cutoff;

    [Params("perfect", "shaken")]
    public string Copper { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _structure = Copper == "shaken" ? CopperBlocks.Shaken(CopperBlocks.Box(), 0.15) : CopperBlocks.Box();
        _workspace = new SoapWorkspace(_descriptor);
        _distances = NearestNeighborDistance.Compute(_structure);
        _projection = new RadialProjection(_descriptor.Settings);
        _vector = new float[_descriptor.Length];
        _cutoff = _descriptor.Settings.Cutoff * _distances[0, 0];
        Compute();
    }

    [Benchmark]
    public object NearestNeighbors() => NearestNeighborDistance.Compute(_structure);

    [Benchmark]
    public long Pairs()
    {
        var search = new NeighborSearch(_structure, _cutoff);
        long pairs = 0;
        for (int i = 0; i < _structure.Count; i++)
        {
            search.FindUnordered(i, _neighbors);
            pairs += _neighbors.Count;
        }

        return pairs;
    }

    [Benchmark]
    public void PairsAndSums() => _workspace.Moments.Compute(_structure, _distances, 1);

    [Benchmark]
    public void PowerSpectrum() => SoapDescriptor.Project(_projection, _workspace, _vector);

    [Benchmark]
    public void Compute() => _descriptor.Compute(_structure, _workspace, _vector);
}
