using Arise.Numerics;

namespace Arise.Benchmarks.Samples;

/// <summary>Points of 20 Gaussians in turn; centers and deviations from them have unit variance in each component.
/// </summary>
internal static class GaussianClusters
{
    private const int Groups = 20;

    /// <summary>The points [point, component].</summary>
    public static float[] Points(int count, int dimension)
    {
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
