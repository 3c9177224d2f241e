using Arise.Clustering;

namespace Arise.Tests.Clustering;

public class NeighborDescentTests
{
    [Fact]
    public void Descent_finds_nearly_all_neighbors_on_any_number_of_threads()
    {
        float[] points = GaussianMixture.Points(3000, 16, 8, 3, out _);
        NearestNeighbors exact = NearestNeighbors.Find(points, 16, 15);
        NearestNeighbors found = NeighborDescent.Find(points, 16, 15, 1, threads: 1);
        int right = Enumerable.Range(0, 3000)
            .Sum(i => found.IndicesOf(i).ToArray().Intersect(exact.IndicesOf(i).ToArray()).Count());
        Assert.True(right > 0.97 * exact.Indices.Length, $"{(double)right / exact.Indices.Length}");
        NearestNeighbors parallel = NeighborDescent.Find(points, 16, 15, 1, threads: 3);
        Assert.Equal(found.Indices.ToArray(), parallel.Indices.ToArray());
        for (int i = 0; i < 3000; i++)
        {
            Assert.Equal(i, found.IndicesOf(i)[0]);
            Assert.Equal(15, found.IndicesOf(i).ToArray().Distinct().Count());
            Assert.Equal(found.DistancesOf(i).ToArray().Order(), found.DistancesOf(i).ToArray());
        }
    }
}
