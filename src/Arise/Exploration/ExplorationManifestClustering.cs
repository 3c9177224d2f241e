using System.Text.Json.Serialization;
using Arise.Clustering;
using Arise.Files;

namespace Arise.Exploration;

/// <summary>How the points were clustered, as JSON.</summary>
internal sealed record ExplorationManifestClustering
{
    public required int MinClusterSize { get; init; }

    public required int MinSamples { get; init; }

    [JsonConverter(typeof(EnumJsonConverter<ClusterSelectionMethod>))]
    public required ClusterSelectionMethod Method { get; init; }

    public required double Epsilon { get; init; }

    public double? JoinOutliersFrom { get; init; }

    public int MaxClusterSize { get; init; }

    public bool AllowSingleCluster { get; init; }

    public bool MatchReferenceImplementation { get; init; }

    /// <summary>What stands for settings.</summary>
    public static ExplorationManifestClustering Of(ExplorationSettings settings)
    {
        HdbscanSettings clustering = settings.Clustering ?? new HdbscanSettings();
        return new ExplorationManifestClustering
        {
            MinClusterSize = clustering.MinClusterSize,
            MinSamples = clustering.MinSamples ?? clustering.MinClusterSize,
            Method = clustering.Method,
            Epsilon = clustering.SelectionEpsilon,
            JoinOutliersFrom = settings.JoinShare,
            MaxClusterSize = clustering.MaxClusterSize,
            AllowSingleCluster = clustering.AllowSingleCluster,
            MatchReferenceImplementation = clustering.MatchReferenceImplementation,
        };
    }

    /// <summary>The settings.</summary>
    public HdbscanSettings ToSettings() => new()
    {
        MinClusterSize = MinClusterSize,
        MinSamples = MinSamples,
        Method = Method,
        SelectionEpsilon = Epsilon,
        MaxClusterSize = MaxClusterSize,
        AllowSingleCluster = AllowSingleCluster,
        MatchReferenceImplementation = MatchReferenceImplementation,
    };
}
