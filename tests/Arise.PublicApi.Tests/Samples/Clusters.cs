using Arise.Clustering;

namespace Samples;

internal static class Clusters
{
    public static void Run()
    {
        // begin
        float[] points = [0, 0, 0.1f, 0, 0, 0.1f, 5, 5, 5.1f, 5, 5, 5.1f, 30, 0];      // seven points [x, y]
        HdbscanResult result = Hdbscan.Cluster(points, 2, new HdbscanSettings { MinClusterSize = 3, MinSamples = 2 });
        Console.WriteLine(string.Join(' ', result.Labels.ToArray()));                   // two clusters; -1: an outlier
        Console.WriteLine(string.Join(' ', result.JoinOutliers(result.Membership().AsSpan())));
        // end
    }
}
