using Arise.Clustering;

namespace Arise.Exploration;

/// <summary>
/// How far clusters are the classes of the network, by the adjusted Rand index over the points whose class is confident
/// (<see cref="ExplorationPoint.IsConfident"/>).
/// </summary>
/// <param name="Confident">Number of confident points.</param>
/// <param name="Clustered">How many of these are in a cluster.</param>
/// <param name="Index">Over those in a cluster; NaN where they have one class only.</param>
/// <param name="IndexWithOutliers">Over all of them, the outliers as one more cluster.</param>
public sealed record ClassAgreement(int Confident, int Clustered, double Index, double IndexWithOutliers)
{
    /// <summary>Compares labels (-1 for outliers) with the classes of the points.</summary>
    internal static ClassAgreement Of(ExplorationSample sample, ReadOnlySpan<int> labels)
    {
        List<int> clusters = [], classes = [], clustered = [], classesClustered = [];
        for (int k = 0; k < labels.Length; k++)
        {
            if (!sample.Points[k].IsConfident)
                continue;
            clusters.Add(labels[k]);
            classes.Add(sample.Points[k].Class);
            if (labels[k] < 0)
                continue;
            clustered.Add(labels[k]);
            classesClustered.Add(sample.Points[k].Class);
        }

        return new ClassAgreement(
            clusters.Count,
            clustered.Count,
            Compare(clustered, classesClustered),
            Compare(clusters, classes));
    }

    // Of a single class there is nothing to find again.
    private static double Compare(List<int> clusters, List<int> classes) => classes.Distinct().Count() < 2
        ? double.NaN
        : AdjustedRandIndex.Of([.. clusters], [.. classes]);
}
