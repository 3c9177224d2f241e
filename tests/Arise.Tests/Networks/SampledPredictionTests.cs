using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Networks;

/// <summary>
/// Predictions from some of the passes, with the shipped model on shaken crystals, against all passes.
/// </summary>
public class SampledPredictionTests
{
    private static readonly BayesianNetwork Network = ShippedModels.Find("arise-108-robust");
    private static readonly float[] Descriptors = DescribeShaken(120);
    private static readonly Prediction[] Exact = Predict(new PredictionSettings { KeepHidden = true });

    [Fact]
    public void Adaptive_prediction_tells_the_answer_of_all_passes_within_the_tolerance()
    {
        double before = 1000;
        foreach (double tolerance in new[] { 0.002, 0.01, 0.05 })
        {
            Prediction[] adaptive =
                Predict(new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = tolerance });
            double passes = adaptive.Average(p => p.Passes);
            Assert.True(passes < before, $"{passes} passes at {tolerance}, {before} at the tolerance before");
            before = passes;

            // Or within what all passes leave open: their own standard error.
            double[] errors = [.. adaptive.Zip(Exact, (x, y) => Math.Abs(x.MutualInformation - y.MutualInformation)
                / Math.Max(tolerance, y.Uncertainty.MutualInformationError)).Order()];
            Assert.InRange(errors.Average(), 0, 1);
            Assert.InRange(errors[errors.Length * 9 / 10], 0, 2);
        }
    }

    [Fact]
    public void Chosen_passes_tell_more_than_the_first_ones()
    {
        Prediction[] chosen = Predict(new PredictionSettings { Mode = PredictionMode.Linearized, KeepHidden = true });
        Prediction[] first = Predict(new PredictionSettings { Passes = 96, KeepHidden = true });
        Assert.All(chosen, p => Assert.InRange(p.Passes, 48, 192));
        Assert.InRange(chosen.Average(p => p.Passes), 48, 96);
        double error = Errors(chosen).Average(Math.Abs), plain = Errors(first).Average(Math.Abs);
        Assert.True(error < 0.8 * plain, $"{error} against {plain}");

        // The chosen passes are the unusual ones; their weights must make the hidden means right all the same (though
        // not as right as balanced masks do, whose errors cancel in means).
        double hidden = RootMeanSquare(HiddenErrors(chosen)), plainHidden = RootMeanSquare(HiddenErrors(first));
        Assert.True(hidden < 4 * plainHidden, $"{hidden} against {plainHidden}");
    }

    [Fact]
    public void Stated_errors_of_chosen_passes_are_the_scatter_between_seeds()
    {
        foreach (double tolerance in new[] { 0.01, 0.03 })
        {
            Prediction[][] runs = [.. Enumerable.Range(1, 8).Select(seed => Predict(
                new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = tolerance, Seed = (ulong)seed }))];
            double scatter = 0, stated = 0;
            for (int k = 0; k < Exact.Length; k++)
            {
                double mean = runs.Average(run => run[k].MutualInformation);
                scatter += runs.Sum(run => Math.Pow(run[k].MutualInformation - mean, 2)) / (runs.Length - 1);
                stated += runs.Average(run => Math.Pow(run[k].Uncertainty.MutualInformationError, 2));
            }

            Assert.InRange(Math.Sqrt(stated / scatter), 0.7, 1.5);
        }
    }

    // Blocks whose atoms are displaced by up to a tenth of d_NN: some are clear to the network, some are not.
    private static float[] DescribeShaken(int count)
    {
        AtomicStructure[] blocks = [.. PristineStructures.Of(PrototypeLibrary.Published)
            .Where(sample => sample.Kind != "periodic").Select(sample => sample.Structure).Where((_, k) => k % 3 == 0)];
        var descriptor = new SoapDescriptor(SoapSettings.FromMetadata(Network.Metadata.DescriptorSettings));
        var descriptors = new float[count * descriptor.Length];
        for (int k = 0; k < count; k++)
        {
            AtomicStructure block = blocks[k % blocks.Length];
            var random = new RandomNumbers(7, (ulong)k);
            double amplitude = 0.1 * NearestNeighborDistance.Compute(block)[0, 0];
            ulong index = 0;
            AtomicStructure shaken = block.WithPositions([.. block.Positions.ToArray().Select(p => p + Step())]);
            descriptor.Compute(
                shaken, new SoapWorkspace(descriptor), descriptors.AsSpan(k * descriptor.Length, descriptor.Length));

            Vector3D Step() => new(Component(), Component(), Component());
            double Component() => amplitude * ((2 * random.Uniform(index++)) - 1);
        }

        return descriptors;
    }

    private static Prediction[] Predict(PredictionSettings settings) =>
        [.. Network.PredictMany(Descriptors, settings)];

    private static IEnumerable<double> Errors(Prediction[] predictions) =>
        predictions.Zip(Exact, (x, y) => x.MutualInformation - y.MutualInformation);

    private static IEnumerable<double> HiddenErrors(Prediction[] predictions) =>
        predictions.Zip(Exact).SelectMany(x => x.First.Hidden!.Value[^1].PreActivations.Zip(
            x.Second.Hidden!.Value[^1].PreActivations, (a, b) => (double)a - b));

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v));
}
