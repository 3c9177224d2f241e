using System.Globalization;
using Arise.Numerics;

namespace Arise.Networks.Models;

/// <summary>Novelty by the distance from the mean of the class; single networks only.</summary>
/// <remarks>
/// <code>
/// departure = d / r_c,   d = |L^-1 (z - m_c)|,   L L^T = covariance within classes
/// </code>
/// z are the activations, m_c the mean of the class c, r_c the distance d within which 95 % of its structures lie. d is
/// the Mahalanobis distance of K. Lee et al., NeurIPS 2018; dividing it by the radius of the class keeps what varies
/// much, such as hot crystals, from being refused.
/// </remarks>
internal sealed class MahalanobisNovelty : NoveltyMeasure
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
    public MahalanobisNovelty(
        int layer,
        ReadOnlySpan<float> whitening,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> radii,
        double entropyWeight,
        double threshold,
        double falseAlarmRate)
        : base(layer, entropyWeight, threshold, falseAlarmRate)
    {
        (_whitening, _means, _radii) = ([.. whitening], [.. means], [.. radii]);
        Units = radii.Length > 0 ? means.Length / radii.Length : 0;
        if (Units == 0 || means.Length != Units * radii.Length || whitening.Length != Units * Units)
            throw new ArgumentException("The arrays of the novelty measure do not fit together.");
        if (!Array.TrueForAll(_radii, r => r > 0 && float.IsFinite(r))
            || !Array.TrueForAll(_means, float.IsFinite)
            || !Array.TrueForAll(_whitening, float.IsFinite))
            throw new ArgumentException("A number of the novelty measure is out of range.");
    }

    /// <summary>Units of the layer.</summary>
    public int Units { get; }

    /// <inheritdoc/>
    public override int Classes => _radii.Length;

    /// <summary>L^-1 [unit, unit].</summary>
    public ReadOnlySpan<float> Whitening => _whitening;

    /// <summary>L^-1 m_c [class, unit].</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>r_c [class].</summary>
    public ReadOnlySpan<float> Radii => _radii;

    /// <inheritdoc/>
    public override string Meaning => string.Create(
        CultureInfo.InvariantCulture,
        $"the distance from the mean of the class, as a share of what 95 % of its training examples have, plus "
        + $"{EntropyWeight:0.##} per bit of entropy, in units that {100 * FalseAlarmRate:0.##} % of mildly defective "
        + $"ones exceed");

    /// <inheritdoc/>
    internal override double Departure(BayesianNetwork network, ReadOnlySpan<float> descriptor, int label) =>
        Distance(Activations(network, Layer, descriptor), label) / _radii[label];

    /// <summary>Mahalanobis distance d of activations from the mean of a class.</summary>
    internal double Distance(ReadOnlySpan<float> activations, int label)
    {
        double sum = 0;
        for (int row = 0; row < Units; row++)
        {
            // L^-1 is lower triangular.
            float z = InnerProduct.Of(_whitening.AsSpan(row * Units, row + 1), activations[..(row + 1)]);
            double difference = z - _means[(label * Units) + row];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
