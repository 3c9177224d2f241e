using Arise.Benchmarks.Samples;
using Arise.Clustering;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Clustering;

/// <summary>The stages of HDBSCAN, 4000 points of 20 Gaussians with 256 components, one thread.</summary>
public class HdbscanBenchmarks : PeakBenchmark
{
    private const int Count = 4000;
    private const int Dimension = 256;

    private static readonly HdbscanSettings Settings = new() { MinClusterSize = 25, Threads = 1 };

    private readonly float[] _points = GaussianClusters.Points(Count, Dimension);
    private readonly int _samples = Settings.EffectiveMinSamples(Count);
    private NearestNeighbors _neighbors = null!;
    private double[] _cores = [];
    private SpanningEdge[] _edges = [];
    private ClusterExtraction _clusters = null!;

    [GlobalSetup]
    public void Setup()
    {
        _neighbors = FindNeighbors();
        _cores = [.. Enumerable.Range(0, Count).Select(point => _neighbors.DistancesOf(point)[_samples])];
        _edges = BuildTree();
        _clusters = ExtractClusters();
    }

    [Benchmark]
    public object Neighbors() => FindNeighbors();

    [Benchmark]
    public object Tree() => BuildTree();

    [Benchmark]
    public object Clusters() => ExtractClusters();

    [Benchmark]
    public object Membership() =>
        new ClusterMembership(_points, Dimension, _samples, _clusters).OfPoints(Settings.Threads, null, default);

    private NearestNeighbors FindNeighbors() =>
        NearestNeighbors.Find(_points, Dimension, _samples + 1, Settings.Threads);

    private SpanningEdge[] BuildTree() =>
        SpanningTree.Build(_points, Dimension, _cores, _neighbors, Settings.Threads);

    private ClusterExtraction ExtractClusters() => new(
        CondensedTree.FromLinkage(LinkageTree.FromEdges(_edges), Settings.MinClusterSize), Settings);
}
