using System.Globalization;
using Arise.Clustering;
using Arise.Exploration;
using Arise.Mapping;

namespace Arise.Reporting.Exploration;

/// <summary>An exploration as a person reads it, in about 100 columns.</summary>
internal static class ExplorationSummaryText
{
    private const int MostClusters = 30;
    private const int MostClasses = 3;

    /// <summary>Writes the clusters: sizes, classes, places, distances.</summary>
    public static void Write(ExplorationResult result, TextWriter output)
    {
        ExplorationSample sample = result.Sample;
        HdbscanSettings clustering = result.Settings.Clustering!;
        output.WriteLine(
            $"{Of(sample)}, {sample.Units} {result.Settings.ValueText} of layer {result.Settings.Layer}");
        output.WriteLine(
            $"min cluster size {clustering.MinClusterSize}, "
            + $"min samples {clustering.MinSamples ?? clustering.MinClusterSize}, "
            + (clustering.Method == ClusterSelectionMethod.Leaf ? "leaf" : "excess of mass"));
        string joined = result.Settings.JoinShare is null
            ? ""
            : $" ({result.OutliersBeforeJoining - result.Outliers} joined their likeliest cluster)";
        string outliers = Percent(result.Outliers, sample.Points.Length);
        output.WriteLine($"{result.ClusterCount} clusters, {outliers} outliers{joined}");
        if (sample.Points.Count(point => point.IsNone) is > 0 and var none)
            output.WriteLine($"{CrystalMap.NoneName}: {Percent(none, sample.Points.Length)} of the {sample.Unit}");
        if (result.ClusterCount == 0)
            output.WriteLine("no cluster: smaller clusters, or fewer samples that make a dense region, may show some");
        ClassAgreement agreement = result.Agreement;
        if (!double.IsNaN(agreement.IndexWithOutliers))
        {
            output.WriteLine(
                $"adjusted Rand index against the classes {Fixed(agreement.Index, 3)} over the {agreement.Clustered} "
                + $"confident {sample.Unit} in");
            output.WriteLine(
                $"clusters, {Fixed(agreement.IndexWithOutliers, 3)} over all {agreement.Confident} confident ones with "
                + "the outliers as a cluster");
        }

        output.WriteLine();
        ClusterSummary[] listed =
            [.. result.Clusters.Where((cluster, k) => k < MostClusters || cluster.IsOutliers)];
        bool hasPlaces = sample.Places is not null;
        output.WriteLine(
            $"{"cluster",-9}{sample.Unit,11}{"share",9}{"persist",9}{"p",7}{"MI/bit",8}{"H/bit",7}{"coord",8}"
            + (hasPlaces ? $"  {$"center / {sample.LengthUnit.Short}",-22}" : "").TrimEnd());
        foreach (ClusterSummary cluster in listed)
        {
            string center = cluster.Center is { } c ? $"  {Fixed(c.X, 1)} {Fixed(c.Y, 1)} {Fixed(c.Z, 1)}" : "";
            output.WriteLine(
                $"{cluster.Name,-9}{cluster.Count,11}{Percent(cluster.Count, sample.Points.Length),9}"
                + $"{Fixed(cluster.Persistence, 3),9}{Fixed(cluster.Probability, 2),7}"
                + $"{Fixed(cluster.MutualInformation, 3),8}{Fixed(cluster.PredictiveEntropy, 2),7}"
                + $"{Fixed(cluster.Coordination.Mean, 2),8}{center}");
        }

        if (result.Clusters.Length > listed.Length)
            output.WriteLine($"{result.Clusters.Length - listed.Length} more clusters in clusters.csv");
        output.WriteLine();
        foreach (ClusterSummary cluster in listed)
        {
            IEnumerable<string> classes = cluster.Classes.Take(MostClasses)
                .Select(pair => $"{sample.NameOf(pair.Class)} {Percent(pair.Count, cluster.Count)}");
            int more = cluster.Classes.Length - MostClasses;
            output.WriteLine($"{cluster.Name,-9}{string.Join(", ", classes)}{(more > 0 ? $", {more} more" : "")}");
        }

        WriteDistances(sample, listed, output);
    }

    /// <summary>Writes the table of a scan.</summary>
    public static void Write(ExplorationSample sample, IReadOnlyList<ClusterScanRow> rows, TextWriter output)
    {
        output.WriteLine(Of(sample));
        output.WriteLine("min cluster size  min samples  clusters  outliers  persistence    ARI  with outliers");
        foreach (ClusterScanRow row in rows)
        {
            output.WriteLine(
                $"{row.Settings.MinClusterSize,16}{row.Settings.MinSamples ?? row.Settings.MinClusterSize,13}"
                + $"{row.Clusters,10}{Fixed(100 * row.OutlierShare, 1) + " %",10}{Fixed(row.Persistence, 3),13}"
                + $"{Fixed(row.Agreement.Index, 3),7}{Fixed(row.Agreement.IndexWithOutliers, 3),15}");
        }

        output.WriteLine("ARI: adjusted Rand index against the classes of confident "
            + $"{sample.Unit} in clusters, and of all of them with the");
        output.WriteLine("outliers as a cluster");
    }

    private static void WriteDistances(ExplorationSample sample, ClusterSummary[] listed, TextWriter output)
    {
        (int A, int B)[] pairs = [.. ExplorationTables.Pairs(sample)];
        output.WriteLine();
        output.WriteLine($"nearest-neighbor distances / {sample.LengthUnit.Short}, mean +- standard deviation over "
            + $"the {sample.Unit}");
        if (sample.Species.Length > 2)
        {
            output.WriteLine($"of {pairs.Length} pairs of species: see clusters.csv");
            return;
        }

        bool isBinary = sample.Species.Length == 2;
        output.WriteLine(($"{"cluster",-9}"
            + string.Concat(pairs.Select(pair => $"{ExplorationTables.PairName(sample, pair),17}"))
            + (isBinary ? $"{ExplorationTables.DifferenceName(sample),17}" : "")).TrimEnd());
        foreach (ClusterSummary cluster in listed)
        {
            string row = string.Concat(pairs.Select(pair => $"{Text(cluster.Distance(pair.A, pair.B)),17}"));
            output.WriteLine(
                $"{cluster.Name,-9}{row}{(cluster.Difference is { } difference ? $"{Text(difference),17}" : "")}");
        }

        static string Text(MeanAndDeviation value) =>
            value.Count == 0 ? "-" : $"{Fixed(value.Mean, 3)} +- {Fixed(value.Deviation, 3)}";
    }

    private static string Of(ExplorationSample sample) => sample.Candidates == sample.Points.Length
        ? $"{sample.Points.Length} {sample.Unit}"
        : $"{sample.Points.Length} of {sample.Candidates} {sample.Unit}";

    private static string Percent(int part, int whole) => Fixed(100.0 * part / whole, 1) + " %";

    private static string Fixed(double value, int digits) => double.IsFinite(value)
        ? value.ToString($"F{digits}", CultureInfo.InvariantCulture)
        : "-";
}
