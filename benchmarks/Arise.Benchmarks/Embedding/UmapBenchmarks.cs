using Arise.Benchmarks.Samples;
using Arise.Clustering;
using Arise.Embedding;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Embedding;

/// <summary>
/// UMAP of 4000 points of 20 Gaussians with 256 components, 15 neighbors, one thread: the graph of the neighbors, and
/// the start and descent.
/// </summary>
public class UmapBenchmarks : PeakBenchmark
{
    private const int Dimension = 256;

    private static readonly UmapSettings Settings = new();

    private NearestNeighbors _neighbors = null!;
    private FuzzyGraph _graph = null!;

    [GlobalSetup]
    public void Setup()
    {
        _neighbors = NearestNeighbors.Find(GaussianClusters.Points(4000, Dimension), Dimension, Settings.Neighbors);
        _graph = MakeGraph();
    }

    [Benchmark]
    public object Graph() => MakeGraph();

    [Benchmark]
    public object Embed() => Umap.Embed(_graph, Settings, new ParallelOptions { MaxDegreeOfParallelism = 1 });

    private FuzzyGraph MakeGraph() => FuzzyGraph.Create(
        [.. _neighbors.Indices], [.. _neighbors.Distances], Settings.Neighbors, threads: 1);
}
