using System.Text.Json;
using Arise.Exploration;
using Arise.Files;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Reporting.Maps;

namespace Arise.Reporting.Exploration;

/// <summary>
/// The clusters of an exploration as JSON: lengths in the unit that <c>length_unit</c> names, entropies in bits,
/// numbers that do not exist as null. The same exploration gives the same bytes.
/// </summary>
public static class ExplorationSummaryJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public static void Write(ExplorationResult result, string path)
    {
        using var file = new ReplacingFile(path);
        using (var json = new Utf8JsonWriter(file.Stream, Layout))
            Write(result, json);
        file.Stream.WriteByte((byte)'\n');
        file.Commit();
    }

    private static void Write(ExplorationResult result, Utf8JsonWriter json)
    {
        ExplorationSample sample = result.Sample;
        json.WriteStartObject();
        json.WriteString("points_are", sample.Unit);
        json.WriteString("length_unit", sample.LengthUnit.Name);
        json.WriteNumber("candidates", sample.Candidates);
        json.WriteNumber("points", sample.Points.Length);
        json.WriteNumber("units", sample.Units);
        json.WriteNumber("clusters_found", result.Clustering.ClusterCount);
        json.WriteNumber("outliers", result.Outliers);
        json.WriteNumber("outliers_joined", result.Clustering.Labels.Count(-1) - result.Outliers);
        json.WriteNumber("confident_below_bit", UncertaintyLevels.Sure);
        json.WriteNumber("confident", result.Agreement.Confident);
        json.WriteNumber("confident_in_clusters", result.Agreement.Clustered);
        MapSummaryJson.WriteNumber(json, "adjusted_rand_index", result.Agreement.Index);
        MapSummaryJson.WriteNumber(json, "adjusted_rand_index_with_outliers", result.Agreement.IndexWithOutliers);
        json.WriteStartArray("clusters");
        foreach (ClusterSummary cluster in result.Clusters)
            Write(sample, cluster, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(ExplorationSample sample, ClusterSummary cluster, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("cluster", cluster.Cluster);
        json.WriteNumber("count", cluster.Count);
        MapSummaryJson.WriteNumber(json, "share", cluster.Share);
        MapSummaryJson.WriteNumber(json, "persistence", cluster.Persistence);
        MapSummaryJson.WriteNumber(json, "mean_probability", cluster.Probability);
        MapSummaryJson.WriteNumber(json, "mean_mutual_information", cluster.MutualInformation);
        Write("coordination", cluster.Coordination);
        json.WriteStartArray("classes");
        foreach ((int @class, int count) in cluster.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("class_index", @class);
            json.WriteString("label", sample.ClassLabels[@class]);
            json.WriteString("name", sample.NameOf(@class));
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("nearest_neighbor_distances");
        foreach ((int A, int B) pair in ExplorationTables.Pairs(sample))
            Write(ExplorationTables.PairName(sample, pair), cluster.Distance(pair.A, pair.B));
        json.WriteEndObject();
        if (cluster.Difference is { } difference)
            Write(ExplorationTables.DifferenceName(sample), difference);
        Place("center", cluster.Center);
        Place("low", cluster.Low);
        Place("high", cluster.High);
        json.WriteEndObject();

        void Write(string name, MeanAndDeviation value)
        {
            json.WriteStartObject(name);
            MapSummaryJson.WriteNumber(json, "mean", value.Mean);
            MapSummaryJson.WriteNumber(json, "standard_deviation", value.Deviation);
            json.WriteNumber("count", value.Count);
            json.WriteEndObject();
        }

        void Place(string name, Vector3D? place)
        {
            if (place is { } p)
                MapSummaryJson.WriteVector(json, name, p);
        }
    }
}
