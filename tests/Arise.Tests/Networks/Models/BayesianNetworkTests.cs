using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;

namespace Arise.Tests.Networks.Models;

public class BayesianNetworkTests
{
    private const double Dropout = 0.1;
    private static readonly int[] Sizes = [21, 19, 40, 7];

    [KernelFact]
    public void Mean_entropies_and_votes_are_those_of_the_double_twin()
    {
        DoubleNetwork twin = DoubleNetwork.Random(Sizes, Dropout, 5);
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        const int passes = 77;
        double[] mean = new double[Sizes[^1]];
        int[] votes = new int[Sizes[^1]];
        double expected = 0;
        double[] hidden = new double[Sizes[2]], preActivations = new double[Sizes[2]];
        for (uint pass = 0; pass < passes; pass++)
        {
            var (_, z, p) = twin.Run(descriptor, (layer, unit) =>
                DoubleNetwork.KeepsInPrediction(Dropout, 3, layer, unit, pass));
            votes[Array.IndexOf(p, p.Max())]++;
            expected += p.Sum(x => -x * Math.Log2(x)) / passes;
            for (int c = 0; c < p.Length; c++)
                mean[c] += p[c] / passes;
            for (int unit = 0; unit < Sizes[2]; unit++)
            {
                preActivations[unit] += z[1][unit] / passes;
                hidden[unit] += Math.Max(z[1][unit], 0) / passes;
            }
        }

        double predictive = mean.Sum(x => -x * Math.Log2(x));
        Prediction prediction = twin.ToSingle()
            .Predict(descriptor, new PredictionSettings { Passes = passes, Seed = 3, KeepHidden = true });

        for (int c = 0; c < mean.Length; c++)
            Assert.Equal(mean[c], prediction.Probabilities[c], 1e-6);
        Assert.Equal(predictive, prediction.Uncertainty.PredictiveEntropy, 1e-5);
        Assert.Equal(expected, prediction.Uncertainty.ExpectedEntropy, 1e-5);
        Assert.Equal(predictive - expected, prediction.MutualInformation, 1e-5);
        Assert.True(prediction.MutualInformation > 1e-3);
        Assert.Equal(1 - ((double)votes.Max() / passes), prediction.Uncertainty.VariationRatio, 1e-12);
        Assert.Equal(Array.IndexOf(mean, mean.Max()), prediction.Class);
        for (int unit = 0; unit < Sizes[2]; unit++)
        {
            Assert.Equal(hidden[unit], prediction.Hidden!.Value[1].Activations[unit], 1e-5);
            Assert.Equal(preActivations[unit], prediction.Hidden!.Value[1].PreActivations[unit], 1e-5);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(316, 108)]
    public void Any_sizes_work_and_agree_with_the_twin_without_dropout(int inputs, int classes)
    {
        foreach (int[] hidden in new int[][] { [], [1], [33, 8] })
        {
            int[] sizes = [inputs, .. hidden, classes];
            DoubleNetwork twin = DoubleNetwork.Random(sizes, Dropout, 8);
            float[] descriptors = DoubleNetwork.Descriptor(inputs * 35, 9);
            ImmutableArray<float> probabilities = twin.ToSingle().PredictWithoutDropout(descriptors);
            var plain = new DoubleNetwork(sizes, twin.Weights, twin.Biases, 0);
            for (int row = 0; row < 35; row++)
            {
                double[] expected = plain.Run(descriptors.AsSpan(row * inputs, inputs), (_, _) => true).Probabilities;
                for (int c = 0; c < classes; c++)
                    Assert.Equal(expected[c], probabilities[(row * classes) + c], 1e-5);
            }
        }
    }

    [Fact]
    public void A_prediction_has_the_same_bytes_alone_and_among_others_on_any_number_of_threads()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle();
        float[] descriptors = DoubleNetwork.Descriptor(Sizes[0] * 40, 6);
        var settings = new PredictionSettings { Passes = 100, Seed = 1, Threads = 1 };
        ImmutableArray<Prediction> one = network.PredictMany(descriptors, settings);
        ImmutableArray<Prediction> four = network.PredictMany(descriptors, settings with { Threads = 4 });
        for (int i = 0; i < one.Length; i++)
        {
            Prediction alone = network.Predict(descriptors.AsSpan(i * Sizes[0], Sizes[0]), settings);
            Assert.Equal(one[i].Probabilities.AsEnumerable(), four[i].Probabilities);
            Assert.Equal(one[i].Probabilities.AsEnumerable(), alone.Probabilities);
            Assert.Equal(one[i].Uncertainty, four[i].Uncertainty);
            Assert.Equal(one[i].Uncertainty, alone.Uncertainty);
        }

        Assert.Equal(
            network.PredictWithoutDropout(descriptors, 1).ToArray(),
            network.PredictWithoutDropout(descriptors, 4).ToArray());
    }

    [Fact]
    public void Averaging_hidden_layers_changes_no_bit_of_the_answer()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle();
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        var settings = new PredictionSettings { Passes = 100 };
        Prediction with = network.Predict(descriptor, settings with { KeepHidden = true });
        Prediction without = network.Predict(descriptor, settings);
        Assert.Equal(without.Probabilities.AsEnumerable(), with.Probabilities);
        Assert.Null(without.Hidden);
    }

    [Fact]
    public void More_passes_than_are_kept_in_memory_continue_the_sequence()
    {
        BayesianNetwork network = DoubleNetwork.Random([4, 3, 2], Dropout, 5).ToSingle();
        float[] descriptor = DoubleNetwork.Descriptor(4, 6);
        Prediction first = network.Predict(descriptor, new PredictionSettings { Passes = 5000 });
        network.Predict(descriptor, new PredictionSettings { Passes = 40, Seed = 9 });
        Prediction second = network.Predict(descriptor, new PredictionSettings { Passes = 5000 });
        Assert.Equal(first.Probabilities.AsEnumerable(), second.Probabilities);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_descriptor_of_nothing_is_never_given_a_class(float value)
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle();
        float[] descriptor = new float[Sizes[0]];
        descriptor[3] = value;
        Prediction prediction = network.Predict(descriptor);
        Assert.False(prediction.IsClassified);
        Assert.Null(prediction.Class);
        Assert.Null(prediction.Label);
        Assert.Empty(prediction.Ranking);
        Assert.True(double.IsNaN(prediction.MutualInformation));
        Assert.All(network.PredictWithoutDropout(descriptor), p => Assert.True(float.IsNaN(p)));
    }

    [Fact]
    public void Without_dropout_there_is_no_mutual_information()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, 0, 5).ToSingle();
        Prediction prediction =
            network.Predict(DoubleNetwork.Descriptor(Sizes[0], 6), new PredictionSettings { Passes = 64 });
        Assert.Equal(0, prediction.MutualInformation, 1e-6);
        Assert.True(prediction.Uncertainty.PredictiveEntropy > 0.1);
        Assert.Equal(0, prediction.Uncertainty.VariationRatio);
    }

    [KernelFact]
    public void Softmax_stays_finite_for_enormous_sums()
    {
        var network = new DoubleNetwork([1, 3], [[2000, -2000, 1999]], [[0, 0, 0]], 0).ToSingle();
        Prediction prediction = network.Predict([1f], new PredictionSettings { Passes = 1 });
        Assert.Equal(1 / (1 + Math.Exp(-1)), prediction.Probabilities[0], 1e-6);
        Assert.InRange(prediction.Probabilities[1], 0, 1e-37);
        Assert.Equal([0, 2, 1], prediction.Ranking.ToArray());
        Assert.Equal("class 0", prediction.Label);
    }

    [Fact]
    public void Networks_that_differ_in_more_than_their_weights_are_no_ensemble()
    {
        BayesianNetwork one = DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle();
        BayesianNetwork two = DoubleNetwork.Random(Sizes, Dropout, 6).ToSingle();
        BayesianNetwork pair = BayesianNetwork.Ensemble([one, two]);
        Assert.True(pair.Members.SequenceEqual([one, two]));
        Assert.True(BayesianNetwork.Ensemble([pair, one]).Members.SequenceEqual([one, two, one]));
        Refused("layers", DoubleNetwork.Random([21, 19, 41, 7], Dropout, 6).ToSingle());
        Refused("dropout", DoubleNetwork.Random(Sizes, 0.2, 6).ToSingle());
        Refused("class labels", two.With(two.Metadata with { ClassLabels = ["a", "b", "c", "d", "e", "f", "g"] }));
        Refused("descriptor settings", two.With(two.Metadata with
        {
            DescriptorSettings = two.Metadata.DescriptorSettings.Add("cutoff", "4"),
        }));
        Refused("scaling of inputs", two.With(two.Metadata with
        {
            Scaling = new InputScaling(new float[Sizes[0]], new float[Sizes[0]]),
        }));
        Assert.Throws<ArgumentException>(() => BayesianNetwork.Ensemble([]));
        Assert.Throws<ArgumentException>(() => BayesianNetwork.Ensemble([.. Enumerable.Repeat(one, 17)]));

        void Refused(string reason, BayesianNetwork other) => Assert.Contains(
            reason,
            Assert.Throws<ArgumentException>(() => BayesianNetwork.Ensemble([one, other])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_are_left_out_have_probability_zero_and_the_others_are_a_softmax_of_their_own()
    {
        bool[] allowed = [true, false, true, true, false, true, false];
        int[] left = [0, 2, 3, 5];
        DoubleNetwork[] twins = [DoubleNetwork.Random(Sizes, Dropout, 5), DoubleNetwork.Random(Sizes, Dropout, 6)];
        // The same networks without the outputs.
        int units = Sizes[2];
        BayesianNetwork[] small = [.. twins.Select(twin => new DoubleNetwork(
            [.. Sizes[..^1], left.Length],
            [.. twin.Weights[..^1], [.. left.SelectMany(c => twin.Weights[^1][(c * units)..((c + 1) * units)])]],
            [.. twin.Biases[..^1], [.. left.Select(c => twin.Biases[^1][c])]],
            Dropout).ToSingle())];
        float[] descriptors = DoubleNetwork.Descriptor(Sizes[0] * 3, 6);
        foreach (PredictionMode mode in Enum.GetValues<PredictionMode>())
        {
            var settings = new PredictionSettings { Mode = mode, Passes = 700 };
            foreach ((BayesianNetwork whole, BayesianNetwork few) in new[]
            {
                (twins[0].ToSingle(), small[0]),
                (BayesianNetwork.Ensemble([.. twins.Select(twin => twin.ToSingle())]), BayesianNetwork.Ensemble(small)),
            })
            {
                BayesianNetwork only = whole.Only(allowed);
                Prediction before = whole.Predict(descriptors.AsSpan(0, Sizes[0]), settings);
                for (int row = 0; row < 3; row++)
                {
                    ReadOnlySpan<float> descriptor = descriptors.AsSpan(row * Sizes[0], Sizes[0]);
                    Prediction prediction = only.Predict(descriptor, settings);
                    Prediction expected = few.Predict(descriptor, settings);
                    for (int k = 0; k < left.Length; k++)
                        Assert.Equal(expected.Probabilities[k], prediction.Probabilities[left[k]], 1e-6);
                    Assert.Equal(expected.MutualInformation, prediction.MutualInformation, 1e-6);
                    Assert.Equal(expected.Passes, prediction.Passes);
                    for (int c = 0; c < allowed.Length; c++)
                        Assert.True(allowed[c] || prediction.Probabilities[c] == 0);
                    Assert.Equal(left[expected.Class!.Value], prediction.Class);
                }

                Assert.Equal(
                    before.Probabilities.AsEnumerable(),
                    whole.Predict(descriptors.AsSpan(0, Sizes[0]), settings).Probabilities);
                ImmutableArray<float> plain = only.PredictWithoutDropout(descriptors);
                ImmutableArray<float> plainFew = few.PredictWithoutDropout(descriptors);
                for (int i = 0; i < plain.Length; i++)
                {
                    int k = Array.IndexOf(left, i % allowed.Length);
                    Assert.Equal(k < 0 ? 0 : plainFew[(i / allowed.Length * left.Length) + k], plain[i], 1e-6f);
                }
            }
        }
    }

    [Fact]
    public void A_network_without_answers_is_refused()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle();
        Assert.Throws<ArgumentException>(() => network.Only(new bool[7]));
        Assert.Throws<ArgumentException>(() => network.Only([true]));
    }

    [Fact]
    public void Other_metadata_leave_the_answer_as_it_is()
    {
        BayesianNetwork pair = BayesianNetwork.Ensemble(
            [DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle(), DoubleNetwork.Random(Sizes, Dropout, 6).ToSingle()]);
        BayesianNetwork other =
            pair.With(pair.Metadata with { ClassLabels = ["a", "b", "c", "d", "e", "f", "g"] });
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        Prediction prediction = other.Predict(descriptor);
        Assert.Equal(pair.Predict(descriptor).Probabilities.AsEnumerable(), prediction.Probabilities);
        Assert.Equal("g", prediction.ClassLabels[^1]);
        Assert.All(other.Members, member => Assert.Equal(other.Metadata.ClassLabels, member.Metadata.ClassLabels));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        BayesianNetwork network = DoubleNetwork.Random(Sizes, Dropout, 5).ToSingle();
        Assert.Throws<ArgumentException>(() => network.Predict(new float[3]));
        Assert.Throws<ArgumentException>(() => network.PredictMany(new float[Sizes[0] + 1]));
        Assert.Throws<ArgumentException>(
            () => network.Predict(new float[Sizes[0]], new PredictionSettings { Passes = 0 }));
        Assert.Throws<ArgumentException>(() =>
            new BayesianNetwork(network.Architecture with { ClassCount = 8 }, network.Layers, network.Metadata));
        Assert.Throws<ArgumentException>(() => (network.Architecture with { Dropout = 1 }).Validate());
        Assert.Throws<ArgumentException>(() => new DenseLayer(1, 1, [float.NaN], [0]));
    }
}
