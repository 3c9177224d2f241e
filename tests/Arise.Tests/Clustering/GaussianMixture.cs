using Arise.Numerics;

namespace Arise.Tests.Clustering;

/// <summary>Points around random centers, each with unit width.</summary>
internal static class GaussianMixture
{
    /// <summary>Points [point, component], one after another from each cluster.</summary>
    public static float[] Points(int count, int dimension, int clusters, double apart, out int[] labels)
    {
        var random = new RandomNumbers(3, 14);
        labels = [.. Enumerable.Range(0, count).Select(i => i % clusters)];
        var points = new float[count * dimension];
        for (int k = 0; k < points.Length; k++)
        {
            int label = k / dimension % clusters;
            double center = apart * new RandomNumbers(4, (ulong)label).Uniform((ulong)(k % dimension), -1, 1);
            points[k] = (float)(center + random.Normal((ulong)k));
        }

        return points;
    }
}
