using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;

namespace Arise.Tests.Networks;

/// <summary>
/// The plain twin of the network: double precision, one descriptor at a time, loops as in the textbook.
/// </summary>
internal sealed class DoubleNetwork(int[] sizes, double[][] weights, double[][] biases, double dropout)
{
    public int[] Sizes => sizes;

    public double[][] Weights => weights;

    public double[][] Biases => biases;

    public static DoubleNetwork Random(int[] sizes, double dropout, ulong seed)
    {
        var weights = new double[sizes.Length - 1][];
        var biases = new double[sizes.Length - 1][];
        for (int layer = 0; layer < weights.Length; layer++)
        {
            var random = new RandomNumbers(seed, (ulong)layer);
            double limit = Math.Sqrt(6.0 / (sizes[layer] + sizes[layer + 1]));
            weights[layer] = [.. Enumerable.Range(0, sizes[layer] * sizes[layer + 1])
                .Select(i => (double)(float)random.Uniform((ulong)i, -limit, limit))];
            biases[layer] = [.. Enumerable.Range(0, sizes[layer + 1])
                .Select(i => (double)(float)random.Uniform((ulong)(i + (1 << 30)), -0.3, 0.3))];
        }

        return new DoubleNetwork(sizes, weights, biases, dropout);
    }

    public static float[] Descriptor(int size, ulong seed) =>
        [.. Enumerable.Range(0, size).Select(i => (float)new RandomNumbers(seed, 99).Uniform((ulong)i, -1, 1))];

    /// <summary>
    /// Whether a unit is kept: the definition of <see cref="DropoutWords"/>, from the scalar generator.
    /// </summary>
    public static bool Keeps(double dropout, ulong seed, uint use, int layer, int unit, uint pass)
    {
        (uint block, uint within) = (pass / 32, pass % 32);
        var words = Philox4x32.Words((8 * block) + (within % 8), (uint)unit, (uint)layer, use, seed);
        uint word = (within / 8) switch { 0 => words.X0, 1 => words.X1, 2 => words.X2, _ => words.X3 };
        return word >= dropout * 4294967296.0;
    }

    /// <summary>
    /// Whether a unit is kept in prediction: the definition of <see cref="BalancedDropout"/>, written as a list of
    /// places.
    /// </summary>
    public static bool KeepsInPrediction(double dropout, ulong seed, int layer, int unit, uint pass)
    {
        var words = new List<uint>();
        for (uint counter = 0; counter < 64; counter++)
        {
            var (x0, x1, x2, x3) = Philox4x32.Words(counter, (uint)unit, (256 * (uint)layer) + 0xD2, pass / 64, seed);
            words.AddRange([x0, x1, x2, x3]);
        }

        double mean = 64 * dropout;
        int absent = (int)mean + (words[0] < (mean - Math.Floor(mean)) * 4294967296.0 ? 1 : 0);
        bool listsAbsent = absent <= 32;
        int[] places = [.. words.Skip(1)
            .SelectMany(word => Enumerable.Range(0, 5).Select(k => (int)(word >> (6 * k) & 63)))
            .Distinct().Take(listsAbsent ? absent : 64 - absent)];
        return places.Contains((int)(pass % 64)) != listsAbsent;
    }

    public BayesianNetwork ToSingle() => new(
        new NetworkArchitecture
        {
            InputSize = sizes[0],
            HiddenSizes = [.. sizes[1..^1]],
            ClassCount = sizes[^1],
            Dropout = dropout,
        },
        [.. weights.Select((w, layer) => new DenseLayer(
            sizes[layer],
            sizes[layer + 1],
            Array.ConvertAll(w, x => (float)x),
            Array.ConvertAll(biases[layer], x => (float)x)))],
        new ModelMetadata { ClassLabels = [.. Enumerable.Range(0, sizes[^1]).Select(c => $"class {c}")] });

    /// <summary>
    /// Values of all layers: inputs after dropout, z of every layer, activations after dropout, probabilities.
    /// </summary>
    public (double[][] Inputs, double[][] Z, double[] Probabilities) Run(
        ReadOnlySpan<float> descriptor, Func<int, int, bool> keeps)
    {
        double scale = 1 / (1 - dropout);
        var inputs = new double[weights.Length][];
        var z = new double[weights.Length][];
        double[] values = new double[sizes[0]];
        for (int i = 0; i < values.Length; i++)
            values[i] = keeps(0, i) ? descriptor[i] * scale : 0;
        for (int layer = 0; layer < weights.Length; layer++)
        {
            inputs[layer] = values;
            z[layer] = new double[sizes[layer + 1]];
            for (int unit = 0; unit < z[layer].Length; unit++)
            {
                z[layer][unit] = biases[layer][unit];
                for (int i = 0; i < values.Length; i++)
                    z[layer][unit] += weights[layer][(unit * values.Length) + i] * values[i];
            }

            int next = layer + 1;
            values = [.. z[layer].Select((value, unit) => value > 0 && keeps(next, unit) ? value * scale : 0)];
        }

        double largest = z[^1].Max();
        double[] exponentials = [.. z[^1].Select(value => Math.Exp(value - largest))];
        return (inputs, z, [.. exponentials.Select(e => e / exponentials.Sum())]);
    }

    /// <summary>What the network is taught for a label: 1 for its class, or the same for all classes.</summary>
    public double[] Target(int label) => [.. Enumerable.Range(0, sizes[^1]).Select(
        c => label == TrainingSet.NoClass ? 1.0 / sizes[^1] : c == label ? 1 : 0)];

    /// <summary>Cross-entropy -sum over c of y[c] ln p[c] with the target y of a label.</summary>
    public double Loss(ReadOnlySpan<float> descriptor, int label, Func<int, int, bool> keeps) =>
        -Run(descriptor, keeps).Probabilities.Zip(Target(label), (p, y) => y == 0 ? 0 : y * Math.Log(p)).Sum();

    /// <summary>Derivatives of the loss by weights and biases.</summary>
    public (double[][] Weights, double[][] Biases) Gradient(
        ReadOnlySpan<float> descriptor, int label, Func<int, int, bool> keeps)
    {
        double scale = 1 / (1 - dropout);
        (double[][] inputs, _, double[] delta) = Run(descriptor, keeps);
        double[] target = Target(label);
        for (int c = 0; c < delta.Length; c++)
            delta[c] -= target[c];
        var byWeights = new double[weights.Length][];
        var byBiases = new double[weights.Length][];
        for (int layer = weights.Length - 1; layer >= 0; layer--)
        {
            int width = sizes[layer];
            byBiases[layer] = delta;
            byWeights[layer] = new double[weights[layer].Length];
            double[] previous = new double[width];
            for (int unit = 0; unit < delta.Length; unit++)
            {
                for (int i = 0; i < width; i++)
                {
                    byWeights[layer][(unit * width) + i] = delta[unit] * inputs[layer][i];
                    if (inputs[layer][i] > 0)
                        previous[i] += delta[unit] * weights[layer][(unit * width) + i] * scale;
                }
            }

            delta = previous;
        }

        return (byWeights, byBiases);
    }
}
