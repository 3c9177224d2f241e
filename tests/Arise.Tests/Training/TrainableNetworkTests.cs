using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Tests.Networks;
using Arise.Training;

namespace Arise.Tests.Training;

public class TrainableNetworkTests
{
    private const double Dropout = 0.15;
    private const ulong Seed = 11;
    private static readonly int[] Sizes = [21, 19, 40, 7];

    [Theory]
    [InlineData(2)]
    [InlineData(TrainingSet.NoClass)]
    public void The_gradient_of_the_twin_is_the_finite_difference_of_its_loss(int label)
    {
        DoubleNetwork twin = DoubleNetwork.Random(Sizes, Dropout, 3);
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 4);
        var (byWeights, byBiases) = twin.Gradient(descriptor, label, Keeps);
        for (int layer = 0; layer < byWeights.Length; layer++)
        {
            for (int i = 0; i < byWeights[layer].Length; i += 13)
                Assert.Equal(Difference(twin.Weights[layer], i), byWeights[layer][i], 1e-7);
            for (int i = 0; i < byBiases[layer].Length; i++)
                Assert.Equal(Difference(twin.Biases[layer], i), byBiases[layer][i], 1e-7);
        }

        double Difference(double[] parameters, int i)
        {
            const double h = 1e-5;
            double original = parameters[i];
            parameters[i] = original + h;
            double above = twin.Loss(descriptor, label, Keeps);
            parameters[i] = original - h;
            double below = twin.Loss(descriptor, label, Keeps);
            parameters[i] = original;
            return (above - below) / (2 * h);
        }

        static bool Keeps(int layer, int unit) =>
            layer == 3 || DoubleNetwork.Keeps(Dropout, Seed, DropoutWords.Training, layer, unit, 0);
    }

    // Adam's first mean after one step is (1 - 0.9) times the gradient; the batch of 45 fills one slice and a part of
    // another. Every fifth row has no class.
    [KernelFact]
    public void A_step_moves_along_the_mean_gradient_of_the_twin()
    {
        const int samples = 45;
        DoubleNetwork twin = DoubleNetwork.Random(Sizes, Dropout, 3);
        TrainingSet set = Samples(samples + 5);
        int[] rows = [.. Enumerable.Range(3, samples)];
        TrainableNetwork network = Trainable(twin, 64);
        (double loss, int correct) = network.Step(set, rows, 1, 1e-3, Seed, new ParallelOptions());

        double expectedLoss = 0;
        int expectedCorrect = 0;
        double[][] weights = Array.ConvertAll(twin.Weights, w => new double[w.Length]);
        double[][] biases = Array.ConvertAll(twin.Biases, b => new double[b.Length]);
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<float> descriptor = set.Descriptor(rows[sample]);
            int label = set.Labels[rows[sample]];
            uint pass = (uint)sample;
            bool Keeps(int layer, int unit) =>
                layer == 3 || DoubleNetwork.Keeps(Dropout, Seed, DropoutWords.Training, layer, unit, pass);
            double[] p = twin.Run(descriptor, Keeps).Probabilities;
            expectedLoss += twin.Loss(descriptor, label, Keeps);
            expectedCorrect += Array.IndexOf(p, p.Max()) == label ? 1 : 0;
            var gradient = twin.Gradient(descriptor, label, Keeps);
            for (int layer = 0; layer < weights.Length; layer++)
            {
                for (int i = 0; i < weights[layer].Length; i++)
                    weights[layer][i] += gradient.Weights[layer][i] / samples;
                for (int i = 0; i < biases[layer].Length; i++)
                    biases[layer][i] += gradient.Biases[layer][i] / samples;
            }
        }

        Assert.Equal(expectedLoss, loss, 1e-4);
        Assert.Equal(expectedCorrect, correct);
        for (int layer = 0; layer < weights.Length; layer++)
        {
            TrainableLayer trained = network.Layers[layer];
            float[] first = trained.Gather(trained.First), second = trained.Gather(trained.Second);
            float[] moved = trained.Gather(trained.Weights);
            for (int i = 0; i < first.Length; i++)
            {
                double g = weights[layer][i];
                Assert.Equal(0.1 * g, first[i], 1e-7);
                Assert.Equal(1e-3 * g * g, second[i], 1e-8);

                // Keras: rate sqrt(1 - b2) / (1 - b1) m / (sqrt(v) + epsilon), from the single-precision means.
                double step = 1e-3 * Math.Sqrt(1e-3) / 0.1 * first[i] / (Math.Sqrt(second[i]) + 1e-7);
                Assert.Equal(twin.Weights[layer][i] - step, moved[i], 2e-7);
            }

            for (int unit = 0; unit < biases[layer].Length; unit++)
                Assert.Equal(0.1 * biases[layer][unit], trained.FirstBias.Span[unit], 1e-7);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(100)]
    public void The_number_of_threads_changes_no_bit(int batch)
    {
        TrainingSet set = Samples(batch);
        int[] rows = [.. Enumerable.Range(0, batch)];
        byte[][] weights = new byte[2][];
        for (int run = 0; run < 2; run++)
        {
            TrainableNetwork network = Trainable(DoubleNetwork.Random(Sizes, Dropout, 3), batch);
            for (int step = 1; step <= 5; step++)
                network.Step(
                    set, rows, step, 1e-3, Seed, new ParallelOptions { MaxDegreeOfParallelism = 1 + (3 * run) });
            weights[run] =
                [.. network.Layers.SelectMany(layer => layer.Gather(layer.Weights)).SelectMany(BitConverter.GetBytes)];
        }

        Assert.Equal(weights[0], weights[1]);
    }

    private static TrainableNetwork Trainable(DoubleNetwork twin, int batch)
    {
        BayesianNetwork single = twin.ToSingle();
        var network = new TrainableNetwork(single.Architecture, batch);
        for (int layer = 0; layer < network.Layers.Length; layer++)
            network.Layers[layer].Load(single.Layers[layer].Weights, single.Layers[layer].Bias);
        return network;
    }

    private static TrainingSet Samples(int count)
    {
        var random = new RandomNumbers(1, 1);
        int[] labels = [.. Enumerable.Range(0, count).Select(
            row => row % 5 == 4 ? TrainingSet.NoClass : random.Below((ulong)row, Sizes[^1]))];
        return new TrainingSet(
            [.. DoubleNetwork.Descriptor(Sizes[0] * count, 2)],
            [.. labels],
            [.. Enumerable.Range(0, Sizes[^1]).Select(c => $"class {c}")],
            [.. labels.Select(label => $"row of {label}")]);
    }
}
