using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Benchmarks.Samples;
using Arise.Clustering;
using Arise.Numerics;

namespace Arise.Studies.Clustering;

/// <summary>
/// HDBSCAN of 20 Gaussians, stage by stage: 8000 points of 512 components and 44 000 of 256, as many as the hidden
/// layers of a large map.
/// </summary>
internal static class ClusterScaleStudy
{
    private static readonly HdbscanSettings Settings = new() { MinClusterSize = 25 };

    public static Command Command()
    {
        var command = new StudyCommand(
            "clusters",
            "Time of HDBSCAN stage by stage and peak memory, for as many points as a large map has boxes.",
            "20 seconds",
            "docs/reference/speed.md, docs/explanation/clustering.md",
            "1 and 2 for the points");
        Option<int?> count = command.Option<int?>("--points", null, "One set of so many points instead of two sets.");
        Option<int> dimension = command.Option("--components", 256, "Components of these points.");
        return command.Runs(parsed => Run(parsed.GetValue(count), parsed.GetValue(dimension)));
    }

    private static void Run(int? count, int dimension)
    {
        Measure(1000, 64, warm: true);
        if (count is { } points)
        {
            Measure(points, dimension);
            return;
        }

        Measure(8000, 512);
        Measure(44_000, 256);
    }

    private static void Measure(int count, int dimension, bool warm = false)
    {
        float[] points = GaussianClusters.Points(count, dimension);
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
            $"{count} x {dimension}, {ThreadCount.Of(Settings.Threads)} thread(s), {TileKernel.Instructions}: "
            + $"{all:F2} s ("
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
}
