using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;

namespace Arise.Tests.Networks;

public class PredictionModeTests
{
    private static readonly int[] Sizes = [21, 40, 30, 7];

    [Fact]
    public void Stated_errors_are_the_scatter_between_seeds()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0.15, 5).ToSingle();
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        foreach (int passes in new[] { 64, 512, 2048 })
        {
            Prediction[] runs = [.. Enumerable.Range(1, 400).Select(seed =>
                network.Predict(descriptor, new PredictionSettings { Passes = passes, Seed = (ulong)seed }))];
            int top = runs[0].Class!.Value;
            double information = Deviation([.. runs.Select(run => run.MutualInformation)]);
            double probability = Deviation([.. runs.Select(run => run.Probabilities[top])]);

            // Never too small; at few passes the balance of the masks cannot be seen, and they are too large.
            double least = 0.8, most = passes < 500 ? 4 : 1.6;
            Assert.InRange(
                RootMeanSquare(runs.Select(run => run.Uncertainty.MutualInformationError)) / information, least, most);
            Assert.InRange(
                RootMeanSquare(runs.Select(run => run.Uncertainty.ProbabilityError)) / probability, least, most);
        }
    }

    [Fact]
    public void Balanced_masks_halve_the_error_of_the_probabilities()
    {
        // Independent passes would scatter as the lanes do: standard deviation of p over passes, over the root of T.
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0.15, 5).ToSingle();
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        int top = network.Predict(descriptor).Class!.Value;
        double single = Deviation([.. Enumerable.Range(1, 4000).Select(seed =>
            network.Predict(descriptor, new PredictionSettings { Passes = 1, Seed = (ulong)seed })
                .Probabilities[top])]);
        double mean = Deviation([.. Enumerable.Range(1, 400).Select(seed =>
            network.Predict(descriptor, new PredictionSettings { Passes = 256, Seed = (ulong)seed })
                .Probabilities[top])]);
        Assert.True(mean < 0.6 * single / Math.Sqrt(256), $"{mean} against {single / Math.Sqrt(256)}");
    }

    [Fact]
    public void An_unreachable_tolerance_gives_the_exact_answer()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0.15, 5).ToSingle();
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        foreach (int passes in new[] { 1, 33, 150, 300, 1000 })
        {
            var settings = new PredictionSettings
            {
                Mode = PredictionMode.Adaptive, Tolerance = 1e-12, Passes = passes, KeepHidden = true,
            };
            Prediction adaptive = network.Predict(descriptor, settings);
            Prediction exact = network.Predict(descriptor, settings with { Mode = PredictionMode.Exact });
            Assert.Equal(passes, adaptive.Passes);
            Assert.Equal(exact.Uncertainty.VariationRatio, adaptive.Uncertainty.VariationRatio, 1e-12);
            Assert.Equal(exact.Uncertainty.ExpectedEntropy, adaptive.Uncertainty.ExpectedEntropy, 1e-9);
            for (int c = 0; c < Sizes[^1]; c++)
                Assert.Equal(exact.Probabilities[c], adaptive.Probabilities[c], 1e-9);
            for (int layer = 0; layer < exact.Hidden!.Value.Length; layer++)
            {
                ImmutableArray<float> expected = exact.Hidden.Value[layer].PreActivations;
                ImmutableArray<float> actual = adaptive.Hidden!.Value[layer].PreActivations;
                for (int unit = 0; unit < expected.Length; unit++)
                    Assert.Equal(expected[unit], actual[unit], 1e-5f);
            }
        }
    }

    [Fact]
    public void A_single_pass_has_no_error_to_state()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0.15, 5).ToSingle();
        Prediction prediction = network.Predict(
            DoubleNetwork.Descriptor(Sizes[0], 6), new PredictionSettings { Passes = 1 });
        Assert.True(double.IsNaN(prediction.Uncertainty.MutualInformationError));
        Assert.Equal(0, prediction.MutualInformation, 1e-6);
    }

    [Fact]
    public void A_used_worker_predicts_without_allocating()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0.15, 5).ToSingle();
        var workspace = new PredictionWorkspace(
            network.Architecture, [[.. network.Layers.Select(layer => new PackedLayer(layer))]],
            new Lazy<TransposedLayers>(() => new TransposedLayers(network.Layers)));
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        double[] probabilities = new double[Sizes[^1]];
        foreach (PredictionMode mode in Enum.GetValues<PredictionMode>())
        {
            var settings = new PredictionSettings { Mode = mode, Tolerance = 0.01 };
            for (int k = 0; k < 3; k++)
                workspace.Predict(descriptor, settings, probabilities, null);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
                workspace.Predict(descriptor, settings, probabilities, null);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v));
}
