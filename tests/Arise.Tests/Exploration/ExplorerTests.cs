using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Exploration;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting.Exploration;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Synthesis;

namespace Arise.Tests.Exploration;

public sealed class ExplorerTests : IDisposable
{
    private static readonly Lazy<CrystalMap> Grains = new(() => Map(layer: 2));

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
        ExplorationSample sample = ExplorationSample.OfMap(Grains.Value, Settings);
        ExplorationResult result = Explorer.Explore(sample, Settings with { Embedding = null });
        Assert.Equal(2, result.Clustering.ClusterCount);
        Assert.InRange(result.Agreement.Clustered, 100, sample.Points.Length);

        // The network is sure of some boxes across the boundary, too.
        AtomColumn truth = Grains.Value.Plan.Structure.Columns.Single(column => column.Name == "grain");
        Assert.InRange(result.Agreement.Index, 0.95, 1);
        int[] pure = [.. Enumerable.Range(0, sample.Points.Length).Where(point => result.Clustering.Labels[point] >= 0
            && sample.Points[point].IsConfident && ShareOfOneGrain(sample.Points[point].Position!.Value) > 0.9)];
        Assert.InRange(pure.Length, sample.Points.Length / 2, sample.Points.Length);
        Assert.Equal(
            1,
            AdjustedRandIndex.Of(
                [.. pure.Select(point => result.Clustering.Labels[point])],
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
            AtomicStructure slab = Grains.Value.Plan.Structure;
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
        CrystalMap map = Grains.Value;
        Assert.Equal(512, map.HiddenUnits);
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
    public void A_layer_that_is_not_there_is_refused(int layer) => Assert.Throws<ArgumentException>(() => Map(layer));

    [Fact]
    public void Hidden_layers_are_not_interpolated() => Assert.Throws<ArgumentException>(
        () => (MapSettings.Cubes(10, 5) with { HiddenLayer = 1, Coarseness = 2 }).Validate());

    [Fact]
    public void Filters_leave_only_what_they_say()
    {
        CrystalMap map = Grains.Value;
        int diamond = map.ClassesPresent().Single(c => map.NameOf(c) == "diamond");
        ExplorationSettings filtered =
            Settings with { Classes = new HashSet<int> { diamond }, MinimumProbability = 0.9 };
        ExplorationSample sample = ExplorationSample.OfMap(Grains.Value, filtered);
        Assert.InRange(sample.Points.Length, 20, sample.Candidates - 50);
        Assert.All(sample.Points, point => Assert.True(point.Class == diamond && point.Probability >= 0.9));
        HdbscanSettings tooLarge = new() { MinClusterSize = sample.Points.Length };
        var error = Assert.Throws<ExplorationException>(
            () => Explorer.Explore(sample, filtered with { Clustering = tooLarge }));
        Assert.Contains($"{sample.Points.Length} of {sample.Candidates} boxes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_is_told_from_its_beginning_to_its_end()
    {
        var told = new List<WorkProgress>();
        var progress = new Report(report =>
        {
            lock (told)
                told.Add(report);
        });
        ExplorationSample sample = ExplorationSample.OfMap(Grains.Value, Settings, progress);
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
            var progress = new Report(report =>
            {
                lock (told)
                    told.Add(report.Step);
                if (report.Step == step)
                    stop.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(() => Explorer.Explore(
                ExplorationSample.OfMap(Grains.Value, Settings, progress, stop.Token), Settings, progress, stop.Token));
            Assert.Equal(step, told[^1]);
        }
    }

    [Fact]
    public void Outliers_with_enough_membership_join_a_cluster()
    {
        ExplorationSample sample = ExplorationSample.OfMap(Grains.Value, Settings);
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
        ExplorationSample sample = ExplorationSample.OfMap(Grains.Value, Settings);
        HdbscanSettings[] tried = [new() { MinClusterSize = 10 }, new() { MinClusterSize = 60, MinSamples = 20 }];
        ImmutableArray<ClusterScanRow> rows = Explorer.Scan(sample, tried);
        ExplorationResult alone = Explorer.Explore(sample, Settings with { Embedding = null });
        Assert.Equal(alone.Clustering.ClusterCount, rows[1].Clusters);
        Assert.Equal((double)alone.Outliers / sample.Points.Length, rows[1].OutlierShare, 1e-12);
        Assert.Equal(alone.Agreement, rows[1].Agreement);
    }

    [Fact]
    public void Files_have_the_same_bytes_on_any_number_of_threads()
    {
        string[] folders = [.. new[] { 1, 3 }.Select(threads =>
        {
            ExplorationSettings settings = Settings with { Threads = threads };
            CrystalMap map = Grains.Value;
            ExplorationResult result = Explorer.Explore(ExplorationSample.OfMap(map, settings), settings);
            string folder = Directory.CreateDirectory(Path.Combine(_folder, $"{threads}")).FullName;
            var manifest = new ExplorationManifest(["grains"], "model", DateTimeOffset.UnixEpoch);
            ExplorationReport.Write(
                result, StructureClassifier.Default.Network, map.Plan.Settings.Prediction, manifest, folder);
            return folder;
        })];
        string[] files = [.. Directory.GetFiles(folders[0]).Select(path => Path.GetFileName(path))];
        Assert.Equal(13, files.Length);
        Assert.All(files.Where(name => name != "manifest.json"), name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(folders[0], name)), File.ReadAllBytes(Path.Combine(folders[1], name))));
        NumpyArchive archive = NumpyArchive.Read(Path.Combine(folders[0], "explore.npz"));
        float[] hidden = archive.Get<float>("hidden", 2, out ReadOnlySpan<int> shape);
        Assert.Equal(512, shape[1]);
        Assert.Equal(hidden.Length / 512, archive.Get<int>("labels", 1, out _).Length);
        AtomicStructure atoms = StructureFile.ReadFirst(Path.Combine(folders[0], "atoms.xyz"));
        Assert.Contains("cluster", atoms.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Mean_and_deviation_leave_out_what_is_not_there()
    {
        Assert.Equal(new MeanAndDeviation(2, 1, 2), MeanAndDeviation.Of([1, double.NaN, 3]));
        Assert.Equal(0, MeanAndDeviation.Of([double.NaN]).Count);
    }

    private static CrystalMap Map(int layer)
    {
        AtomicStructure sample = new Polycrystal
        {
            Size = new Vector3D(50, 25, 14),
            Grains = [PrototypeLibrary.Find("face-centered cubic"), PrototypeLibrary.Find("diamond")],
            NearestNeighborDistance = 2.5,
            Element = ChemicalElement.Parse("Fe"),
            IsColumnar = true,
            Seed = 1,
        }.Build();
        return new StructureMapper().Map(new MapPlan(sample, new MapSettings
        {
            Edge = new Vector3D(14, 14, 14),
            Stride = new Vector3D(1.5, 1.5, 14),
            HiddenLayer = layer,
            Prediction = new PredictionSettings { Passes = 64 },
        }));
    }

    private sealed class Report(Action<WorkProgress> action) : IProgress<WorkProgress>
    {
        void IProgress<WorkProgress>.Report(WorkProgress value) => action(value);
    }
}
