using System.Numerics.Tensors;

namespace Arise.Networks.Models;

/// <summary>
/// How unlike a structure is to everything its class was seen to be: a number that is above 1 for few structures of the
/// classes and for most others.
/// </summary>
/// <remarks>
/// <code>
/// novelty = (d / r_c + b H) / t,   d = |L^-1 (z - m_c)|,   L L^T = covariance within classes
/// </code>
/// z are the activations of one hidden layer without dropout, c the class that the network names, m_c the mean of this
/// class, r_c the distance d within which 95 % of its structures lie, H the predictive entropy in bits. The threshold t
/// is exceeded by a chosen share of known structures, 1 %. d is the Mahalanobis distance of K. Lee et al., NeurIPS
/// 2018; dividing it by the radius of the class keeps what varies much, such as hot crystals, from being refused, and
/// the entropy finds what lies between classes.
/// </remarks>
public sealed class NoveltyMeasure
{
    private readonly float[] _whitening;
    private readonly float[] _means;
    private readonly float[] _radii;

    /// <summary>Copies the arrays.</summary>
    /// <param name="layer">Hidden layer, from 0.</param>
    /// <param name="whitening">L^-1 [unit, unit], row by row.</param>
    /// <param name="means">L^-1 m_c [class, unit].</param>
    /// <param name="radii">r_c [class].</param>
    /// <param name="entropyWeight">b, 1/bit.</param>
    /// <param name="threshold">t.</param>
    /// <param name="falseAlarmRate">Share of known structures that t refuses.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a number is out of range.</exception>
    public NoveltyMeasure(
        int layer,
        ReadOnlySpan<float> whitening,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> radii,
        double entropyWeight,
        double threshold,
        double falseAlarmRate)
    {
        Layer = layer;
        (_whitening, _means, _radii) = ([.. whitening], [.. means], [.. radii]);
        Units = radii.Length > 0 ? means.Length / radii.Length : 0;
        (EntropyWeight, Threshold, FalseAlarmRate) = (entropyWeight, threshold, falseAlarmRate);
        if (layer < 0 || Units == 0 || means.Length != Units * radii.Length || whitening.Length != Units * Units)
            throw new ArgumentException("The arrays of the novelty measure do not fit together.");
        if (!(threshold > 0 && entropyWeight >= 0 && falseAlarmRate is > 0 and < 1)
            || !double.IsFinite(threshold + entropyWeight)
            || !Array.TrueForAll(_radii, r => r > 0 && float.IsFinite(r))
            || !Array.TrueForAll(_means, float.IsFinite)
            || !Array.TrueForAll(_whitening, float.IsFinite))
            throw new ArgumentException("A number of the novelty measure is out of range.");
    }

    /// <summary>Hidden layer, from 0.</summary>
    public int Layer { get; }

    /// <summary>Units of this layer.</summary>
    public int Units { get; }

    /// <summary>Number of classes.</summary>
    public int Classes => _radii.Length;

    /// <summary>Weight b of the entropy, 1/bit.</summary>
    public double EntropyWeight { get; }

    /// <summary>Threshold t.</summary>
    public double Threshold { get; }

    /// <summary>Share of known structures that are refused.</summary>
    public double FalseAlarmRate { get; }

    /// <summary>L^-1 [unit, unit].</summary>
    public ReadOnlySpan<float> Whitening => _whitening;

    /// <summary>L^-1 m_c [class, unit].</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>r_c [class].</summary>
    public ReadOnlySpan<float> Radii => _radii;

    /// <summary>The novelty of a classified structure; NaN where nothing was classified.</summary>
    /// <param name="network">The network that classified it.</param>
    /// <param name="descriptor">Its descriptor.</param>
    /// <param name="prediction">What the network said.</param>
    public double Of(BayesianNetwork network, ReadOnlySpan<float> descriptor, Prediction prediction) =>
        prediction.Class is { } c
            ? ((Distance(Activations(network, Layer, descriptor), c) / _radii[c])
                + (EntropyWeight * prediction.Uncertainty.PredictiveEntropy)) / Threshold
            : double.NaN;

    /// <summary>Mahalanobis distance d of activations from the mean of a class.</summary>
    internal double Distance(ReadOnlySpan<float> activations, int label)
    {
        double sum = 0;
        for (int row = 0; row < Units; row++)
        {
            // L^-1 is lower triangular.
            float z = TensorPrimitives.Dot(_whitening.AsSpan(row * Units, row + 1), activations[..(row + 1)]);
            double difference = z - _means[(label * Units) + row];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Activations max(z, 0) of a hidden layer without dropout.</summary>
    internal static float[] Activations(BayesianNetwork network, int layer, ReadOnlySpan<float> descriptor)
    {
        float[] values = descriptor.ToArray();
        for (int index = 0; index <= layer; index++)
        {
            DenseLayer dense = network.Layers[index];
            float[] next = new float[dense.Units];
            for (int unit = 0; unit < next.Length; unit++)
            {
                float z = dense.Bias[unit]
                    + TensorPrimitives.Dot(dense.Weights.Slice(unit * dense.Inputs, dense.Inputs), values);
                next[unit] = Math.Max(z, 0);
            }

            values = next;
        }

        return values;
    }
}
