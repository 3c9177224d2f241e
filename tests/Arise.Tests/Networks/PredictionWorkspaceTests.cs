using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;

namespace Arise.Tests.Networks;

/// <summary>Passes that are shared out among the members of an ensemble.</summary>
public class PredictionWorkspaceTests
{
    private const double Dropout = 0.15;
    private static readonly int[] Sizes = [21, 19, 40, 7];
    private static readonly float[] Descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);

    [KernelFact]
    public void An_ensemble_averages_all_passes_of_all_members()
    {
        DoubleNetwork[] twins = [.. Enumerable.Range(0, 3).Select(Twin)];
        const int passes = 200; // 67 + 67 + 66
        double[] mean = new double[Sizes[^1]];
        int[] votes = new int[Sizes[^1]];
        double expected = 0;
        foreach (double[] p in twins.SelectMany((twin, member) => Passes(twin, member, member < 2 ? 67 : 66)))
        {
            votes[Array.IndexOf(p, p.Max())]++;
            expected += p.Sum(x => -x * Math.Log2(x)) / passes;
            for (int c = 0; c < p.Length; c++)
                mean[c] += p[c] / passes;
        }

        double predictive = mean.Sum(x => -x * Math.Log2(x));
        Prediction prediction = Ensemble(3).Predict(Descriptor, new PredictionSettings { Passes = passes, Seed = 3 });
        for (int c = 0; c < mean.Length; c++)
            Assert.Equal(mean[c], prediction.Probabilities[c], 1e-6);
        Assert.Equal(predictive, prediction.Uncertainty.PredictiveEntropy, 1e-5);
        Assert.Equal(expected, prediction.Uncertainty.ExpectedEntropy, 1e-5);
        Assert.Equal(1 - ((double)votes.Max() / passes), prediction.Uncertainty.VariationRatio, 1e-12);
        Assert.Equal(passes, prediction.Passes);
    }

    [Fact]
    public void Members_that_are_sure_but_disagree_are_uncertain_together()
    {
        // Two members without dropout that say different things with 120 : 1.
        BayesianNetwork Sure(double a, double b) => new DoubleNetwork([1, 2], [[a, b]], [[0, 0]], 0).ToSingle();
        BayesianNetwork pair = BayesianNetwork.Ensemble([Sure(4.8, 0), Sure(0, 4.8)]);
        Prediction prediction = pair.Predict([1f], new PredictionSettings { Passes = 10 });
        Assert.Equal(0.5, prediction.Probabilities[0], 1e-6);
        Assert.Equal(1, prediction.Uncertainty.PredictiveEntropy, 1e-6);
        double p = 1 / (1 + Math.Exp(-4.8));
        Assert.Equal(
            -(p * Math.Log2(p)) - ((1 - p) * Math.Log2(1 - p)), prediction.Uncertainty.ExpectedEntropy, 1e-5);
        Assert.Equal(0.5, prediction.Uncertainty.VariationRatio, 1e-12);

        // That is no matter of more passes.
        Assert.Equal(0, prediction.Uncertainty.MutualInformationError, 1e-6);
        Assert.Equal(0, prediction.Uncertainty.ProbabilityError, 1e-6);
    }

    [Fact]
    public void Fewer_passes_than_members_ask_the_first_members()
    {
        BayesianNetwork three = Ensemble(3), two = Ensemble(2);
        var settings = new PredictionSettings { Passes = 2 };
        Assert.Equal(
            two.Predict(Descriptor, settings).Probabilities.AsEnumerable(),
            three.Predict(Descriptor, settings).Probabilities);
    }

    [Fact]
    public void One_member_is_the_network_itself()
    {
        BayesianNetwork single = Twin(1).ToSingle();
        Assert.Same(single, BayesianNetwork.Ensemble([single]));
        Assert.Same(single, Assert.Single(single.Members));
    }

    [Fact]
    public void Hidden_layers_are_those_of_the_first_member()
    {
        var settings = new PredictionSettings { Passes = 128, KeepHidden = true };
        Prediction ensemble = Ensemble(2).Predict(Descriptor, settings);
        Prediction first = Twin(0).ToSingle().Predict(Descriptor, settings with { Passes = 64 });
        Assert.Equal(
            first.Hidden!.Value[1].Activations.AsEnumerable(), ensemble.Hidden!.Value[1].Activations);
        Assert.Equal(
            ensemble.Probabilities.AsEnumerable(),
            Ensemble(2).Predict(Descriptor, settings with { KeepHidden = false }).Probabilities);
    }

    [Fact]
    public void Without_dropout_the_answer_is_the_mean_of_the_members()
    {
        float[] descriptors = DoubleNetwork.Descriptor(Sizes[0] * 35, 9);
        ImmutableArray<float>[] alone =
            [.. Enumerable.Range(0, 3).Select(member => Twin(member).ToSingle().PredictWithoutDropout(descriptors))];
        ImmutableArray<float> together = Ensemble(3).PredictWithoutDropout(descriptors);
        for (int i = 0; i < together.Length; i++)
            Assert.Equal((alone[0][i] + alone[1][i] + alone[2][i]) / 3, together[i], 1e-6f);
    }

    [Fact]
    public void Stated_errors_are_the_scatter_between_seeds_in_every_mode()
    {
        BayesianNetwork network = Ensemble(3);
        foreach (PredictionMode mode in Enum.GetValues<PredictionMode>())
        {
            PredictionSettings settings = mode == PredictionMode.Exact
                ? new() { Passes = 1536 }
                : new() { Mode = mode, Passes = 3000, Tolerance = 0.01 };
            Prediction[] runs = [.. Enumerable.Range(0, 60)
                .Select(seed => network.Predict(Descriptor, settings with { Seed = (ulong)seed }))];

            // A single period of balanced masks does not tell how much it gains: errors are stated too large then.
            double most = mode == PredictionMode.Exact ? 1.6 : 2.6;
            Near(
                runs.Select(run => run.MutualInformation),
                runs.Select(run => run.Uncertainty.MutualInformationError),
                most);
            int top = runs[0].Class!.Value;
            Near(
                runs.Select(run => run.Probabilities[top]),
                runs.Select(run => run.Uncertainty.ProbabilityError),
                most);
        }

        static void Near(IEnumerable<double> values, IEnumerable<double> stated, double most)
        {
            double mean = values.Average();
            double scatter = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Count() - 1));
            Assert.InRange(Math.Sqrt(stated.Average(x => x * x)) / scatter, 0.7, most);
        }
    }

    [Fact]
    public void Fewer_passes_are_made_where_they_tell_the_answer_of_all()
    {
        BayesianNetwork network = Ensemble(3);
        var all = new PredictionSettings { Passes = 6000 };
        Prediction exact = network.Predict(Descriptor, all);
        Prediction adaptive = network.Predict(
            Descriptor, all with { Mode = PredictionMode.Adaptive, Tolerance = 0.004 });
        Assert.InRange(adaptive.Passes, 96, 4000);
        Assert.Equal(0, adaptive.Passes % 96);
        Assert.Equal(exact.MutualInformation, adaptive.MutualInformation, 0.012);
        Assert.Equal(exact.Probabilities[exact.Class!.Value], adaptive.Probabilities[exact.Class!.Value], 0.012);
        Prediction linearized = network.Predict(Descriptor, all with { Mode = PredictionMode.Linearized });
        Assert.InRange(linearized.Passes, 96, 192);
        Prediction closer = network.Predict(
            Descriptor, all with { Mode = PredictionMode.Adaptive, Tolerance = 1e-9, Passes = 300 });
        Assert.InRange(closer.Passes, 200, 300);
    }

    private static DoubleNetwork Twin(int member) => DoubleNetwork.Random(Sizes, Dropout, 5 + (ulong)member);

    private static BayesianNetwork Ensemble(int members) =>
        BayesianNetwork.Ensemble([.. Enumerable.Range(0, members).Select(member => Twin(member).ToSingle())]);

    // The probabilities of the first passes of a member, whose masks are those of passes 2^26 member and on.
    private static IEnumerable<double[]> Passes(DoubleNetwork twin, int member, int count) =>
        Enumerable.Range(0, count).Select(pass => twin.Run(Descriptor, (layer, unit) => DoubleNetwork.KeepsInPrediction(
            Dropout, 3, layer, unit, ((uint)member << 26) + (uint)pass)).Probabilities);
}
