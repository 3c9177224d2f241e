using System.Text.Json.Nodes;
using Arise.Clustering;
using Arise.Descriptors;
using Arise.Embedding;
using Arise.Exploration;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Exploration;

public sealed class ExplorationResultTests : IDisposable
{
    private static readonly Lazy<ExplorationResult> OfMap = new(() => Explorer.Explore(
        ExploredGrains.Map,
        new ExplorationSettings
        {
            MinimumProbability = 0.5,
            Classes = [.. ExploredGrains.Map.ClassesPresent()],
            Clustering = new HdbscanSettings { MinClusterSize = 60, MinSamples = 20, SelectionEpsilon = 0.01 },
            JoinShare = 0.2,
            Embedding = new UmapSettings { Epochs = 20, Components = 3, Seed = 7 },
        }));

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-explored-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What is saved again from what was opened has the same bytes: nothing is lost.
    [Fact]
    public void An_exploration_of_a_map_opens_again()
    {
        ExplorationResult result = OfMap.Value;
        result.Save(Path.Combine(_folder, "one"));
        ExplorationResult opened = ExplorationResult.Open(Path.Combine(_folder, "one"));
        opened.Save(Path.Combine(_folder, "two"));
        Same("explore.npz");
        Same("manifest.json");
        Assert.Equal(result.Sample.Model, opened.Sample.Model);
        Assert.Equal(result.Sample.Started, opened.Sample.Started);
        Assert.Equal("boxes", opened.Sample.Unit);
        Assert.Equal(result.Settings.Clustering, opened.Settings.Clustering);
        Assert.Equal(result.Settings.Embedding, opened.Settings.Embedding);
        Assert.Equal(result.Settings.JoinShare, opened.Settings.JoinShare);
        Assert.Equal(result.Settings.Classes!.Order(), opened.Settings.Classes!.Order());
        Assert.Equal(result.Agreement, opened.Agreement);
        Assert.Equal(result.Clusters.Select(c => c.Center), opened.Clusters.Select(c => c.Center));
        Assert.Equal(result.Embedding!.Value.AsSpan(), opened.Embedding!.Value.AsSpan());

        void Same(string name) => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder, "one", name)),
            File.ReadAllBytes(Path.Combine(_folder, "two", name)));
    }

    [Fact]
    public void An_exploration_of_structures_opens_again()
    {
        ExplorationResult result = OfStructures();
        result.Save(_folder);
        ExplorationResult opened = ExplorationResult.Open(_folder);
        Assert.Equal("structures", opened.Sample.Unit);
        Assert.Equal("pixel", opened.Sample.LengthUnit.Name);
        Assert.Equal(["run.xyz#1", "run.xyz#2"], opened.Sample.Points.Select(point => point.Name));
        Assert.Equal(12.5, opened.Sample.Points[1].Coordination);
        Assert.Null(opened.Embedding);
        Assert.Null(opened.Settings.Classes);
        Assert.Equal(0.25, opened.MembershipOf(1));
        Assert.Equal(ClusterSelectionMethod.Leaf, opened.Settings.Clustering!.Method);
        Assert.Contains("\"leaf\"", File.ReadAllText(Path.Combine(_folder, "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_or_damaged_is_told()
    {
        var error = Assert.Throws<ExplorationException>(() => ExplorationResult.Open(_folder));
        Assert.Equal(Path.Combine(_folder, "manifest.json"), error.File);
        OfStructures().Save(_folder);
        string manifest = Path.Combine(_folder, "manifest.json"), archive = Path.Combine(_folder, "explore.npz");
        string text = File.ReadAllText(manifest);
        Damaged("\"epsilon\": 0", "\"epsilon\": true", "clustering.epsilon");
        Damaged("\"layer\": 2", "\"layers\": 2", "points.layer");
        Damaged("\"leaf\"", "\"tree\"", "clustering.method");
        File.WriteAllText(manifest, text);
        File.Delete(archive);
        Assert.Equal(archive, Assert.Throws<ExplorationException>(() => ExplorationResult.Open(_folder)).File);
        new NumpyArchive().Add("class_labels", new[] { "fcc" }).Write(archive);
        error = Assert.Throws<ExplorationException>(() => ExplorationResult.Open(_folder));
        Assert.Equal(archive, error.File);
        Assert.Contains("persistence", error.Message, StringComparison.Ordinal);

        void Damaged(string before, string after, string field)
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            File.WriteAllText(manifest, text.Replace(before, after, StringComparison.Ordinal));
            var error = Assert.Throws<ExplorationException>(() => ExplorationResult.Open(_folder));
            Assert.Equal((manifest, field), (error.File, error.Field));
        }
    }

    [Theory]
    [InlineData("spread", 1.0)]
    [InlineData("learning_rate", 1.0)]
    [InlineData("negative_samples", 5.0)]
    [InlineData("exact_neighbors", 60000.0)]
    public void Fields_that_earlier_versions_did_not_write_have_their_usual_values(string field, double value)
    {
        OfMap.Value.Save(_folder);
        string manifest = Path.Combine(_folder, "manifest.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(manifest))!;
        Assert.True(json["embedding"]!.AsObject().Remove(field));
        File.WriteAllText(manifest, json.ToJsonString());
        UmapSettings opened = ExplorationResult.Open(_folder).Settings.Embedding!;
        Assert.Equal(value, field switch
        {
            "spread" => opened.Spread,
            "learning_rate" => opened.LearningRate,
            "negative_samples" => opened.NegativeSamples,
            _ => opened.ExactNeighbors,
        });
    }

    // Version 0.1.0 knew no verdict.
    [Fact]
    public void An_exploration_of_an_earlier_version_opens_with_an_open_verdict()
    {
        OfMap.Value.Save(_folder);
        string path = Path.Combine(_folder, "explore.npz");
        NumpyArchive archive = NumpyArchive.Read(path);
        var old = new NumpyArchive();
        string[] added = ["likely_class", "verdict", "novelty", "predictive_entropy"];
        foreach (string name in archive.Names.Except(added))
            old.Add(name, archive[name == "class_index" ? "likely_class" : name]);
        old.Write(path);
        ExplorationResult opened = ExplorationResult.Open(_folder);
        Assert.All(opened.Sample.Points, point => Assert.Equal(Verdict.Open, point.Verdict));
        Assert.Equal(
            OfMap.Value.Sample.Points.Select(point => point.Class), opened.Sample.Points.Select(point => point.Class));
        Assert.All(opened.Clusters, cluster => Assert.Equal(0, cluster.NoneShare));
    }

    // None of the classes is "none" in the manifest, which has names.
    [Fact]
    public void A_filter_for_none_of_the_classes_opens_again()
    {
        ExplorationResult result = OfStructures();
        ExplorationResult filtered = new()
        {
            Sample = result.Sample with
            {
                Points = [.. result.Sample.Points.Select(point => point with { Novelty = 2 })],
            },
            Settings = result.Settings with { Classes = [CrystalMap.None, 1], OneSpecies = true },
            Labels = result.Labels,
            LabelsBeforeJoining = result.LabelsBeforeJoining,
            Probabilities = result.Probabilities,
            Membership = result.Membership,
            OutlierScores = result.OutlierScores,
            CoreDistances = result.CoreDistances,
            Persistence = result.Persistence,
        };
        filtered.Save(_folder);
        ExplorationResult opened = ExplorationResult.Open(_folder);
        Assert.Equal([-2, 1], opened.Settings.Classes!.Order());
        Assert.True(opened.Settings.OneSpecies);
        Assert.Equal([-2, -2], NumpyArchive.Read(Path.Combine(_folder, "explore.npz"))["class_index"].As<int>());
        Assert.All(opened.Clusters, cluster => Assert.Equal((-2, 1), Assert.Single(cluster.Classes)));
    }

    // Made by hand, as any program can.
    internal static ExplorationResult OfStructures()
    {
        ChemicalElement iron = ChemicalElement.Parse("Fe");
        var distances = new SpeciesPairDistances([iron], new[,] { { 2.5 } });
        return new ExplorationResult
        {
            Sample = new ExplorationSample
            {
                ClassLabels = ["fcc", "bcc"],
                Points =
                [
                    new ExplorationPoint("run.xyz#1", -1, null, [1f, 2f], 0, 0.9, 0.01, distances, 12),
                    new ExplorationPoint("run.xyz#2", -1, null, [3f, 4f], 1, 0.8, 0.2, distances, 12.5),
                ],
                Candidates = 3,
                Model = new ModelIdentity("mine", "ab"),
                Prediction = new PredictionSettings { Passes = 64 },
                LengthUnit = new LengthUnit("pixel"),
                Inputs = ["run.xyz"],
            },
            Settings = new ExplorationSettings
            {
                Clustering = new HdbscanSettings { Method = ClusterSelectionMethod.Leaf },
                Embedding = null,
            },
            Labels = [0, -1],
            LabelsBeforeJoining = [0, -1],
            Probabilities = [1, 0],
            Membership = [0.75, 0.25],
            OutlierScores = [0, double.NaN],
            CoreDistances = [1, 2],
            Persistence = [0.5],
        };
    }
}
