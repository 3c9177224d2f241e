using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arise.Exploration;
using Arise.Files;
using Arise.Numerics;

namespace Arise.Reporting.Exploration;

/// <summary>A cluster as JSON.</summary>
internal sealed record ClusterSummaryJson
{
    public required int Cluster { get; init; }

    public required int Count { get; init; }

    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double Share { get; init; }

    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double Persistence { get; init; }

    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanProbability { get; init; }

    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanMutualInformation { get; init; }

    /// <summary>Null in summaries of earlier versions, and where nobody kept it.</summary>
    public double? MeanPredictiveEntropy { get; init; }

    /// <summary>Share of the points that are none of the classes; null in summaries of earlier versions.</summary>
    public double? NoneShare { get; init; }

    public required Mean Coordination { get; init; }

    public required ImmutableArray<ClassCount> Classes { get; init; }

    /// <summary>By pair of species, "Fe-Pt".</summary>
    public required Dictionary<string, Mean> NearestNeighborDistances { get; init; }

    public Vector3D? Center { get; init; }

    public Vector3D? Low { get; init; }

    public Vector3D? High { get; init; }

    /// <summary>Of two species the difference of their distances, under its name, "d_FeFe-d_PtPt".</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Difference { get; set; }

    /// <summary>What stands for a cluster.</summary>
    public static ClusterSummaryJson Of(ExplorationSample sample, ClusterSummary cluster) => new()
    {
        Cluster = cluster.Cluster,
        Count = cluster.Count,
        Share = cluster.Share,
        Persistence = cluster.Persistence,
        MeanProbability = cluster.Probability,
        MeanMutualInformation = cluster.MutualInformation,
        MeanPredictiveEntropy = double.IsFinite(cluster.PredictiveEntropy) ? cluster.PredictiveEntropy : null,
        NoneShare = double.IsFinite(cluster.NoneShare) ? cluster.NoneShare : null,
        Coordination = Mean.Of(cluster.Coordination),
        Classes = [.. cluster.Classes.Select(pair => new ClassCount(
            pair.Class, sample.LabelOf(pair.Class), sample.NameOf(pair.Class), pair.Count))],
        NearestNeighborDistances = ExplorationTables.Pairs(sample).ToDictionary(
            pair => ExplorationTables.PairName(sample, pair), pair => Mean.Of(cluster.Distance(pair.A, pair.B))),
        Center = cluster.Center,
        Low = cluster.Low,
        High = cluster.High,
        Difference = cluster.Difference is { } difference
            ? new Dictionary<string, JsonElement>
            {
                [ExplorationTables.DifferenceName(sample)] = JsonSerializer.SerializeToElement(
                    Mean.Of(difference), ExplorationReportJson.Default.Mean),
            }
            : null,
    };

    /// <summary>Most probable class of some points.</summary>
    internal sealed record ClassCount(int ClassIndex, string Label, string Name, int Count);

    /// <summary>Mean and standard deviation.</summary>
    internal sealed record Mean(
        [property: JsonPropertyName("mean"), JsonConverter(typeof(FiniteJsonConverter))] double Value,
        [property: JsonConverter(typeof(FiniteJsonConverter))] double StandardDeviation,
        int Count)
    {
        /// <summary>What stands for them.</summary>
        public static Mean Of(MeanAndDeviation value) => new(value.Mean, value.Deviation, value.Count);
    }
}
