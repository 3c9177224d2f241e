namespace Arise.Benchmarking;

/// <summary>How often a method was right: atoms, or structures where a method has one answer for each.</summary>
/// <param name="Right">Right answers for the classes that the method knows.</param>
/// <param name="Count">How many these are.</param>
/// <param name="RightOfAll">Right answers for all classes.</param>
/// <param name="CountOfAll">How many these are.</param>
public readonly record struct BenchmarkScore(long Right, long Count, long RightOfAll, long CountOfAll)
{
    /// <summary>Share of right answers for the classes that the method knows; NaN without any.</summary>
    public double Share => (double)Right / Count;

    /// <summary>Share of right answers for all classes: the starred rows of the published tables.</summary>
    public double ShareOfAll => (double)RightOfAll / CountOfAll;

    /// <summary>Both together.</summary>
    public static BenchmarkScore operator +(BenchmarkScore one, BenchmarkScore other) => new(
        one.Right + other.Right,
        one.Count + other.Count,
        one.RightOfAll + other.RightOfAll,
        one.CountOfAll + other.CountOfAll);
}
