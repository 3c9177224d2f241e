using Arise.Benchmarks.Samples;
using Arise.Networks;
using Arise.Recognition;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Recognition;

/// <summary>
/// A whole answer, descriptor, network and novelty, to the shaken 16 Angstrom box of 365 copper atoms, one thread.
/// </summary>
public class StructureClassifierBenchmarks : PeakBenchmark
{
    private readonly AtomicStructure _structure = CopperBlocks.Shaken(CopperBlocks.Box(), 0.15);
    private StructureClassifier _classifier = null!;

    [Params("arise-families", "arise-108-robust")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _classifier = new StructureClassifier(ShippedModels.Find(Model));

    [Benchmark]
    public object Exact() => Classify(new PredictionSettings());

    [Benchmark]
    public object Adaptive() => Classify(new PredictionSettings { Mode = PredictionMode.Adaptive });

    [Benchmark]
    public object Linearized() => Classify(new PredictionSettings { Mode = PredictionMode.Linearized });

    private Classification Classify(PredictionSettings settings) =>
        _classifier.Classify(_structure, settings with { Threads = 1 });
}
