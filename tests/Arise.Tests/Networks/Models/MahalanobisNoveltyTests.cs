using Arise.Calibration;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;

namespace Arise.Tests.Networks.Models;

public sealed class MahalanobisNoveltyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-novelty-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Few_known_samples_and_nearly_all_unknown_ones_are_refused()
    {
        (BayesianNetwork network, MahalanobisNovelty measure) = Calibrated(0.02);
        double[] known = NoveltyCalibration.Measure(network, measure, Clusters(400, 0.3, seed: 5));
        Assert.InRange(known.Count(novelty => novelty > 1) / 400.0, 0.002, 0.06);
        double[] elsewhere = NoveltyCalibration.Measure(network, measure, Clusters(200, 0.3, seed: 6, centers: 77));
        Assert.True(elsewhere.Count(novelty => novelty > 1) > 180, $"{elsewhere.Count(novelty => novelty > 1)} of 200");
    }

    [Fact]
    public void The_threshold_refuses_the_stated_share_of_the_set_it_was_made_with()
    {
        foreach (double share in new[] { 0.01, 0.1 })
        {
            (BayesianNetwork network, MahalanobisNovelty measure) = Calibrated(share);
            double[] novelties = NoveltyCalibration.Measure(network, measure, Clusters(400, 0.3, seed: 4));
            Assert.Equal(400 * share, novelties.Count(novelty => novelty > 1), 1.01);
        }
    }

    // d^2 of rows from the mean of their class is, averaged over the rows of the fit, the number of dimensions in which
    // they vary at all.
    [Fact]
    public void The_distance_is_that_of_Mahalanobis()
    {
        (BayesianNetwork network, MahalanobisNovelty measure) = Calibrated(0.01);
        TrainingSet set = Clusters(600, 0.4, seed: 3);
        double sum = 0;
        for (int row = 0; row < set.Count; row++)
        {
            float[] activations = NoveltyMeasure.Activations(network, measure.Layer, set.Descriptor(row));
            sum += Math.Pow(measure.Distance(activations, set.Labels[row]), 2);
        }

        Assert.InRange(sum / set.Count, 0.85 * measure.Units, measure.Units);
    }

    [Fact]
    public void The_activations_are_those_of_the_network_without_dropout()
    {
        BayesianNetwork network = Trained(dropout: 0);
        float[] descriptor = [.. Clusters(1, 0.3, seed: 9).Descriptors];
        Prediction prediction = network.Predict(descriptor, new PredictionSettings { Passes = 2, KeepHidden = true });
        for (int layer = 0; layer < 2; layer++)
        {
            float[] expected = [.. prediction.Hidden!.Value[layer].Activations];
            float[] actual = NoveltyMeasure.Activations(network, layer, descriptor);
            for (int unit = 0; unit < expected.Length; unit++)
                Assert.Equal(expected[unit], actual[unit], 1e-5);
        }
    }

    [Fact]
    public void Any_number_of_threads_and_a_model_file_give_the_same_measure()
    {
        (BayesianNetwork network, MahalanobisNovelty measure) = Calibrated(0.01);
        (_, MahalanobisNovelty threaded) = Calibrated(0.01, threads: 3);
        Assert.Equal(measure.Whitening.ToArray(), threaded.Whitening.ToArray());
        Assert.Equal(measure.Threshold, threaded.Threshold);

        string path = Path.Combine(_folder, "model.safetensors");
        ModelFile.Write(
            new BayesianNetwork(
                network.Architecture, network.Layers, network.Metadata with { Novelty = measure }),
            path);
        BayesianNetwork read = ModelFile.Read(path);
        TrainingSet set = Clusters(20, 0.3, seed: 5);
        Assert.Equal(
            NoveltyCalibration.Measure(network, measure, set),
            NoveltyCalibration.Measure(read, read.Metadata.Novelty!, set));
        Assert.Equal(0.01, read.Metadata.Novelty!.FalseAlarmRate);
    }

    [Fact]
    public void What_was_not_classified_has_no_novelty()
    {
        (BayesianNetwork network, MahalanobisNovelty measure) = Calibrated(0.01);
        float[] zero = new float[10];
        Assert.Equal(double.NaN, measure.Of(network, zero, network.Predict(zero)));
    }

    private static (BayesianNetwork Network, MahalanobisNovelty Measure) Calibrated(double share, int threads = 1)
    {
        BayesianNetwork network = Trained(dropout: 0.03);
        return (network, NoveltyCalibration.Fit(
            network, Clusters(600, 0.4, seed: 3), Clusters(400, 0.3, seed: 4), share, threads));
    }

    private static BayesianNetwork Trained(double dropout)
    {
        var trainer = new Trainer(Clusters(600, 0.4, seed: 2), new TrainingSettings
        {
            HiddenSizes = [24, 16], Dropout = dropout, Epochs = 20, BatchSize = 32, LearningRate = 3e-3,
        });
        trainer.Run();
        return trainer.BestNetwork("clusters");
    }

    private static TrainingSet Clusters(int rows, double noise, ulong seed, ulong centers = 9)
    {
        const int classes = 6, size = 10;
        var random = new RandomNumbers(seed, 8);
        float[] descriptors = new float[rows * size];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % classes)];
        for (int i = 0; i < descriptors.Length; i++)
        {
            double center = new RandomNumbers(centers, (ulong)labels[i / size]).Normal((ulong)(i % size));
            descriptors[i] = (float)(center + (noise * random.Normal((ulong)i)));
        }

        return new TrainingSet(
            [.. descriptors],
            [.. labels],
            ["a", "b", "c", "d", "e", "f"],
            [.. labels.Select(label => $"row of {label}")]);
    }
}
