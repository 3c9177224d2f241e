using Arise.Networks;

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
            network.Predict(descriptor, new PredictionSettings { Passes = 1, Seed = (ulong)seed }).Probabilities[top])]);
        double mean = Deviation([.. Enumerable.Range(1, 400).Select(seed =>
            network.Predict(descriptor, new PredictionSettings { Passes = 256, Seed = (ulong)seed }).Probabilities[top])]);
        Assert.True(mean < 0.6 * single / Math.Sqrt(256), $"{mean} against {single / Math.Sqrt(256)}");
    }

    [Fact]
    public void Adaptive_prediction_makes_the_passes_of_exact_prediction_until_the_errors_are_small()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0.15, 5).ToSingle();
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        int before = int.MaxValue;
        foreach (double tolerance in new[] { 0.0005, 0.0015, 0.02 })
        {
            var settings =
                new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = tolerance, Passes = 100_000 };
            Prediction adaptive = network.Predict(descriptor, settings);
            Assert.True(adaptive.Uncertainty.MutualInformationError < tolerance);
            Assert.True(adaptive.Uncertainty.ProbabilityError < tolerance);
            Assert.Equal(0, adaptive.Passes % 64);
            Assert.True(adaptive.Passes < before);
            before = adaptive.Passes;
            Prediction exact = network.Predict(descriptor, new PredictionSettings { Passes = adaptive.Passes });
            Assert.Equal(exact.Probabilities, adaptive.Probabilities);
            Assert.Equal(exact.Uncertainty, adaptive.Uncertainty);
        }

        Prediction capped = network.Predict(
            descriptor, new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = 1e-9, Passes = 150 });
        Assert.Equal(150, capped.Passes);
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
            network.Architecture, [.. network.Layers.Select(layer => new PackedLayer(layer))]);
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        double[] probabilities = new double[Sizes[^1]];
        foreach (PredictionMode mode in Enum.GetValues<PredictionMode>())
        {
            var settings = new PredictionSettings { Mode = mode, Tolerance = 0.01 };
            workspace.Predict(descriptor, settings, probabilities, null);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
                workspace.Predict(descriptor, settings, probabilities, null);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_useless_tolerance_is_refused(double tolerance) =>
        Assert.Throws<ArgumentException>(() => new PredictionSettings { Tolerance = tolerance }.Validate());

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v));
}
