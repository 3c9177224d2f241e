using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Arise.Clustering;

/// <summary>
/// The clusters that <see cref="Hdbscan"/> found. Arrays per point have the order of the input; a point with a
/// component that is not a finite number took no part: an outlier with probability 0, without core distance and score.
/// </summary>
public sealed class HdbscanResult
{
    private readonly ClusterExtraction _extraction;
    private readonly ClusterMembership _membership;
    private readonly int[] _rows;
    private readonly int[] _labels;
    private readonly double[] _probabilities;
    private readonly double[] _scores;
    private readonly double[] _cores;

    internal HdbscanResult(
        HdbscanSettings settings,
        int count,
        int[] rows,
        double[] cores,
        LinkageTree linkage,
        ClusterExtraction extraction,
        ClusterMembership membership)
    {
        (Settings, _rows, Linkage, _extraction, _membership) = (settings, rows, linkage, extraction, membership);
        _labels = Spread(extraction.Labels, count, -1);
        _probabilities = Spread(extraction.Probabilities, count, 0);
        _scores = Spread(extraction.OutlierScores, count, double.NaN);
        _cores = Spread(cores, count, double.NaN);
    }

    /// <summary>The settings.</summary>
    public HdbscanSettings Settings { get; }

    /// <summary>Number of points.</summary>
    public int Count => _labels.Length;

    /// <summary>Number of clusters.</summary>
    public int ClusterCount => _extraction.Selected.Length;

    /// <summary>Number of the cluster of each point; -1 for outliers.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>How much a point belongs to its cluster, 0 to 1; 0 for outliers.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>
    /// How long each cluster persists: its stability / (size x largest lambda of the tree). One dense spot lowers it
    /// for all.
    /// </summary>
    public ReadOnlySpan<double> Persistence => _extraction.Persistence;

    /// <summary>
    /// GLOSH outlier scores, 0 to 1 (doi:10.1145/2733381, section 6). Not-a-number beside points of infinite density,
    /// that is, where more points than the core distance needs are equal.
    /// </summary>
    public ReadOnlySpan<double> OutlierScores => _scores;

    /// <summary>Distance of each point to its s-th nearest other point.</summary>
    public ReadOnlySpan<double> CoreDistances => _cores;

    /// <summary>Numbers of the points that took part; trees count these.</summary>
    internal ReadOnlySpan<int> Rows => _rows;

    /// <summary>The single-linkage tree.</summary>
    internal LinkageTree Linkage { get; }

    /// <summary>The condensed tree.</summary>
    internal CondensedTree Tree => _extraction.Tree;

    /// <summary>Number in the condensed tree of each cluster.</summary>
    internal ReadOnlySpan<int> SelectedClusters => _extraction.Selected;

    /// <summary>
    /// The points in the densest part of each cluster: in each cluster without children below it, those that leave it
    /// last.
    /// </summary>
    public ImmutableArray<int> ExemplarsOf(int cluster) =>
        [.. _membership.Exemplars[cluster].Select(point => _rows[point])];

    /// <summary>
    /// Soft clustering: the share of each point in each cluster [point, cluster]. The sum of a row is the probability
    /// to be in any cluster at all; outliers have one too.
    /// </summary>
    /// <param name="progress">Is told the number of clusters done.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    /// <exception cref="MemoryBudgetException">There are too many clusters.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public ImmutableArray<double> Membership(
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        MemoryBudget.Require(
            3.0 * sizeof(double) * Count * ClusterCount,
            $"The shares of {Count} points in {ClusterCount} clusters",
            "take larger clusters",
            nameof(HdbscanSettings.MinClusterSize));
        double[] shares = _membership.OfPoints(
            Settings.Threads, WorkProgress.Of(progress, ClusterMembership.Step), cancellation);
        double[] membership = new double[Count * ClusterCount];
        for (int i = 0; i < _rows.Length; i++)
            shares.AsSpan(i * ClusterCount, ClusterCount).CopyTo(membership.AsSpan(_rows[i] * ClusterCount));
        return ImmutableCollectionsMarshal.AsImmutableArray(membership);
    }

    /// <summary>
    /// Labels in which an outlier joins its likeliest cluster when its share in it is at least
    /// <paramref name="atLeast"/> (A. Leitherer et al., doi:10.1038/s41467-021-26511-5: 10 %).
    /// </summary>
    /// <param name="membership">Shares [point, cluster], from <see cref="Membership"/>.</param>
    /// <param name="atLeast">Least share.</param>
    public ImmutableArray<int> JoinOutliers(ReadOnlySpan<double> membership, double atLeast = 0.1)
    {
        if (membership.Length != Count * ClusterCount)
        {
            throw new ArgumentException(
                $"{membership.Length} shares of {Count} points in {ClusterCount} clusters.", nameof(membership));
        }

        int[] labels = [.. _labels];
        for (int point = 0; point < Count; point++)
        {
            ReadOnlySpan<double> shares = membership.Slice(point * ClusterCount, ClusterCount);
            if (labels[point] >= 0 || shares.IsEmpty)
                continue;
            int likeliest = 0;
            for (int cluster = 1; cluster < shares.Length; cluster++)
                likeliest = shares[cluster] > shares[likeliest] ? cluster : likeliest;
            if (shares[likeliest] >= atLeast)
                labels[point] = likeliest;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(labels);
    }

    /// <summary>
    /// Where new points would belong, with the clusters as they are: approximate, for they do not change the tree.
    /// </summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="progress">Is told how far shares and neighbors have come.</param>
    /// <param name="cancellation">Stops between blocks of points.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is not finite, or nothing was clustered.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    internal HdbscanPrediction Predict(
        ReadOnlySpan<float> points,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        _membership.OfNewPoints(points.ToArray(), Settings.Threads, progress, cancellation);

    private T[] Spread<T>(T[] values, int count, T missing)
    {
        var spread = new T[count];
        Array.Fill(spread, missing);
        for (int i = 0; i < _rows.Length; i++)
            spread[_rows[i]] = values[i];
        return spread;
    }
}
