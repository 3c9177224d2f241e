namespace Arise.Networks;

/// <summary>
/// How unsure the network is, from T stochastic passes with class probabilities p_tc and p_c their mean (Y. Gal,
/// thesis, Cambridge 2016, chapter 3).
/// </summary>
/// <param name="PredictiveEntropy">H = -sum over c of p_c log2 p_c, bits.</param>
/// <param name="ExpectedEntropy">E = -(1/T) sum over t and c of p_tc log2 p_tc, bits.</param>
/// <param name="VariationRatio">V = 1 - (passes won by the most frequent class) / T.</param>
/// <param name="MutualInformationError">
/// Standard error of the mutual information due to the finite number of passes, bits; NaN for a single pass.
/// </param>
/// <param name="ProbabilityError">Standard error of the largest p_c; NaN for a single pass.</param>
public readonly record struct PredictiveUncertainty(
    double PredictiveEntropy,
    double ExpectedEntropy,
    double VariationRatio,
    double MutualInformationError,
    double ProbabilityError)
{
    /// <summary>Nothing is known: no class was predicted.</summary>
    public static PredictiveUncertainty None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Mutual information H - E between class and weights, bits; rounding below zero is clamped.</summary>
    public double MutualInformation => Math.Max(PredictiveEntropy - ExpectedEntropy, 0);
}
