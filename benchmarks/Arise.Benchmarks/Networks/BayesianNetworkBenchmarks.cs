using Arise.Benchmarks.Samples;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;
using Arise.Structures;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Networks;

/// <summary>The shipped model in each mode on 64 boxes of a map, one thread.</summary>
public class BayesianNetworkBenchmarks : PeakBenchmark
{
    private const int Boxes = 64;

    private readonly BayesianNetwork _network = ShippedModels.Default;
    private ReadOnlyMemory<float> _descriptors;

    [GlobalSetup]
    public void Setup()
    {
        IStructureDescriptor descriptor = StructureDescriptors.FromMetadata(_network.Metadata.DescriptorSettings);
        List<AtomicStructure> boxes = MapBoxes.Of(FourGrains.Slab(), stride: 8);
        var vectors = new float[Boxes * descriptor.Length];
        for (int k = 0; k < Boxes; k++)
        {
            descriptor.Compute(
                boxes[k * boxes.Count / Boxes], vectors.AsSpan(k * descriptor.Length, descriptor.Length));
        }

        _descriptors = vectors;
    }

    [Benchmark]
    public int Exact() => Predict(new PredictionSettings());

    [Benchmark]
    public int Adaptive() => Predict(new PredictionSettings { Mode = PredictionMode.Adaptive });

    [Benchmark]
    public int AdaptiveTo001() => Predict(
        new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = 0.01 });

    [Benchmark]
    public int Linearized() => Predict(new PredictionSettings { Mode = PredictionMode.Linearized });

    [Benchmark]
    public object WithoutDropout() => _network.PredictWithoutDropout(_descriptors, threads: 1);

    private int Predict(PredictionSettings settings) =>
        _network.PredictMany(_descriptors, settings with { Threads = 1 }).Length;
}
