using Arise.Calibration;
using Arise.Numerics;

namespace Arise.Tests.Calibration;

public class ClassCentersTests
{
    [Fact]
    public void Centers_are_the_means_of_clusters_far_apart()
    {
        float[][] line = [[0], [1], [20], [21], [22], [100]];
        Assert.Equal([0.5f, 21, 100], ClassCenters.Of(line, 3).Select(center => center[0]).Order());
        Assert.Equal(line, ClassCenters.Of(line, 6));
        Assert.Equal(line, ClassCenters.Of(line, 60));
    }

    [Fact]
    public void More_centers_are_nearer()
    {
        var random = new RandomNumbers(3, 4);
        float[][] points = [.. Enumerable.Range(0, 300).Select(i =>
            new[] { (float)random.Normal((ulong)(2 * i)), (float)random.Normal((ulong)((2 * i) + 1)) })];
        double before = double.MaxValue;
        foreach (int count in new[] { 1, 4, 16, 64 })
        {
            float[][] centers = ClassCenters.Of(points, count);
            Assert.Equal(count, centers.Length);
            double distance = points.Average(point => centers.Min(center => Math.Sqrt(
                Math.Pow(point[0] - center[0], 2) + Math.Pow(point[1] - center[1], 2))));
            Assert.True(distance < 0.75 * before, $"{distance} with {count}");
            before = distance;
        }
    }
}
