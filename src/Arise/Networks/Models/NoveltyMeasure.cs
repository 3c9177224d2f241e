using Arise.Numerics;

namespace Arise.Networks.Models;

/// <summary>
/// How unlike a structure is to everything its class was seen to be: a number that is above 1 for few structures of the
/// classes and for most others.
/// </summary>
/// <remarks>
/// <code>
/// novelty = (departure + b H) / t
/// </code>
/// The departure says how far the activations of one hidden layer without dropout lie from those of the class that the
/// network names, as a share of what is usual there; H is the predictive entropy in bits, which finds what lies between
/// classes. The threshold t is exceeded by a chosen share of known structures, 1 %.
/// </remarks>
public abstract class NoveltyMeasure
{
    /// <summary>Checks the numbers.</summary>
    /// <param name="layer">Hidden layer, from 0.</param>
    /// <param name="entropyWeight">b, 1/bit.</param>
    /// <param name="threshold">t.</param>
    /// <param name="falseAlarmRate">Share of known structures that t refuses.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    private protected NoveltyMeasure(int layer, double entropyWeight, double threshold, double falseAlarmRate)
    {
        if (!(layer >= 0 && threshold > 0 && entropyWeight >= 0 && falseAlarmRate is > 0 and < 1)
            || !double.IsFinite(threshold + entropyWeight))
            throw new ArgumentException("A number of the novelty measure is out of range.");
        (Layer, EntropyWeight, Threshold, FalseAlarmRate) = (layer, entropyWeight, threshold, falseAlarmRate);
    }

    /// <summary>Hidden layer, from 0.</summary>
    public int Layer { get; }

    /// <summary>Number of classes.</summary>
    public abstract int Classes { get; }

    /// <summary>Weight b of the entropy, 1/bit.</summary>
    public double EntropyWeight { get; }

    /// <summary>Threshold t.</summary>
    public double Threshold { get; }

    /// <summary>Share of known structures that are refused.</summary>
    public double FalseAlarmRate { get; }

    /// <summary>What the novelty is, in words: a clause that follows "novelty is".</summary>
    public abstract string Meaning { get; }

    /// <summary>The novelty of a classified structure; NaN where nothing was classified.</summary>
    /// <param name="network">The network that classified it.</param>
    /// <param name="descriptor">Its descriptor.</param>
    /// <param name="prediction">What the network said.</param>
    public double Of(BayesianNetwork network, ReadOnlySpan<float> descriptor, Prediction prediction) =>
        prediction.Class is { } c
            ? InUnits(Departure(network, descriptor, c)
                + (EntropyWeight * prediction.Uncertainty.PredictiveEntropy))
            : double.NaN;

    /// <summary>How far a structure is from a class, as a share of what is usual there.</summary>
    internal abstract double Departure(BayesianNetwork network, ReadOnlySpan<float> descriptor, int label);

    /// <summary>The novelty of departure and entropy together.</summary>
    internal virtual double InUnits(double sum) => sum / Threshold;

    /// <summary>Activations max(z, 0) of a hidden layer of a network or first member, without dropout.</summary>
    internal static float[] Activations(BayesianNetwork network, int layer, ReadOnlySpan<float> descriptor)
    {
        float[] values = network.Metadata.Scaling?.Apply(descriptor) ?? descriptor.ToArray();
        for (int index = 0; index <= layer; index++)
        {
            DenseLayer dense = network.Layers[index];
            float[] next = new float[dense.Units];
            for (int unit = 0; unit < next.Length; unit++)
            {
                float z = dense.Bias[unit]
                    + InnerProduct.Of(dense.Weights.Slice(unit * dense.Inputs, dense.Inputs), values);
                next[unit] = Math.Max(z, 0);
            }

            values = next;
        }

        return values;
    }
}
