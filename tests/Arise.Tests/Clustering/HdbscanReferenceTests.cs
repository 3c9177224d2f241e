using System.Text.Json;
using Arise.Clustering;
using Arise.Files;

namespace Arise.Tests.Clustering;

/// <summary>
/// Against the results of the Python package hdbscan 0.8.43 (tests/data/clustering, README there): in stages, from the
/// stored linkage, where everything is unique, and end to end. With ARISE_ALL also against more of them, where they lie
/// beside the checkout.
/// </summary>
public class HdbscanReferenceTests
{
    private static readonly string Own = TestData.PathOf("clustering");
    private static readonly string More = SharedData.PathOf("reference/clustering");

    /// <summary>Folder of results, distances and cases in it that are compared.</summary>
    public static TheoryData<string, int, int> Folders => TestData.Everything && Directory.Exists(More)
        ? new() { { Own, 10, 28 }, { More, 16, 48 } }
        : new() { { Own, 10, 28 } };

    [Theory]
    [MemberData(nameof(Folders))]
    public void Core_distances_and_heights_agree(string folder, int distances, int cases)
    {
        int compared = 0;
        Assert.True(cases > 0);
        foreach ((string dataSet, NumpyArchive archive) in Archives(folder))
        {
            (float[] points, int dimension) = Points(archive);
            foreach (string name in archive.Names)
            {
                if (!name.EndsWith("_core_distance", StringComparison.Ordinal))
                    continue;
                int samples = int.Parse(name[1..name.IndexOf('_', StringComparison.Ordinal)]);
                (double[] cores, SpanningEdge[] edges) = Hdbscan.Connect(points, dimension, samples, 2, default);
                AssertClose(archive[name].As<double>(), cores, 1e-12, $"{dataSet} {name}");
                double[] heights = archive[$"s{samples}_linkage_distance"].As<double>();
                AssertClose(
                    heights, [.. edges.Select(edge => edge.Weight)], 1e-12, $"{dataSet} heights of s = {samples}");
                compared++;
            }
        }

        Assert.Equal(distances, compared);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void From_the_stored_linkage_everything_agrees(string folder, int distances, int cases)
    {
        int compared = 0;
        Assert.True(distances > 0);
        foreach ((NumpyArchive archive, Case run) in Cases(folder))
        {
            if (Linkage(archive, run) is not { } linkage)
                continue;
            string tag = run.Tag;
            CondensedTree tree = CondensedTree.FromLinkage(linkage, run.Settings.EffectiveMinClusterSize);
            AssertSameTree(archive, run.TreeTag, tree);
            var extraction = new ClusterExtraction(tree, run.Settings);
            Assert.Equal(archive[$"{tag}_labels"].As<int>(), extraction.Labels);
            AssertClose(archive[$"{tag}_probabilities"].As<double>(), extraction.Probabilities, 5e-16, tag);
            AssertClose(archive[$"{tag}_persistence"].As<double>(), extraction.Persistence, 1e-14, tag);
            AssertClose(archive[$"{run.TreeTag}_outlier_scores"].As<double>(), extraction.OutlierScores, 5e-16, tag);
            compared++;
            if (!archive.TryGet($"{tag}_membership", out _))
                continue;

            (float[] points, int dimension) = Points(archive);
            var membership = new ClusterMembership(points, dimension, run.Samples, extraction);
            int[] exemplars = archive[$"{tag}_exemplar_point"].As<int>();
            int[] clusters = archive[$"{tag}_exemplar_cluster"].As<int>();
            for (int cluster = 0; cluster < extraction.Selected.Length; cluster++)
            {
                Assert.Equal(
                    exemplars.Where((_, i) => clusters[i] == cluster).Order(), membership.Exemplars[cluster]);
            }

            AssertClose(archive[$"{tag}_membership"].As<double>(), membership.OfPoints(2, null, default), 2e-15, tag);
            float[] added = Array.ConvertAll(archive[$"{tag}_new_points"].As<double>(), value => (float)value);
            HdbscanPrediction prediction = membership.OfNewPoints(added, 2, null, default);
            Assert.Equal(archive[$"{tag}_new_labels"].As<int>(), prediction.Labels.AsSpan());
            AssertClose(archive[$"{tag}_new_probabilities"].As<double>(), [.. prediction.Probabilities], 2e-15, tag);
            AssertClose(archive[$"{tag}_new_membership"].As<double>(), [.. prediction.Membership], 2e-15, tag);
        }

        Assert.Equal(cases, compared);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void End_to_end_stable_points_have_the_same_labels(string folder, int distances, int cases)
    {
        int compared = 0;
        Assert.True(distances > 0);
        foreach ((NumpyArchive archive, Case run) in Cases(folder))
        {
            compared++;
            (float[] points, int dimension) = Points(archive);
            HdbscanResult result = Hdbscan.Cluster(points, dimension, run.Settings);
            int[] expected = archive[$"{run.Tag}_labels"].As<int>();
            double[] probabilities = archive[$"{run.Tag}_probabilities"].As<double>();
            bool known = archive.TryGet($"{run.StableTag}_stable", out NumpyArray? stable);
            Assert.Contains(result.ClusterCount, run.ClusterCounts);
            var matches = new Dictionary<int, int>();
            for (int point = 0; point < expected.Length; point++)
            {
                if (known && !stable!.As<bool>()[point])
                    continue;
                int label = result.Labels[point];
                Assert.True(expected[point] < 0 == label < 0, $"{run.DataSet} {run.Tag}: point {point}");
                if (label < 0)
                    continue;
                Assert.True(
                    matches.TryAdd(label, expected[point]) || matches[label] == expected[point],
                    $"{run.DataSet} {run.Tag}: point {point} is in another cluster");
                if (archive.TryGet($"{run.Tag}_probability_spread", out NumpyArray? spread)
                    && spread.As<float>()[point] < 1e-12)
                {
                    Assert.Equal(probabilities[point], result.Probabilities[point], 1e-11);
                }
            }

            Assert.Equal(matches.Count, matches.Values.Distinct().Count());
        }

        Assert.True(compared >= cases);
    }

    private static Dictionary<string, NumpyArchive> Archives(string folder) =>
        Directory.GetFiles(folder, "*.npz")
            .Where(file => !file.EndsWith("_umap.npz", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), NumpyArchive.Read);

    private static IEnumerable<(NumpyArchive Archive, Case Run)> Cases(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "hdbscan_cases.json")));
        Dictionary<string, NumpyArchive> archives = Archives(folder);
        foreach (JsonElement record in json.RootElement.EnumerateArray())
        {
            var run = new Case(record);
            yield return (archives[run.DataSet], run);
        }
    }

    private static (float[] Points, int Dimension) Points(NumpyArchive archive)
    {
        if (archive.TryGet("X", out NumpyArray? x))
        {
            float[] values = x.Values as float[] ?? Array.ConvertAll(x.As<double>(), value => (float)value);
            return (values, x.Shape[1]);
        }

        NumpyArray vectors = NumpyArchive.Read(TestData.PathOf("soap_pristine.npz"))["vectors"];
        return (vectors.As<float>(), vectors.Shape[1]);
    }

    private static LinkageTree? Linkage(NumpyArchive archive, Case run) =>
        archive.TryGet($"s{run.Samples}_linkage_left", out NumpyArray? left)
            ? new LinkageTree(
                left.As<int>(),
                archive[$"s{run.Samples}_linkage_right"].As<int>(),
                archive[$"s{run.Samples}_linkage_distance"].As<double>(),
                archive[$"s{run.Samples}_linkage_size"].As<int>())
            : null;

    private static void AssertSameTree(NumpyArchive archive, string tag, CondensedTree tree)
    {
        int[] parents = archive[$"{tag}_tree_parent"].As<int>(), children = archive[$"{tag}_tree_child"].As<int>();
        int[] sizes = archive[$"{tag}_tree_size"].As<int>();
        double[] lambdas = archive[$"{tag}_tree_lambda"].As<double>();
        Assert.Equal(
            Enumerable.Range(0, parents.Length).Select(i => (children[i], parents[i], lambdas[i], sizes[i])).Order(),
            Enumerable.Range(0, tree.Count)
                .Select(i => (tree.Children[i], tree.Parents[i], tree.Lambdas[i], tree.Sizes[i])).Order());
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool equal = expected[i].Equals(actual[i])
                || Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(equal, $"{what}, {i}: expected {expected[i]:R}, actual {actual[i]:R}");
        }
    }

    /// <summary>One record of hdbscan_cases.json.</summary>
    private sealed class Case
    {
        public Case(JsonElement record)
        {
            DataSet = record.GetProperty("dataset").GetString()!;
            Tag = record.GetProperty("prefix").GetString()!;
            bool special = record.TryGetProperty("settings", out JsonElement settings);
            TreeTag = special ? Tag : Tag[..Tag.LastIndexOf('_')];
            JsonElement from = special ? settings : record;
            string method = Text(from, "method") ?? Text(from, "cluster_selection_method") ?? "eom";
            Settings = new HdbscanSettings
            {
                MinClusterSize = from.GetProperty("min_cluster_size").GetInt32(),
                MinSamples = from.TryGetProperty("min_samples", out JsonElement s) ? s.GetInt32() : null,
                Method = method == "leaf" ? ClusterSelectionMethod.Leaf : ClusterSelectionMethod.ExcessOfMass,
                SelectionEpsilon =
                    from.TryGetProperty("cluster_selection_epsilon", out JsonElement e) ? e.GetDouble() : 0,
                MaxClusterSize = from.TryGetProperty("max_cluster_size", out JsonElement l) ? l.GetInt32() : 0,
                AllowSingleCluster = from.TryGetProperty("allow_single_cluster", out _),
                MatchReferenceImplementation = from.TryGetProperty("match_reference_implementation", out _),
            };
            StableTag = special ? $"m{Settings.MinClusterSize}_s{Settings.MinClusterSize}_{method}" : Tag;
            Samples = Settings.EffectiveMinSamples(int.MaxValue);
            ClusterCounts = record.TryGetProperty("order_dependence", out JsonElement order)
                ? [.. order.GetProperty("n_clusters").EnumerateArray().Select(count => count.GetInt32())]
                : [record.GetProperty("n_clusters").GetInt32()];
        }

        public string DataSet { get; }

        public string Tag { get; }

        public string TreeTag { get; }

        /// <summary>The case without special settings, for which is known what depends on the order of ties.</summary>
        public string StableTag { get; }

        public HdbscanSettings Settings { get; }

        public int Samples { get; }

        public int[] ClusterCounts { get; }

        private static string? Text(JsonElement element, string name) =>
            element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
    }
}
