using System.Globalization;
using Arise.Exploration;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Reporting.Exploration;

/// <summary>
/// An exploration as comma-separated values: a row per cluster, a row per point, a row per setting of a scan. Empty
/// cells stand for numbers that do not exist.
/// </summary>
internal static class ExplorationTables
{
    /// <summary>A row per cluster, the outliers last.</summary>
    public static ReportTable Clusters(ExplorationResult result)
    {
        ExplorationSample sample = result.Sample;
        (int A, int B)[] pairs = [.. Pairs(sample)];
        string[] distances =
        [
            .. pairs.SelectMany(pair => (string[])[$"d_{PairName(sample, pair)}", $"d_{PairName(sample, pair)}_sd"]),
            .. sample.Species.Length == 2 ? (string[])[DifferenceName(sample), DifferenceName(sample) + "_sd"] : [],
        ];
        var table = new ReportTable(
        [
            "cluster", sample.Unit, "share", "persistence", "class", "class_share", "second_class", "second_share",
            "none_share", "probability", "mutual_information", "predictive_entropy", "coordination",
            "coordination_sd", .. distances, "x", "y", "z",
            "x_low", "y_low", "z_low", "x_high", "y_high", "z_high",
        ]);
        foreach (ClusterSummary cluster in result.Clusters)
        {
            table.Add(
            [
                cluster.Name, Text(cluster.Count), Text(cluster.Share), Text(cluster.Persistence),
                .. Class(0), .. Class(1), Text(cluster.NoneShare), Text(cluster.Probability),
                Text(cluster.MutualInformation), Text(cluster.PredictiveEntropy),
                .. Both(cluster.Coordination),
                .. pairs.SelectMany(pair => Both(cluster.Distance(pair.A, pair.B))),
                .. cluster.Difference is { } difference ? Both(difference) : [],
                .. Place(cluster.Center), .. Place(cluster.Low), .. Place(cluster.High),
            ]);

            string[] Class(int rank) => rank < cluster.Classes.Length
                ?
                [
                    sample.LabelOf(cluster.Classes[rank].Class),
                    Text((double)cluster.Classes[rank].Count / cluster.Count),
                ]
                : ["", ""];
        }

        return table;

        static string[] Both(MeanAndDeviation value) => [Text(value.Mean), Text(value.Deviation)];
    }

    /// <summary>A row per point.</summary>
    public static ReportTable Points(ExplorationResult result)
    {
        ExplorationSample sample = result.Sample;
        int components = (result.Embedding?.Length ?? 0) / sample.Points.Length;
        var table = new ReportTable(
        [
            .. sample.Places is null ? (string[])["name"] : ["box", "x", "y", "z"], "class", "likely_class",
            "class_probability", "verdict", "novelty", "mutual_information", "predictive_entropy", "cluster",
            "cluster_probability", "membership", "outlier_score", "coordination",
            .. Enumerable.Range(1, components).Select(component => $"embedding_{component}"),
        ]);
        for (int k = 0; k < sample.Points.Length; k++)
        {
            ExplorationPoint point = sample.Points[k];
            table.Add(
            [
                .. sample.Places is null
                    ? [point.Name]
                    : (string[])[Text(point.Box), .. Place(point.Position)],
                sample.LabelOf(point.Answer), sample.ClassLabels[point.Class], Text(point.Probability),
                VerdictWords.Of(point.Verdict), Text(point.Novelty), Text(point.MutualInformation),
                Text(point.PredictiveEntropy),
                Text(result.Labels[k]), Text(result.Probabilities[k]), Text(result.MembershipOf(k)),
                Text(result.OutlierScores[k]), Text(point.Coordination),
                .. Enumerable.Range(0, components).Select(c => Text(result.Embedding!.Value[(k * components) + c])),
            ]);
        }

        return table;
    }

    /// <summary>A row per setting.</summary>
    public static ReportTable Scan(IReadOnlyList<ClusterScanRow> rows)
    {
        var table = new ReportTable(
            "min_cluster_size", "min_samples", "clusters", "outlier_share", "persistence", "confident", "ari",
            "ari_with_outliers");
        foreach (ClusterScanRow row in rows)
        {
            table.Add(
                Text(row.Settings.MinClusterSize),
                Text(row.Settings.MinSamples ?? row.Settings.MinClusterSize),
                Text(row.Clusters),
                Text(row.OutlierShare),
                Text(row.Persistence),
                Text(row.Agreement.Confident),
                Text(row.Agreement.Index),
                Text(row.Agreement.IndexWithOutliers));
        }

        return table;
    }

    /// <summary>All ordered pairs of species: center and neighbor.</summary>
    internal static IEnumerable<(int A, int B)> Pairs(ExplorationSample sample) =>
        from a in Enumerable.Range(0, sample.Species.Length)
        from b in Enumerable.Range(0, sample.Species.Length)
        select (a, b);

    /// <summary>"Fe-Pt".</summary>
    internal static string PairName(ExplorationSample sample, (int A, int B) pair) =>
        $"{sample.Species[pair.A]}-{sample.Species[pair.B]}";

    /// <summary>"d_FeFe-d_PtPt".</summary>
    internal static string DifferenceName(ExplorationSample sample)
    {
        (ChemicalElement a, ChemicalElement b) = (sample.Species[0], sample.Species[1]);
        return $"d_{a}{a}-d_{b}{b}";
    }

    private static string[] Place(Vector3D? place) =>
        place is { } p ? [Text(p.X), Text(p.Y), Text(p.Z)] : ["", "", ""];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Six digits: more than the passes tell.
    private static string Text(double value) =>
        double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "";
}
