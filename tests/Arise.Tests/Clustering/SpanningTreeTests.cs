using Arise.Clustering;
using Arise.Numerics;

namespace Arise.Tests.Clustering;

/// <summary>
/// Prim's algorithm on all pairs is the judge: the sorted weights of a minimum spanning tree are unique.
/// </summary>
public class SpanningTreeTests
{
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(5, 1, 4)]
    [InlineData(400, 1, 1)]
    [InlineData(700, 2, 5)]
    [InlineData(300, 3, 40)]
    [InlineData(500, 40, 1)]
    [InlineData(500, 40, 20)]
    public void Is_as_light_as_that_of_all_pairs(int count, int dimension, int samples) =>
        Check(Cloud(count, dimension, 1), dimension, samples);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    public void Is_as_light_with_many_components_and_equal_points(int samples)
    {
        // Groups of 20 are larger than the lists of neighbors; every third point equals the one before.
        float[] points = Cloud(900, 3, 2);
        for (int i = 0; i < 900; i++)
        {
            for (int k = 0; k < 3; k++)
                points[(3 * i) + k] = (0.3f * points[(3 * i) + k]) + (i / 20 * (k + 1) * 7 % 61);
            if (i % 3 == 2)
                points.AsSpan(3 * (i - 1), 3).CopyTo(points.AsSpan(3 * i));
        }

        Check(points, 3, samples);
    }

    [Fact]
    public void Is_as_light_for_points_on_a_grid()
    {
        float[] points = new float[2 * 400];
        for (int i = 0; i < 400; i++)
            (points[2 * i], points[(2 * i) + 1]) = (i % 20, i / 20);
        Check(points, 2, 3);
    }

    [KernelFact]
    public void Kernels_give_the_tree_of_all_pairs() => Check(Cloud(150, 21, 5), 21, 2);

    private static void Check(float[] points, int dimension, int samples)
    {
        (double[] cores, SpanningEdge[] edges) = Hdbscan.Connect(points, dimension, samples, 2, default);
        double[] expected = Prim(points, dimension, cores);
        Assert.Equal(expected.Length, edges.Length);
        var sets = new DisjointSets(cores.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.InRange(Math.Abs(edges[k].Weight - expected[k]), 0, 1e-14 * expected[k]);
            Assert.True(sets.Unite(edges[k].First, edges[k].Second), "The edges have a cycle.");
        }

        // Few neighbors and few pairs: other ways to the same tree.
        foreach ((int listed, int pairwise, int threads) in new[] { (samples + 1, 3, 1), (samples + 1, 2048, 3) })
        {
            var neighbors = NearestNeighbors.Find(points, dimension, listed, threads);
            SpanningEdge[] other = SpanningTree.Build(points, dimension, cores, neighbors, threads, pairwise);
            Assert.Equal(edges.Select(edge => edge.Weight), other.Select(edge => edge.Weight));
            Assert.Equal(
                other, SpanningTree.Build(points, dimension, cores, neighbors, threads == 1 ? 4 : 1, pairwise));
        }
    }

    private static double[] Prim(float[] points, int dimension, double[] cores)
    {
        int count = cores.Length;
        double[] nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        bool[] joined = new bool[count];
        var weights = new List<double>();
        int current = 0;
        for (int step = 1; step < count; step++)
        {
            joined[current] = true;
            int next = -1;
            for (int i = 0; i < count; i++)
            {
                if (joined[i])
                    continue;
                double square = 0;
                for (int k = 0; k < dimension; k++)
                {
                    double difference = (double)points[(i * dimension) + k] - points[(current * dimension) + k];
                    square += difference * difference;
                }

                nearest[i] = Math.Min(nearest[i], Math.Max(Math.Sqrt(square), Math.Max(cores[i], cores[current])));
                next = next < 0 || nearest[i] < nearest[next] ? i : next;
            }

            weights.Add(nearest[next]);
            current = next;
        }

        weights.Sort();
        return [.. weights];
    }

    private static float[] Cloud(int count, int dimension, ulong seed)
    {
        var random = new RandomNumbers(seed, 0);
        float[] points = new float[count * dimension];
        for (int i = 0; i < points.Length; i++)
            points[i] = (float)random.Normal((ulong)i);
        return points;
    }
}
