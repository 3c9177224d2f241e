namespace Arise.Networks;

/// <summary>
/// How unsure the network is, from T stochastic passes with class probabilities p_tc and p_c their mean (Y. Gal,
/// thesis, Cambridge 2016, chapter 3).
/// </summary>
/// <param name="PredictiveEntropy">H = -sum over c of p_c log2 p_c, bits.</param>
/// <param name="ExpectedEntropy">E = -(1/T) sum over t and c of p_tc log2 p_tc, bits.</param>
/// <param name="VariationRatio">V = 1 - (passes won by the most frequent class) / T.</param>
public readonly record struct PredictiveUncertainty(
    double PredictiveEntropy, double ExpectedEntropy, double VariationRatio)
{
    /// <summary>Mutual information H - E between class and weights, bits; rounding below zero is clamped.</summary>
    public double MutualInformation => Math.Max(PredictiveEntropy - ExpectedEntropy, 0);
}
