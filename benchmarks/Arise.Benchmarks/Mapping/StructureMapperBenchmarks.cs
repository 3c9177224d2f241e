using Arise.Benchmarks.Samples;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Mapping;

/// <summary>A whole map of four grains with the shipped model: boxes of 16 Angstrom at a stride of 8, one thread.
/// </summary>
public class StructureMapperBenchmarks : PeakBenchmark
{
    private readonly AtomicStructure _slab = FourGrains.Slab();
    private readonly StructureMapper _mapper = new();

    [Benchmark]
    public object Plan() => new MapPlan(_slab, Settings(new PredictionSettings { Threads = 1 }));

    [Benchmark]
    public object Exact() => Map(new PredictionSettings());

    [Benchmark]
    public object Adaptive() => Map(new PredictionSettings { Mode = PredictionMode.Adaptive });

    [Benchmark]
    public object Linearized() => Map(new PredictionSettings { Mode = PredictionMode.Linearized });

    private CrystalMap Map(PredictionSettings prediction) =>
        _mapper.Map(new MapPlan(_slab, Settings(prediction with { Threads = 1 })));

    private static MapSettings Settings(PredictionSettings prediction) => new()
    {
        Edge = new Vector3D(16, 16, 16),
        Stride = new Vector3D(8, 8, 16),
        Padding = new Vector3D(0.5, 0.5, 0),
        MinimumAtoms = 51,
        Prediction = prediction,
    };
}
