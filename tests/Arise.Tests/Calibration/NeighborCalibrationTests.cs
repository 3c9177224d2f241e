using Arise.Calibration;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;

namespace Arise.Tests.Calibration;

public sealed class NeighborCalibrationTests : IDisposable
{
    private const int Classes = 6, Size = 10;
    private static readonly BayesianNetwork Network = BayesianNetwork.Ensemble([Trained(1), Trained(2)]);
    private static readonly TrainingSet Reference = Clusters(600, 0.4, seed: 3);
    private static readonly TrainingSet Known = Kinds(400);
    private static readonly NeighborFit Fitted = NeighborCalibration.Fit(Network, Reference, Known, 0.02, 25);

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-neighbors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_stated_share_of_the_kinds_is_refused_and_every_kind_weighs_the_same()
    {
        Assert.Equal(["calm", "noisy"], Fitted.Kinds.Select(kind => kind.Kind));
        Assert.Equal([300, 100], Fitted.Kinds.Select(kind => kind.Count));
        Assert.InRange(Fitted.Kinds.Average(kind => kind.Refused), 0.003, 0.021);
        Assert.All(Fitted.Kinds, kind => Assert.InRange(kind.Refused, 0, 0.06));
        Assert.All(Fitted.Kinds, kind => Assert.InRange(kind.None, 0, kind.Refused));
        Assert.All(Fitted.Kinds, kind => Assert.InRange(kind.Right, 0.9, 1));

        // The report counts what the measure says.
        for (int k = 0; k < 2; k++)
        {
            int[] rows = [.. Enumerable.Range(0, Known.Count).Where(row => Known.Names[row] == Fitted.Kinds[k].Kind
                && Predict(Network, Known, row).Class == Known.Labels[row])];
            Assert.Equal(Fitted.Kinds[k].Right, (double)rows.Length / Fitted.Kinds[k].Count);
            Assert.Equal(Fitted.Kinds[k].Refused, rows.Average(row => Novelty(Network, Known, row) > 1 ? 1.0 : 0));
            Assert.Equal(Fitted.Kinds[k].None, rows.Average(row => Novelty(Network, Known, row) > 1.25 ? 1.0 : 0));
        }
    }

    [Fact]
    public void What_is_between_and_beyond_the_classes_is_refused()
    {
        TrainingSet elsewhere = Clusters(200, 0.3, seed: 6, centers: 77);
        int refused = Enumerable.Range(0, 200).Count(row => Novelty(Network, elsewhere, row) > 1);
        Assert.True(refused > 170, $"{refused} of 200");
    }

    [Fact]
    public void Any_number_of_threads_and_a_model_file_give_the_same_measure()
    {
        NeighborFit threaded = NeighborCalibration.Fit(Network, Reference, Known, 0.02, 25, threads: 3);
        Assert.Equal(Fitted.Measure.Threshold, threaded.Measure.Threshold);
        Assert.Equal(Fitted.Kinds.AsEnumerable(), threaded.Kinds);

        foreach (BayesianNetwork network in new[]
        {
            Network.With(Network.Metadata with { Novelty = Fitted.Measure }),
            Network.Members[0].With(Network.Metadata with
            {
                Novelty = NeighborCalibration.Fit(Network.Members[0], Reference, Known, 0.02, 25).Measure,
            }),
        })
        {
            string path = Path.Combine(_folder, "model.safetensors"), again = Path.Combine(_folder, "b.safetensors");
            ModelFile.Write(network, path);
            BayesianNetwork read = ModelFile.Read(path);
            ModelFile.Write(read, again);
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
            Assert.Equal(Novelty(network, Known, 7), Novelty(read, Known, 7));
            var measure = Assert.IsType<NearestRowsNovelty>(read.Metadata.Novelty);
            Assert.Equal(network.Members.Length, measure.Members.Count);
            Assert.Equal(Classes * 25, measure.Members[0].Count);
            Assert.Equal(0.02, measure.FalseAlarmRate);
        }
    }

    [Fact]
    public void Novelty_grows_on_beyond_the_threshold_and_1_25_is_the_limit_of_none()
    {
        NearestRowsNovelty measure = Fitted.Measure;
        Assert.InRange(measure.Limit, 1.02, 1.5);
        Assert.Equal(0.5, measure.InUnits(measure.Threshold / 2), 1e-12);
        Assert.Equal(1, measure.InUnits(measure.Threshold), 1e-12);
        Assert.Equal(1.25, measure.InUnits(measure.Threshold * measure.Limit), 1e-12);
        Assert.Equal(1, measure.InUnits(9 * measure.Threshold) - measure.InUnits(8 * measure.Threshold), 1e-12);
    }

    [Fact]
    public void What_cannot_be_calibrated_is_refused()
    {
        Assert.Throws<ArgumentException>(() => NeighborCalibration.Fit(Network, Reference, Known, 0));
        Assert.Throws<ArgumentException>(() => NeighborCalibration.Fit(Network, Clusters(24, 0.4, 3), Known));
        Assert.Throws<ArgumentException>(
            () => Fitted.Measure.Departure(Network.Members[0], Known.Descriptor(0), 0));
    }

    private static double Novelty(BayesianNetwork network, TrainingSet set, int row) =>
        (network.Metadata.Novelty ?? Fitted.Measure).Of(
            network,
            set.Descriptor(row),
            Predict(network, set, row));

    private static Prediction Predict(BayesianNetwork network, TrainingSet set, int row) =>
        network.Predict(set.Descriptor(row), new PredictionSettings { Passes = 192 });

    private static BayesianNetwork Trained(ulong seed)
    {
        var trainer = new Trainer(Clusters(600, 0.4, seed: 2), new TrainingSettings
        {
            HiddenSizes = [24, 16], Dropout = 0.03, Epochs = 20, BatchSize = 32, LearningRate = 3e-3, Seed = seed,
        });
        trainer.Run();
        return trainer.BestNetwork("clusters");
    }

    // Three quarters of little noise, a quarter of more.
    private static TrainingSet Kinds(int rows)
    {
        TrainingSet calm = Clusters(rows * 3 / 4, 0.25, seed: 4), noisy = Clusters(rows / 4, 0.35, seed: 5);
        return new TrainingSet(
            [.. calm.Descriptors, .. noisy.Descriptors],
            [.. calm.Labels, .. noisy.Labels],
            calm.ClassLabels,
            [.. calm.Labels.Select(_ => "calm"), .. noisy.Labels.Select(_ => "noisy")]);
    }

    private static TrainingSet Clusters(int rows, double noise, ulong seed, ulong centers = 9)
    {
        var random = new RandomNumbers(seed, 8);
        float[] descriptors = new float[rows * Size];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % Classes)];
        for (int i = 0; i < descriptors.Length; i++)
        {
            double center = new RandomNumbers(centers, (ulong)labels[i / Size]).Normal((ulong)(i % Size));
            descriptors[i] = (float)(center + (noise * random.Normal((ulong)i)));
        }

        return new TrainingSet(
            [.. descriptors],
            [.. labels],
            ["a", "b", "c", "d", "e", "f"],
            [.. labels.Select(label => $"row of {label}")]);
    }
}
