using System.Collections.Immutable;
using Arise.Clustering;

namespace Arise.Exploration;

/// <summary>What <see cref="Explorer"/> found.</summary>
public sealed class ExplorationResult
{
    internal ExplorationResult(
        ExplorationSample sample,
        ExplorationSettings settings,
        HdbscanResult clustering,
        ImmutableArray<double> membership,
        ImmutableArray<int> labels,
        ImmutableArray<float>? embedding)
    {
        (Sample, Settings, Clustering) = (sample, settings, clustering);
        (Membership, Labels, Embedding) = (membership, labels, embedding);
        Agreement = ClassAgreement.Of(sample, labels.AsSpan());
        Clusters = [.. Enumerable.Range(-1, clustering.ClusterCount + 1)
            .Select(cluster => ClusterSummary.Of(this, cluster)).Where(summary => summary.Count > 0)
            .OrderBy(summary => summary.IsOutliers)];
    }

    /// <summary>The points.</summary>
    public ExplorationSample Sample { get; }

    /// <summary>The settings.</summary>
    public ExplorationSettings Settings { get; }

    /// <summary>The clusters as they were found, with their tree.</summary>
    public HdbscanResult Clustering { get; }

    /// <summary>Share of each point in each cluster [point, cluster].</summary>
    public ImmutableArray<double> Membership { get; }

    /// <summary>Cluster of each point, -1 for outliers; those that joined a cluster have its number.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>Coordinates [point, component]; null when none were asked for.</summary>
    public ImmutableArray<float>? Embedding { get; }

    /// <summary>Clusters against classes.</summary>
    public ClassAgreement Agreement { get; }

    /// <summary>What the points of each cluster have in common, and last the outliers, if there are any.</summary>
    public ImmutableArray<ClusterSummary> Clusters { get; }

    /// <summary>Number of outliers.</summary>
    public int Outliers => Labels.Count(label => label < 0);

    /// <summary>The share of a point in its cluster; of an outlier the largest share it has in any.</summary>
    public double MembershipOf(int point)
    {
        int clusters = Clustering.ClusterCount;
        ReadOnlySpan<double> shares = Membership.AsSpan(point * clusters, clusters);
        if (Labels[point] >= 0)
            return shares[Labels[point]];
        double largest = 0;
        foreach (double share in shares)
            largest = Math.Max(share, largest);
        return largest;
    }
}
