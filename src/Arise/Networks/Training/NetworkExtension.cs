using System.Collections.Immutable;

namespace Arise.Networks.Training;

/// <summary>Gives a trained network outputs for further classes.</summary>
public static class NetworkExtension
{
    // e^-5: before it is trained, a new class gets less than a hundredth of what the least favoured old one gets.
    private const float Reluctance = 5;

    /// <summary>
    /// The same network with one more output per new class, behind the old ones. The new outputs have zero weights and
    /// a bias 5 below the smallest old one, so that the old probabilities hardly change before training does.
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

        DenseLayer last = network.Layers[^1];
        int units = last.Units + newClasses.Count;
        float[] weights = new float[units * last.Inputs];
        float[] bias = new float[units];
        last.Weights.CopyTo(weights);
        Array.Fill(bias, System.Numerics.Tensors.TensorPrimitives.Min(last.Bias) - Reluctance);
        last.Bias.CopyTo(bias);
        return new BayesianNetwork(
            network.Architecture with { ClassCount = units },
            [.. network.Layers[..^1], new DenseLayer(last.Inputs, units, weights, bias)],
            network.Metadata with { ClassLabels = labels, Training = null, Novelty = null });
    }
}
