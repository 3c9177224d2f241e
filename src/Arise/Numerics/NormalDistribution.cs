namespace Arise.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.3989422804014327;

    /// <summary>
    /// Density phi(t) = exp(-t^2/2)/sqrt(2 pi) and distribution function Phi(t), the latter to 7.5e-8 (M. Abramowitz,
    /// I. A. Stegun, Handbook of Mathematical Functions, 26.2.17).
    /// </summary>
    public static (double Density, double Distribution) Evaluate(double t)
    {
        double size = Math.Abs(t);
        double density = InverseRootTwoPi * Math.Exp(-size * size / 2);
        double k = 1 / (1 + (0.2316419 * size));
        double upper = density * k
            * (0.319381530 + (k * (-0.356563782 + (k * (1.781477937 + (k * (-1.821255978 + (k * 1.330274429))))))));
        return (density, t >= 0 ? 1 - upper : upper);
    }

    /// <summary>
    /// Mean, mean square and probability of being positive of max(z, 0) for normal z with mean
    /// <paramref name="mean"/> and standard deviation <paramref name="deviation"/>: mu Phi + sigma phi,
    /// (mu^2 + sigma^2) Phi + mu sigma phi, and Phi, all at mu/sigma.
    /// </summary>
    public static (double Mean, double MeanSquare, double Positive) Rectified(double mean, double deviation)
    {
        if (!(deviation > 0))
            return mean > 0 ? (mean, mean * mean, 1) : (0, 0, 0);
        (double density, double positive) = Evaluate(mean / deviation);
        return (
            Math.Max((mean * positive) + (deviation * density), 0),
            Math.Max((((mean * mean) + (deviation * deviation)) * positive) + (mean * deviation * density), 0),
            positive);
    }
}
