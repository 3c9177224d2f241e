using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Arise.Exploration;
using Arise.Files;
using Arise.Recognition;

namespace Arise.Reporting.Exploration;

/// <summary>
/// The clusters of an exploration as JSON: lengths in the unit that <c>length_unit</c> names, entropies in bits,
/// numbers that do not exist as null. The same exploration gives the same bytes.
/// </summary>
internal sealed record ExplorationSummaryJson
{
    public required string PointsAre { get; init; }

    public required string LengthUnit { get; init; }

    public required int Candidates { get; init; }

    public required int Points { get; init; }

    public required int Units { get; init; }

    public required int ClustersFound { get; init; }

    public required int Outliers { get; init; }

    public required int OutliersJoined { get; init; }

    /// <summary>Points that are none of the classes.</summary>
    public int None { get; init; }

    public required double ConfidentBelowBit { get; init; }

    public required int Confident { get; init; }

    public required int ConfidentInClusters { get; init; }

    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double AdjustedRandIndex { get; init; }

    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double AdjustedRandIndexWithOutliers { get; init; }

    public required ImmutableArray<ClusterSummaryJson> Clusters { get; init; }

    /// <summary>The summary of an exploration.</summary>
    public static ExplorationSummaryJson Of(ExplorationResult result) => new()
    {
        PointsAre = result.Sample.Unit,
        LengthUnit = result.Sample.LengthUnit.Name,
        Candidates = result.Sample.Candidates,
        Points = result.Sample.Points.Length,
        Units = result.Sample.Units,
        ClustersFound = result.ClusterCount,
        Outliers = result.Outliers,
        OutliersJoined = result.OutliersBeforeJoining - result.Outliers,
        None = result.Sample.Points.Count(point => point.IsNone),
        ConfidentBelowBit = UncertaintyLevels.Sure,
        Confident = result.Agreement.Confident,
        ConfidentInClusters = result.Agreement.Clustered,
        AdjustedRandIndex = result.Agreement.Index,
        AdjustedRandIndexWithOutliers = result.Agreement.IndexWithOutliers,
        Clusters = [.. result.Clusters.Select(cluster => ClusterSummaryJson.Of(result.Sample, cluster))],
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="ExplorationException">It is damaged.</exception>
    public static ExplorationSummaryJson Read(string path) => JsonFile.Read(
        path,
        ExplorationReportJson.Default.ExplorationSummaryJson,
        (field, reason) => new ExplorationException(reason, path, field));

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(string path) =>
        JsonFile.Write(path, this, ExplorationReportJson.Default.ExplorationSummaryJson);
}
