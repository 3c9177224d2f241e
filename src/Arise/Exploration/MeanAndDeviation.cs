namespace Arise.Exploration;

/// <summary>Mean and standard deviation of some numbers; NaN without any.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Root of the mean square difference from it.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct MeanAndDeviation(double Mean, double Deviation, int Count)
{
    /// <summary>Of those among some numbers that are finite.</summary>
    internal static MeanAndDeviation Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new MeanAndDeviation(double.NaN, double.NaN, 0);
        double mean = finite.Average();
        return new MeanAndDeviation(
            mean, Math.Sqrt(finite.Average(value => (value - mean) * (value - mean))), finite.Length);
    }
}
