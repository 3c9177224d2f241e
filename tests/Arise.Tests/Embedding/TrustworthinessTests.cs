using Arise.Embedding;
using Arise.Numerics;
using Arise.Tests.Clustering;

namespace Arise.Tests.Embedding;

public class TrustworthinessTests
{
    [Fact]
    public void Trustworthiness_is_one_for_the_data_and_half_for_chance()
    {
        float[] points = GaussianMixture.Points(500, 2, 1, 1, out _);
        Assert.Equal(1, Trustworthiness.Of(points, 2, points, 2));
        var random = new RandomNumbers(5, 9);
        float[] noise = [.. Enumerable.Range(0, 1000).Select(k => (float)random.Uniform((ulong)k))];
        Assert.Equal(0.5, Trustworthiness.Of(points, 2, noise, 2), 0.03);
    }

    // Compared with the definition, written down plainly.
    [Fact]
    public void Trustworthiness_follows_its_definition()
    {
        float[] points = [.. GaussianMixture.Points(60, 1, 2, 3, out _)], embedded = [.. points.Select(x => x * x)];
        double plain = Plain(points, embedded, 4);
        Assert.True(plain < 0.99);
        Assert.Equal(plain, Trustworthiness.Of(points, 1, embedded, 1, 4), 1e-12);
    }

    private static double Plain(float[] points, float[] embedded, int k)
    {
        int n = points.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            int[] Order(float[] x) =>
                [.. Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => Math.Abs(x[j] - x[i]))];
            int[] ranks = Order(points);
            sum += Order(embedded).Take(k).Sum(j => Math.Max(0, Array.IndexOf(ranks, j) + 1 - k));
        }

        return 1 - (2 * sum / (n * k * ((2.0 * n) - (3 * k) - 1)));
    }
}
