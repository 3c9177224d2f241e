using System.Diagnostics;
using System.Globalization;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Files;
using Arise.Numerics;

namespace Arise.Benchmarks.Exploration;

/// <summary>UMAP on 8000 points in 512 dimensions, stage by stage, and its trustworthiness on given data.</summary>
internal static class UmapBenchmarks
{
    private const int Points = 8000;
    private const int Dimension = 512;
    private const int Clusters = 20;

    /// <summary>Runs; archives with an array X or vectors [point, component] may be named to be embedded too.</summary>
    public static void Run(string[] archives)
    {
        foreach (int neighbors in new[] { 15, 500 })
            Measure($"{Points} x {Dimension}", Mixture(), Dimension, neighbors);
        foreach (string path in archives)
        {
            NumpyArchive archive = NumpyArchive.Read(path);
            NumpyArray array = archive[archive.Names.Contains("vectors") ? "vectors" : "X"];
            float[] points = array.Values as float[] ?? [.. array.As<double>().Select(x => (float)x)];
            foreach (int neighbors in new[] { 15, 100 })
                Measure(Path.GetFileNameWithoutExtension(path), points, array.Shape[1], neighbors);
        }
    }

    private static void Measure(string name, float[] points, int dimension, int neighbors)
    {
        long start = Stopwatch.GetTimestamp();
        NearestNeighbors found = NearestNeighbors.Find(points, dimension, neighbors);
        double search = Stopwatch.GetElapsedTime(start).TotalSeconds;
        FuzzyGraph graph = FuzzyGraph.Create(
            [.. found.Indices], [.. found.Distances], neighbors, Environment.ProcessorCount);
        double made = Stopwatch.GetElapsedTime(start).TotalSeconds;
        float[] embedding = Umap.Embed(graph, new UmapSettings { Neighbors = neighbors });
        double all = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {neighbors} neighbors: {all:F2} s (neighbors {search:F2}, graph {made - search:F2}, start and "
            + $"descent {all - made:F2}); trustworthiness {Trustworthiness.Of(points, dimension, embedding, 2):F4}"));
    }

    // Gaussian clusters of unit width.
    private static float[] Mixture()
    {
        var noise = new RandomNumbers(1, 1);
        var centers = new RandomNumbers(1, 2);
        var points = new float[Points * Dimension];
        for (int k = 0; k < points.Length; k++)
        {
            int cluster = k / Dimension % Clusters;
            points[k] = (float)(
                noise.Normal((ulong)k) + centers.Normal((ulong)((cluster * Dimension) + (k % Dimension))));
        }

        return points;
    }
}
