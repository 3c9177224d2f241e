namespace Arise.Training.Tuning;

/// <summary>How a network does on pristine and mildly defective structures.</summary>
/// <param name="Accuracy">Share that it classifies rightly.</param>
/// <param name="Confidence">Mean probability that it gives to the right class.</param>
public readonly record struct Robustness(double Accuracy, double Confidence) : IComparable<Robustness>
{
    /// <summary>By accuracy, equals by confidence.</summary>
    public int CompareTo(Robustness other) =>
        (Accuracy, Confidence).CompareTo((other.Accuracy, other.Confidence));

    /// <summary>Whether <paramref name="a"/> is worse.</summary>
    public static bool operator <(Robustness a, Robustness b) => a.CompareTo(b) < 0;

    /// <summary>Whether <paramref name="a"/> is better.</summary>
    public static bool operator >(Robustness a, Robustness b) => a.CompareTo(b) > 0;

    /// <summary>Whether <paramref name="a"/> is not better.</summary>
    public static bool operator <=(Robustness a, Robustness b) => a.CompareTo(b) <= 0;

    /// <summary>Whether <paramref name="a"/> is not worse.</summary>
    public static bool operator >=(Robustness a, Robustness b) => a.CompareTo(b) >= 0;
}
