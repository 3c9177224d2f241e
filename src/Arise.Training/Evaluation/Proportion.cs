using System.Globalization;

namespace Arise.Evaluation;

/// <summary>How many of a number of structures are right, and what that says of all such structures.</summary>
/// <param name="Right">Number that are.</param>
/// <param name="Count">Number in all.</param>
public readonly record struct Proportion(int Right, int Count)
{
    /// <summary>Right / Count; NaN of none.</summary>
    public double Value => Count == 0 ? double.NaN : (double)Right / Count;

    /// <summary>Lower end of the interval.</summary>
    public double Low => Wilson(-1);

    /// <summary>Upper end of the interval.</summary>
    public double High => Wilson(1);

    /// <summary>The share in percent with the interval: "99.40 (99.29 to 99.49)".</summary>
    public override string ToString() => Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{100 * Value:F2} ({100 * Low:F2} to {100 * High:F2})");

    // The score interval at one standard error (68 %), which stays sensible when all are right: E. B. Wilson, J. Am.
    // Stat. Assoc. 22, 209 (1927), with z = 1.
    private double Wilson(int sign)
    {
        double n = Count, p = Value;
        double half = Math.Sqrt((p * (1 - p) / n) + (0.25 / (n * n)));
        return Math.Clamp((p + (0.5 / n) + (sign * half)) / (1 + (1 / n)), 0, 1);
    }
}
