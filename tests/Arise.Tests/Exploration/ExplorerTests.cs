using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Exploration;

public sealed class ExplorerTests : IDisposable
{
        private static readonly ExplorationSettings Settings = new()
    {
        Clustering = new HdbscanSettings { MinClusterSize = 60, MinSamples = 20 },
        Embedding = new UmapSettings { Epochs = 50 },
    };

    private static readonly string[] Steps =
    [
        "distances", "coordination numbers", "neighbors", "spanning tree", "shares in clusters",
        "neighbors for the embedding", "epochs of the embedding",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-explore-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_grains_give_two_clusters_that_are_their_classes()
    {
        ExplorationSample sample = ExplorationSample.OfMap(ExploredGrains.Map, Settings);
        ExplorationResult result = Explorer.Explore(sample, Settings with { Embedding = null });
        Assert.Equal(2, result.ClusterCount);
        Assert.InRange(result.Agreement.Clustered, 100, sample.Points.Length);

        // The network is sure of some boxes across the boundary, too.
        AtomColumn truth = ExploredGrains.Map.Plan.Structure.Columns.Single(column => column.Name == "grain");
        Assert.InRange(result.Agreement.Index, 0.95, 1);
        int[] pure = [.. Enumerable.Range(0, sample.Points.Length).Where(point => result.LabelsBeforeJoining[point] >= 0
            && sample.Points[point].IsConfident && ShareOfOneGrain(sample.Points[point].Position!.Value) > 0.9)];
        Assert.InRange(pure.Length, sample.Points.Length / 2, sample.Points.Length);
        Assert.Equal(
            1,
            AdjustedRandIndex.Of(
                [.. pure.Select(point => result.LabelsBeforeJoining[point])],
                [.. pure.Select(point => sample.Points[point].Class)]));
        string[] classes =
            [.. result.Clusters.Where(c => !c.IsOutliers).Select(c => sample.NameOf(c.Classes[0].Class)).Order()];
        Assert.Equal(["diamond", "face-centered cubic"], classes);

        // Inside the grains: 12 and 4 neighbors, less those that surface and boundary take.
        Assert.All(result.Clusters.Where(c => !c.IsOutliers), cluster =>
        {
            bool isDiamond = sample.NameOf(cluster.Classes[0].Class) == "diamond";
            Assert.InRange(cluster.Coordination.Mean, isDiamond ? 3 : 8, isDiamond ? 4.5 : 12.5);
            Assert.InRange(cluster.Distance(0, 0).Mean, 2.49, 2.51);
            Assert.Null(cluster.Difference);
            Assert.InRange(cluster.Center!.Value.X, cluster.Low!.Value.X, cluster.High!.Value.X);
        });
        AtomClusters atoms = AtomClusters.Of(result);

        // Atoms whose boxes are of one opinion; those beside the boundary are in boxes of both grains.
        int[] clustered = [.. Enumerable.Range(0, truth.Count)
            .Where(atom => atoms.Clusters[atom] >= 0 && atoms.Shares[atom] > 0.9)];
        Assert.InRange(clustered.Length, truth.Count / 2, truth.Count);
        Assert.InRange(
            AdjustedRandIndex.Of(
                [.. clustered.Select(atom => atoms.Clusters[atom])],
                [.. clustered.Select(atom => (int)((long[])truth.Values)[atom])]),
            0.95,
            1);

        double ShareOfOneGrain(Vector3D center)
        {
            AtomicStructure slab = ExploredGrains.Map.Plan.Structure;
            long[] grains = [.. Enumerable.Range(0, slab.Count)
                .Where(atom => Math.Abs(slab.Positions[atom].X - center.X) < 7
                    && Math.Abs(slab.Positions[atom].Y - center.Y) < 7)
                .Select(atom => ((long[])truth.Values)[atom])];
            return grains.CountBy(grain => grain).Max(pair => pair.Value) / (double)grains.Length;
        }
    }

    [Fact]
    public void The_hidden_layer_of_a_box_is_that_of_its_atoms_alone()
    {
        CrystalMap map = ExploredGrains.Map;
        Assert.Equal(StructureClassifier.Default.Network.Architecture.HiddenSizes[1], map.HiddenUnits);
        int row = map.Rows / 2;
        var worker = new BoxWorker(map.Plan, StructureClassifier.Default);
        Prediction alone = StructureClassifier.Default.Classify(
            worker.Cut(map.Plan.Boxes[row]), map.Plan.Settings.Prediction with { KeepHidden = true }).Prediction;
        Assert.Equal(alone.Hidden!.Value[1].PreActivations, map.HiddenOf(row).ToArray());
        CrystalMap without = new StructureMapper().Map(
            new MapPlan(map.Plan.Structure, map.Plan.Settings with { HiddenLayer = null }));
        Assert.Null(without.Hidden);
        Assert.Equal(without.Probabilities.ToArray(), map.Probabilities.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_layer_that_is_not_there_is_refused(int layer) =>
        Assert.Throws<ArgumentException>(() => ExploredGrains.Make(layer));

    [Fact]
    public void Hidden_layers_are_not_interpolated() => Assert.Throws<ArgumentException>(
        () => (MapSettings.Cubes(10, 5) with { HiddenLayer = 1, Coarseness = 2 }).Validate());

    [Fact]
    public void Filters_leave_only_what_they_say()
    {
        CrystalMap map = ExploredGrains.Map;
        int diamond = map.ClassesPresent().Single(c => map.NameOf(c) == "diamond");
        ExplorationSettings filtered =
            Settings with { Classes = [diamond], MinimumProbability = 0.9 };
        ExplorationSample sample = ExplorationSample.OfMap(ExploredGrains.Map, filtered);
        Assert.InRange(sample.Points.Length, 20, sample.Candidates - 50);
        Assert.All(sample.Points, point => Assert.True(point.Class == diamond && point.Probability >= 0.9));
        HdbscanSettings tooLarge = new() { MinClusterSize = sample.Points.Length };
        var error = Assert.Throws<ExplorationException>(
            () => Explorer.Explore(sample, filtered with { Clustering = tooLarge }));
        string many = $"{sample.Points.Length} of {sample.Candidates} boxes";
        Assert.Contains(many, error.Message, StringComparison.Ordinal);
    }

    // Points that are none of the classes are chosen by a name of their own, and belong to no class.
    [Fact]
    public void What_is_none_of_the_classes_is_a_class_of_its_own()
    {
        CrystalMap map = ExploredGrains.Map;
        int[] none = [.. Enumerable.Range(0, map.Rows).Where(row => map.ClassOf(row) == CrystalMap.None)];
        Assert.NotEmpty(none);
        ExplorationSample alone = ExplorationSample.OfMap(map, Settings with { Classes = [CrystalMap.None] });
        Assert.Equal(none.Select(row => map.Plan.Boxes[row]), alone.Points.Select(point => point.Box));
        Assert.All(alone.Points, point => Assert.True(point.IsNone && !point.IsConfident && point.Novelty > 1.25));
        ExplorationSample fcc = ExplorationSample.OfMap(
            map, Settings with { Classes = [.. map.ClassesPresent()] });
        Assert.All(fcc.Points, point => Assert.False(point.IsNone));
        Assert.Equal(map.Rows, alone.Points.Length + fcc.Points.Length);
        ExplorationSample all = ExplorationSample.OfMap(map, Settings);
        for (int k = 0; k < all.Points.Length; k++)
        {
            int row = map.RowOf(all.Points[k].Box);
            Assert.Equal(map.LikelyClassOf(row), all.Points[k].Class);
            Assert.Equal(map.VerdictOf(row), all.Points[k].Verdict);
            Assert.Equal(map.PredictiveEntropy[row], (float)all.Points[k].PredictiveEntropy);
        }
    }

    [Fact]
    public void Every_step_is_told_from_its_beginning_to_its_end()
    {
        var told = new List<WorkProgress>();
        var progress = new Observer(report =>
        {
            lock (told)
                told.Add(report);
        });
        ExplorationSample sample = ExplorationSample.OfMap(ExploredGrains.Map, Settings, progress);
        Explorer.Explore(sample, Settings, progress);
        Assert.Equal(Steps, told.Select(report => report.Step).Distinct());
        foreach (IGrouping<string, WorkProgress> step in told.GroupBy(report => report.Step))
        {
            Assert.Equal(0, step.First().Done);
            Assert.Equal(step.First().Total, step.Max(report => report.Done));
            Assert.Single(step.Select(report => report.Total).Distinct());
        }
    }

    [Fact]
    public void Every_step_can_be_stopped()
    {
        foreach (string step in Steps)
        {
            using var stop = new CancellationTokenSource();
            var told = new List<string>();
            var progress = new Observer(report =>
            {
                lock (told)
                    told.Add(report.Step);
                if (report.Step == step)
                    stop.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(() => Explorer.Explore(
                ExploredGrains.Map, Settings, progress: progress, cancellation: stop.Token));
            Assert.Equal(step, told[^1]);
        }
    }

    [Fact]
    public void Outliers_with_enough_membership_join_a_cluster()
    {
        ExplorationSample sample = ExplorationSample.OfMap(ExploredGrains.Map, Settings);
        ExplorationResult apart = Explorer.Explore(sample, Settings with { Embedding = null });
        double[] shares = [.. Enumerable.Range(0, sample.Points.Length).Where(k => apart.Labels[k] < 0)
            .Select(apart.MembershipOf).Order()];
        double least = shares[shares.Length / 2];
        ExplorationResult joined = Explorer.Explore(sample, Settings with { Embedding = null, JoinShare = least });
        Assert.InRange(joined.Outliers, 0, apart.Outliers - 1);
        for (int k = 0; k < apart.Labels.Length; k++)
        {
            if (apart.Labels[k] >= 0)
                Assert.Equal(apart.Labels[k], joined.Labels[k]);
            else
                Assert.Equal(joined.Labels[k] >= 0, joined.MembershipOf(k) >= least);
        }
    }

    [Fact]
    public void A_scan_gives_what_each_setting_gives_alone()
    {
        ExplorationSample sample = ExplorationSample.OfMap(ExploredGrains.Map, Settings);
        HdbscanSettings[] tried = [new() { MinClusterSize = 10 }, new() { MinClusterSize = 60, MinSamples = 20 }];
        ImmutableArray<ClusterScanRow> rows = Explorer.Scan(sample, tried);
        ExplorationResult alone = Explorer.Explore(sample, Settings with { Embedding = null });
        Assert.Equal(alone.ClusterCount, rows[1].Clusters);
        Assert.Equal((double)alone.Outliers / sample.Points.Length, rows[1].OutlierShare, 1e-12);
        Assert.Equal(alone.Agreement, rows[1].Agreement);
    }

    [Fact]
    public void A_map_that_keeps_the_layer_is_not_classified_again()
    {
        string folder = Path.Combine(_folder, "map");
        ExploredGrains.Map.Save(folder);
        CrystalMap opened = CrystalMap.Open(folder);
        ExplorationSettings settings = Settings with { Embedding = null };
        Assert.Same(opened, Explorer.WithLayer(opened, settings));
        Assert.Null(Explorer.PlanFor(opened, settings));
        List<string> told = [];
        ExplorationResult fromFolder = Explorer.Explore(opened, settings, progress: new Observer(report =>
        {
            lock (told)
                told.Add(report.Step);
        }));
        Assert.DoesNotContain("boxes", told);
        ExplorationResult direct = Explorer.Explore(ExplorationSample.OfMap(ExploredGrains.Map, settings), settings);
        Assert.Equal(direct.Labels.AsSpan(), fromFolder.Labels.AsSpan());
        Assert.Equal(direct.Membership.AsSpan(), fromFolder.Membership.AsSpan());
    }

    [Fact]
    public void A_map_without_the_layer_is_classified_again_as_it_was()
    {
        CrystalMap map = ExploredGrains.Make(layer: null, stride: 5);
        ExplorationSettings settings = new() { Layer = 1, Values = HiddenValues.Activations };
        List<string> told = [];
        CrystalMap kept = Explorer.WithLayer(map, settings, progress: new Observer(report =>
        {
            lock (told)
                told.Add(report.Step);
        }));
        Assert.Contains("boxes", told);
        Assert.Equal(map.Probabilities.AsSpan(), kept.Probabilities.AsSpan());
        Assert.Equal((1, HiddenValues.Activations), (kept.Plan.Settings.HiddenLayer, kept.Plan.Settings.HiddenValues));
        Assert.Null(Explorer.PlanFor(kept, settings));
        PredictionSettings made = kept.Plan.Settings.Prediction;
        Assert.Null(Explorer.PlanFor(kept, settings, made with { Threads = 3 }));
        Assert.NotNull(Explorer.PlanFor(kept, settings, made with { Seed = made.Seed + 1 }));
        Assert.NotNull(Explorer.PlanFor(kept, settings with { Layer = 2 }));
        Assert.NotNull(Explorer.PlanFor(kept, settings with { Values = HiddenValues.PreActivations }));
        Assert.Throws<ArgumentException>(() => ExplorationSample.OfMap(kept, settings with { Layer = 2 }));
    }

    [Fact]
    public void A_map_of_another_model_is_refused()
    {
        CrystalMap map = ExploredGrains.Map;
        var other = new CrystalMap(
            map.Plan,
            new ModelIdentity("other", "00"),
            map.ClassLabels,
            map.Probabilities,
            map.MutualInformation,
            map.MutualInformationError,
            map.Passes,
            map.Hidden);
        var error = Assert.Throws<ExplorationException>(
            () => Explorer.WithLayer(other, Settings, new StructureMapper()));
        Assert.Contains("another model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_has_a_twentieth_of_the_points_unless_said_otherwise()
    {
        ExplorationResult result = Explorer.Explore(ExploredGrains.Map, new ExplorationSettings { Embedding = null });
        int size = result.Settings.Clustering!.MinClusterSize;
        Assert.Equal((result.Sample.Points.Length / 20, result.Sample.DefaultClusterSize), (size, size));
        Assert.Equal(5, (result.Sample with { Points = [] }).DefaultClusterSize);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Refused("Layer", new() { Layer = 0 });
        Refused("Values", new() { Values = (HiddenValues)7 });
        Refused("MinimumProbability", new() { MinimumProbability = double.NaN });
        Refused("JoinShare", new() { JoinShare = 1.5 });
        Refused("Threads", new() { Threads = -1 });
        Refused("MinClusterSize", new() { Clustering = new() { MinClusterSize = 1 } });
        Refused("Neighbors", new() { Embedding = new() { Neighbors = 1 } });

        static void Refused(string property, ExplorationSettings settings) =>
            Assert.Throws<ArgumentException>(property, settings.Validate);
    }
}
