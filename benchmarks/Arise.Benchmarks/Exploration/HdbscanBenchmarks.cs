using System.Diagnostics;
using System.Globalization;
using Arise.Clustering;
using Arise.Numerics;

namespace Arise.Benchmarks.Exploration;

/// <summary>
/// HDBSCAN of 20 Gaussians, stage by stage: 8000 points of 512 components and 44 000 of 256, as many as the hidden
/// layers of a large map.
/// </summary>
internal static class HdbscanBenchmarks
{
    private static readonly HdbscanSettings Settings = new() { MinClusterSize = 25 };

    /// <summary>Measures both sizes, or one: the number of points and of components.</summary>
    public static void Run(string[] size)
    {
        Measure(1000, 64, warm: true);
        if (size is [string count, string dimension])
        {
            Measure(
                int.Parse(count, CultureInfo.InvariantCulture), int.Parse(dimension, CultureInfo.InvariantCulture));
            return;
        }

        Measure(8000, 512);
        Measure(44_000, 256);
    }

    private static void Measure(int count, int dimension, bool warm = false)
    {
        float[] points = Mixture(count, dimension);
        int samples = Settings.EffectiveMinSamples(count);
        using var process = Process.GetCurrentProcess();
        TimeSpan busy = process.TotalProcessorTime;
        var total = Stopwatch.StartNew();
        var watch = Stopwatch.StartNew();
        var neighbors = NearestNeighbors.Find(points, dimension, samples + 1, Settings.Threads);
        double first = Lap(watch);
        double[] cores = [.. Enumerable.Range(0, count).Select(point => neighbors.DistancesOf(point)[samples])];
        SpanningEdge[] edges = SpanningTree.Build(points, dimension, cores, neighbors, Settings.Threads);
        double second = Lap(watch);
        var tree = CondensedTree.FromLinkage(LinkageTree.FromEdges(edges), Settings.MinClusterSize);
        var extraction = new ClusterExtraction(tree, Settings);
        double third = Lap(watch);
        double all = total.Elapsed.TotalSeconds;
        process.Refresh();
        busy = process.TotalProcessorTime - busy;
        watch.Restart();
        new ClusterMembership(points, dimension, samples, extraction).OfPoints(Settings.Threads, null, default);
        double fourth = Lap(watch);
        if (warm)
            return;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} x {dimension}, {Settings.Threads} thread(s), {TileKernel.Instructions}: {all:F2} s ("
            + $"{busy.TotalSeconds:F2} s of processors) = neighbors {first:F2} + spanning tree {second:F2} + clusters "
            + $"{third:F2}; membership {fourth:F2} s; "
            + $"{extraction.Selected.Length} clusters, {extraction.Labels.Count(label => label < 0)} outliers, "
            + $"peak memory {process.PeakWorkingSet64 / 1024.0 / 1024 / 1024:F2} GiB"));
    }

    private static double Lap(Stopwatch watch)
    {
        double seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        return seconds;
    }

    // Centers and deviations from them have unit variance in each component.
    private static float[] Mixture(int count, int dimension)
    {
        const int Groups = 20;
        float[] points = new float[count * dimension];
        Parallel.For(0, count, point =>
        {
            var noise = new RandomNumbers(1, (ulong)point);
            var center = new RandomNumbers(2, (ulong)(point % Groups));
            for (int k = 0; k < dimension; k++)
                points[(point * dimension) + k] = (float)(center.Normal((ulong)k) + noise.Normal((ulong)k));
        });
        return points;
    }
}
