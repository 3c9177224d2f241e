using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Files;
using Arise.Numerics;

namespace Arise.Studies.Embedding;

/// <summary>UMAP on points in 512 dimensions, stage by stage, and its trustworthiness on given data.</summary>
internal static class EmbeddingStudy
{
    private const int Dimension = 512;
    private const int Clusters = 20;

    public static Command Command()
    {
        var command = new StudyCommand(
            "embedding",
            "Time of UMAP stage by stage and its trustworthiness, on 20 Gaussians and on given data.",
            "half a minute",
            "docs/reference/speed.md, docs/explanation/embedding.md",
            "1 for the points, 42 for the embedding");
        var archives = new Argument<string[]>("ARCHIVE")
        {
            Description = "Archives (npz) with an array X or vectors [point, component] to be embedded too.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        command.Add(archives);
        Option<int> points = command.Option("--points", 8000, "Points of the 20 Gaussians in 512 dimensions.");
        return command.Runs(parsed => Run(parsed.GetValue(archives) ?? [], parsed.GetValue(points)));
    }

    private static void Run(string[] archives, int count)
    {
        foreach (int neighbors in new[] { 15, 500 })
            Measure($"{count} x {Dimension}", Mixture(count), Dimension, neighbors);
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
        FuzzyGraph graph = FuzzyGraph.Create([.. found.Indices], [.. found.Distances], neighbors);
        double made = Stopwatch.GetElapsedTime(start).TotalSeconds;
        float[] embedding = Umap.Embed(graph, new UmapSettings { Neighbors = neighbors }, new ParallelOptions());
        double all = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {neighbors} neighbors: {all:F2} s (neighbors {search:F2}, graph {made - search:F2}, start and "
            + $"descent {all - made:F2}); trustworthiness {Trustworthiness.Of(points, dimension, embedding, 2):F4}"));
    }

    // Gaussian clusters of unit width.
    private static float[] Mixture(int count)
    {
        var noise = new RandomNumbers(1, 1);
        var centers = new RandomNumbers(1, 2);
        var points = new float[count * Dimension];
        for (int k = 0; k < points.Length; k++)
        {
            int cluster = k / Dimension % Clusters;
            points[k] = (float)(
                noise.Normal((ulong)k) + centers.Normal((ulong)((cluster * Dimension) + (k % Dimension))));
        }

        return points;
    }
}
