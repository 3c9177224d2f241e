using System.Runtime.InteropServices;
using Arise.Clustering;
using Arise.Files;
using Arise.Numerics;

namespace Arise.Tests.Clustering;

public class NearestNeighborsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(33, 2, 33)]
    [InlineData(700, 2, 5)]
    [InlineData(300, 19, 40)]
    [InlineData(500, 130, 16)]
    public void Are_those_of_a_search_through_all_pairs(int count, int dimension, int neighbors)
    {
        float[] points = Cloud(count, dimension, 1);
        NearestNeighbors found = NearestNeighbors.Find(points, dimension, neighbors, 2);
        (int[] indices, double[] distances) = AllPairs(points, points, dimension, neighbors, itself: true);
        Assert.Equal(indices, found.Indices);
        AssertClose(distances, found.Distances, 1e-14);
    }

    [KernelFact]
    public void Kernels_find_those_of_a_search_through_all_pairs() =>
        Are_those_of_a_search_through_all_pairs(200, 37, 9);

    // Tight groups far apart: bounds in single precision cannot tell the members of a group apart.
    [Theory]
    [InlineData(1e4)]
    [InlineData(1e7)]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void Are_exact_where_single_precision_does_not_suffice(double scale)
    {
        const int Count = 300, Dimension = 24;
        float[] points = new float[Count * Dimension];
        var random = new RandomNumbers(3, 1);
        for (int i = 0; i < points.Length; i++)
        {
            double group = i / Dimension % 3;
            points[i] = (float)(scale * (group + (1e-6 * random.Normal((ulong)i))));
        }

        NearestNeighbors found = NearestNeighbors.Find(points, Dimension, 12);
        (int[] indices, double[] distances) = AllPairs(points, points, Dimension, 12, itself: true);
        Assert.Equal(indices, found.Indices);
        AssertClose(distances, found.Distances, 1e-12);
    }

    [Fact]
    public void An_outlier_spoils_nothing()
    {
        float[] points = Cloud(400, 5, 2);
        points[7] = 3e20f;
        NearestNeighbors found = NearestNeighbors.Find(points, 5, 6);
        Assert.Equal(AllPairs(points, points, 5, 6, itself: true).Indices, found.Indices);
    }

    [Fact]
    public void The_point_itself_comes_first_and_equal_ones_in_their_order()
    {
        float[] points = [5, 1, 1, 1, 9, 1];
        NearestNeighbors found = NearestNeighbors.Find(points, 1, 4);
        Assert.Equal([0, 1, 2, 3], found.IndicesOf(0));
        Assert.Equal([1, 2, 3, 5], found.IndicesOf(1));
        Assert.Equal([3, 1, 2, 5], found.IndicesOf(3));
        Assert.Equal([0, 4, 4, 4], found.DistancesOf(0));
        Assert.Equal([0, 0, 0, 0], found.DistancesOf(5));
        Assert.Equal([4, 0, 1, 2], found.IndicesOf(4));

        NearestNeighbors all = NearestNeighbors.Find(new float[2100], 3, 500);
        Assert.Equal([2, 0, 1, .. Enumerable.Range(3, 497)], all.IndicesOf(2));
        Assert.Equal([699, .. Enumerable.Range(0, 499)], all.IndicesOf(699));
    }

    [Fact]
    public void Queries_need_not_be_points()
    {
        float[] points = Cloud(250, 7, 4), queries = Cloud(45, 7, 5);
        NearestNeighbors found = NearestNeighbors.Find(points, queries, 7, 20);
        (int[] indices, double[] distances) = AllPairs(points, queries, 7, 20, itself: false);
        Assert.Equal(45, found.Count);
        Assert.Equal(indices, found.Indices);
        AssertClose(distances, found.Distances, 1e-14);
    }

    [Fact]
    public void Have_the_same_bytes_on_any_number_of_threads()
    {
        float[] points = Cloud(900, 33, 6);
        NearestNeighbors one = NearestNeighbors.Find(points, 33, 25, 1);
        foreach (int threads in new[] { 2, 3, 7 })
        {
            NearestNeighbors many = NearestNeighbors.Find(points, 33, 25, threads);
            Assert.Equal(one.Indices, many.Indices);
            Assert.Equal(MemoryMarshal.AsBytes(one.Distances), MemoryMarshal.AsBytes(many.Distances));
        }
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => NearestNeighbors.Find(new float[7], 2, 1));
        Assert.Throws<ArgumentException>(() => NearestNeighbors.Find(new float[8], 2, 5));
        Assert.Throws<ArgumentException>(() => NearestNeighbors.Find(new float[8], 2, 0));
        Assert.Throws<ArgumentException>(() => NearestNeighbors.Find([1, float.NaN], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestNeighbors.Find(new float[8], 0, 1));
    }

    [Fact]
    public void Distances_are_those_of_the_reference()
    {
        float[] points = NumpyArchive.Read(TestData.PathOf("soap_pristine.npz")).Get<float>(
            "vectors", 2, out ReadOnlySpan<int> shape);
        int dimension = shape[1];
        double[] expected = NumpyArchive.Read(TestData.PathOf("clustering/e_soap.npz")).Get<double>(
            "s5_core_distance", 1, out _);
        NearestNeighbors found = NearestNeighbors.Find(points, dimension, 6);
        AssertClose(expected, Enumerable.Range(0, 396).Select(i => found.DistancesOf(i)[5]).ToArray(), 1e-12);
    }

    private static float[] Cloud(int count, int dimension, ulong seed)
    {
        var random = new RandomNumbers(seed, 0);
        float[] points = new float[count * dimension];
        for (int i = 0; i < points.Length; i++)
            points[i] = (float)random.Normal((ulong)i);
        return points;
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<double> actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(Math.Abs(actual[i] - expected[i]), 0, relative * expected[i]);
    }

    private static (int[] Indices, double[] Distances) AllPairs(
        float[] points, float[] queries, int dimension, int neighbors, bool itself)
    {
        int count = points.Length / dimension;
        var indices = new List<int>();
        var distances = new List<double>();
        for (int query = 0; query < queries.Length / dimension; query++)
        {
            double[] squares = new double[count];
            for (int i = 0; i < points.Length; i++)
            {
                double difference = (double)queries[(query * dimension) + (i % dimension)] - points[i];
                squares[i / dimension] += difference * difference;
            }

            int[] nearest = [.. Enumerable.Range(0, count)
                .OrderBy(point => itself && point == query ? -1 : squares[point])
                .ThenBy(point => point)
                .Take(neighbors)];
            indices.AddRange(nearest);
            distances.AddRange(nearest.Select(point => Math.Sqrt(squares[point])));
        }

        return ([.. indices], [.. distances]);
    }
}
