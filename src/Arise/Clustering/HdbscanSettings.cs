using System.Globalization;

namespace Arise.Clustering;

/// <summary>How <see cref="Hdbscan"/> clusters.</summary>
public sealed record HdbscanSettings
{
    private const int MostPoints = 1_000_000_000;

    /// <summary>Smallest number of points m that make a cluster, at least 2.</summary>
    public int MinClusterSize { get; init; } = 5;

    /// <summary>
    /// The core distance is that to the s-th nearest other point; m when null. The more, the more points are outliers.
    /// It is cut to the number of points less one.
    /// </summary>
    public int? MinSamples { get; init; }

    /// <summary>Which clusters of the tree are taken.</summary>
    public ClusterSelectionMethod Method { get; init; }

    /// <summary>
    /// Clusters that come apart below this distance (unit of the points) are not taken apart; 0 for no such distance.
    /// </summary>
    public double SelectionEpsilon { get; init; }

    /// <summary>Clusters with more points are taken apart by excess of mass; 0 for no limit.</summary>
    public int MaxClusterSize { get; init; }

    /// <summary>Whether excess of mass may take all points as one cluster.</summary>
    public bool AllowSingleCluster { get; init; }

    /// <summary>
    /// Whether to count like the authors' own program: s less one, m more by one, and points that leave a cluster
    /// where it begins are outliers.
    /// </summary>
    public bool MatchReferenceImplementation { get; init; }

    /// <summary>Threads, 0 for one per processor; the result does not depend on it.</summary>
    public int Threads { get; init; }

    internal int EffectiveMinClusterSize => MinClusterSize + (MatchReferenceImplementation ? 1 : 0);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter name is the property.</exception>
    public void Validate()
    {
        Setting.Require(
            MinClusterSize is >= 2 and <= MostPoints,
            nameof(MinClusterSize),
            $"A smallest cluster of {MinClusterSize} points: it must have from 2 to {MostPoints}.");
        Setting.Require(
            MinSamples is null or (>= 1 and <= MostPoints),
            nameof(MinSamples),
            $"The core distance to neighbor {MinSamples}: from 1 to {MostPoints} are possible.");
        Setting.Require(Enum.IsDefined(Method), nameof(Method), $"{Method} is not a method of selection.");
        Setting.Require(
            SelectionEpsilon >= 0 && double.IsFinite(SelectionEpsilon),
            nameof(SelectionEpsilon),
            string.Create(
                CultureInfo.InvariantCulture, $"A selection distance of {SelectionEpsilon}: it must be 0 or above."));
        Setting.Require(
            MaxClusterSize >= 0,
            nameof(MaxClusterSize),
            $"A largest cluster of {MaxClusterSize}: it must be 0 (no limit) or above.");
        Setting.RequireThreads(Threads);
    }

    internal int EffectiveMinSamples(int count)
    {
        int samples = (MinSamples ?? MinClusterSize) - (MatchReferenceImplementation ? 1 : 0);
        return Math.Max(1, Math.Min(samples, count - 1));
    }
}
