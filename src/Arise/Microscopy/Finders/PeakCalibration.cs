namespace Arise.Microscopy.Finders;

/// <summary>
/// The probability that a peak is an atom, 1 / (1 + exp(-(slope z + offset))) with its log-odds z (J. Platt, Advances
/// in Large Margin Classifiers (1999)).
/// </summary>
/// <param name="Slope">Factor of the log-odds, positive.</param>
/// <param name="Offset">Added.</param>
internal readonly record struct PeakCalibration(double Slope, double Offset)
{
    /// <summary>The probability of log-odds.</summary>
    public double Probability(double logOdds) => 1 / (1 + Math.Exp(-((Slope * logOdds) + Offset)));

    /// <summary>The log-odds of a probability between 0 and 1.</summary>
    public double LogOdds(double probability) =>
        (Math.Log(probability / (1 - probability)) - Offset) / Slope;
}
