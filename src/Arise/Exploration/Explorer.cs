using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Embedding;

namespace Arise.Exploration;

/// <summary>
/// Finds out what the network tells apart beyond its classes: clusters in a hidden layer (<see cref="Hdbscan"/>), an
/// embedding that shows them (<see cref="Umap"/>), and what the points of each have in common. The same bytes on any
/// number of threads.
/// </summary>
/// <remarks>
/// Source of the procedure: A. Leitherer, A. Ziletti, L. M. Ghiringhelli, Nat. Commun. 12, 6234 (2021),
/// doi:10.1038/s41467-021-26511-5.
/// </remarks>
/// <example>
/// <code>
/// var settings = new ExplorationSettings { Layer = 2, Clustering = new HdbscanSettings { MinClusterSize = 100 } };
/// MapSettings boxes = MapSettings.Cubes(edge: 16, stride: 4) with { HiddenLayer = settings.Layer };
/// CrystalMap map = new StructureMapper().Map(new MapPlan(sample, boxes));
/// ExplorationResult result = Explorer.Explore(ExplorationSample.OfMap(map, settings), settings);
/// Console.WriteLine($"{result.Clustering.ClusterCount} clusters");
/// </code>
/// </example>
public static class Explorer
{
    /// <summary>Clusters and embeds.</summary>
    /// <param name="sample">The points.</param>
    /// <param name="settings">The settings the sample was made with.</param>
    /// <param name="progress">Is told how far each step has come.</param>
    /// <param name="cancellation">Stops within a step.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="ExplorationException">There are too few points for two clusters.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ExplorationResult Explore(
        ExplorationSample sample,
        ExplorationSettings settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings.Validate();
        Require(sample, settings.Clustering.MinClusterSize);
        float[] points = Flat(sample);
        HdbscanSettings clustering = settings.Clustering with { Threads = settings.Threads };
        HdbscanResult clusters = Hdbscan.Cluster(points, sample.Units, clustering, progress, cancellation);
        ImmutableArray<double> membership = clusters.Membership(progress, cancellation);
        ImmutableArray<int> labels = settings.JoinShare is { } share
            ? clusters.JoinOutliers(membership.AsSpan(), share)
            : [.. clusters.Labels];
        ImmutableArray<float>? embedding = settings.Embedding is { } umap
            ? Umap.Embed(points, sample.Units, umap, settings.Threads, progress, cancellation)
            : null;
        return new ExplorationResult(sample, settings, clusters, membership, labels, embedding);
    }

    /// <summary>The clusters for other settings, in a few numbers each.</summary>
    /// <param name="sample">The points.</param>
    /// <param name="settings">How to cluster, one after the other.</param>
    /// <param name="progress">Is told the number of settings done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="ExplorationException">There are too few points for two clusters.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImmutableArray<ClusterScanRow> Scan(
        ExplorationSample sample,
        IReadOnlyList<HdbscanSettings> settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(sample, settings.Min(one => one.MinClusterSize));
        float[] points = Flat(sample);
        var rows = ImmutableArray.CreateBuilder<ClusterScanRow>(settings.Count);
        var done = new StepCounter(WorkProgress.Of(progress, "settings"), settings.Count);
        foreach (HdbscanSettings one in settings)
        {
            HdbscanResult clusters = Hdbscan.Cluster(points, sample.Units, one, null, cancellation);
            rows.Add(new ClusterScanRow(
                one,
                clusters.ClusterCount,
                (double)clusters.Labels.Count(-1) / clusters.Count,
                clusters.ClusterCount == 0 ? double.NaN : clusters.Persistence.ToArray().Average(),
                ClassAgreement.Of(sample, clusters.Labels)));
            done.Add();
        }

        return rows.DrainToImmutable();
    }

    private static float[] Flat(ExplorationSample sample)
    {
        var points = new float[checked(sample.Points.Length * sample.Units)];
        for (int k = 0; k < sample.Points.Length; k++)
            sample.Points[k].Hidden.CopyTo(points, k * sample.Units);
        return points;
    }

    private static void Require(ExplorationSample sample, int minClusterSize)
    {
        if (sample.Points.Length >= 2L * minClusterSize)
            return;
        string of = sample.Candidates > sample.Points.Length ? $" of {sample.Candidates}" : "";
        throw new ExplorationException(
            $"{sample.Points.Length}{of} {sample.Unit} to explore, but two clusters of at least {minClusterSize} need "
            + $"{2L * minClusterSize}: take a smaller cluster size, weaker filters or more {sample.Unit}.");
    }
}
