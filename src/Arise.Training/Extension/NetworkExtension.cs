using System.Collections.Immutable;
using System.Numerics.Tensors;
using Arise.Networks;
using Arise.Networks.Models;

namespace Arise.Extension;

/// <summary>Gives a trained network outputs for further classes.</summary>
internal static class NetworkExtension
{
    // Of C old classes the geometric mean of the probabilities is at most 1 / C: a new class gets less than e^-5 / C.
    private const float Reluctance = 5;

    /// <summary>
    /// The same network with one more output per new class, behind the old ones. The new outputs are the mean
    /// of the old ones less 5: a new class gets e^-5 of the geometric mean of the old probabilities, and the old ones
    /// stay in proportion, until they are trained. Each member of an ensemble gets its own.
    /// </summary>
    /// <param name="network">
    /// A trained network; its calibration of novelty does not hold for more classes and is left out.
    /// </param>
    /// <param name="newClasses">Labels of the new classes.</param>
    /// <exception cref="ArgumentException">There is no new class, or a label is there already.</exception>
    public static BayesianNetwork AddClasses(BayesianNetwork network, IReadOnlyList<string> newClasses)
    {
        if (newClasses.Count == 0)
            throw new ArgumentException("No class is to be added.");
        ImmutableArray<string> labels = [.. network.Metadata.ClassLabels, .. newClasses];
        foreach (IGrouping<string, string> same in labels.GroupBy(label => label).Where(same => same.Count() > 1))
        {
            throw new ArgumentException(
                $"The class '{same.Key}' is there already; give the new one another label (that of its file).");
        }

        return BayesianNetwork.Ensemble([.. network.Members.Select(member => Extend(member, labels))]);
    }

    private static BayesianNetwork Extend(BayesianNetwork network, ImmutableArray<string> labels)
    {
        DenseLayer last = network.Layers[^1];
        int units = labels.Length;
        float[] weights = new float[units * last.Inputs];
        float[] bias = new float[units];
        last.Weights.CopyTo(weights);
        last.Bias.CopyTo(bias);
        for (int unit = last.Units; unit < units; unit++)
        {
            Span<float> row = weights.AsSpan(unit * last.Inputs, last.Inputs);
            for (int old = 0; old < last.Units; old++)
            {
                ReadOnlySpan<float> one = last.Weights.Slice(old * last.Inputs, last.Inputs);
                TensorPrimitives.MultiplyAdd(one, 1f / last.Units, row, row);
            }

            bias[unit] = (TensorPrimitives.Sum(last.Bias) / last.Units) - Reluctance;
        }

        return new BayesianNetwork(
            network.Architecture with { ClassCount = units },
            [.. network.Layers[..^1], new DenseLayer(last.Inputs, units, weights, bias)],
            network.Metadata with { ClassLabels = labels, Training = null, Novelty = null });
    }
}
