using System.Collections.Immutable;
using Arise.Files;

namespace Arise.Exploration;

/// <summary>
/// What <see cref="Explorer"/> found: a value that can be saved and opened again. Arrays per point have the order of
/// <see cref="ExplorationSample.Points"/>.
/// </summary>
/// <example>
/// <code>
/// result.Save("grains-explore");
/// ExplorationResult same = ExplorationResult.Open("grains-explore");
/// </code>
/// </example>
public sealed class ExplorationResult
{
    /// <summary>The points.</summary>
    public required ExplorationSample Sample { get; init; }

    /// <summary>The settings, those of the clustering as they took effect.</summary>
    public required ExplorationSettings Settings { get; init; }

    /// <summary>Cluster of each point, -1 for outliers; those that joined a cluster have its number.</summary>
    public required ImmutableArray<int> Labels { get; init; }

    /// <summary>The same before outliers joined.</summary>
    public required ImmutableArray<int> LabelsBeforeJoining { get; init; }

    /// <summary>How much each point belongs to its cluster, 0 to 1; 0 for outliers.</summary>
    public required ImmutableArray<double> Probabilities { get; init; }

    /// <summary>Share of each point in each cluster [point, cluster].</summary>
    public required ImmutableArray<double> Membership { get; init; }

    /// <summary>GLOSH outlier score of each point (<see cref="Clustering.HdbscanResult.OutlierScores"/>).</summary>
    public required ImmutableArray<double> OutlierScores { get; init; }

    /// <summary>Core distance of each point (<see cref="Clustering.HdbscanResult.CoreDistances"/>).</summary>
    public required ImmutableArray<double> CoreDistances { get; init; }

    /// <summary>How long each cluster persists (<see cref="Clustering.HdbscanResult.Persistence"/>).</summary>
    public required ImmutableArray<double> Persistence { get; init; }

    /// <summary>Coordinates [point, component]; null when none were asked for.</summary>
    public ImmutableArray<float>? Embedding { get; init; }

    /// <summary>Number of clusters.</summary>
    public int ClusterCount => Persistence.Length;

    /// <summary>Number of outliers.</summary>
    public int Outliers => Labels.Count(label => label < 0);

    /// <summary>Number of outliers before some joined a cluster.</summary>
    public int OutliersBeforeJoining => LabelsBeforeJoining.Count(label => label < 0);

    /// <summary>Clusters against classes.</summary>
    public ClassAgreement Agreement => field ??= ClassAgreement.Of(Sample, Labels.AsSpan());

    /// <summary>What the points of each cluster have in common, and last the outliers, if there are any.</summary>
    public ImmutableArray<ClusterSummary> Clusters
    {
        get
        {
            if (field.IsDefault)
            {
                field = [.. Enumerable.Range(-1, ClusterCount + 1)
                    .Select(cluster => new ClusterSummary(this, cluster)).Where(summary => summary.Count > 0)
                    .OrderBy(summary => summary.IsOutliers)];
            }

            return field;
        }
    }

    /// <summary>
    /// Opens an exploration that <see cref="Save"/> wrote: the same, number for number, but for the map, which has a
    /// folder of its own.
    /// </summary>
    /// <exception cref="ExplorationException">A file is missing or damaged; file and field are named.</exception>
    public static ExplorationResult Open(string folder) => ExplorationFolder.Read(folder);

    /// <summary>
    /// Writes the exploration into a folder, which is created if need be: all numbers, explore.npz, and how they came
    /// about, manifest.json. Both appear together.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public void Save(string folder, bool overwrite = false)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Exploration, overwrite);
        ExplorationFolder.Write(this, results.Path);
        results.Commit();
    }

    /// <summary>The share of a point in its cluster; of an outlier the largest share it has in any.</summary>
    public double MembershipOf(int point)
    {
        ReadOnlySpan<double> shares = Membership.AsSpan(point * ClusterCount, ClusterCount);
        if (Labels[point] >= 0)
            return shares[Labels[point]];
        double largest = 0;
        foreach (double share in shares)
            largest = Math.Max(share, largest);
        return largest;
    }
}
