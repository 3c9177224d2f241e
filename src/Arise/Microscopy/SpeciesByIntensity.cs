using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Microscopy;

/// <summary>
/// Elements of atoms by how bright they are. In annular dark field the intensity of a column grows as about Z^1.7
/// (Krivanek et al., Nature 464, 571 (2010), found 1.64 for light atoms): one factor, which most atoms agree with,
/// makes intensities of it.
/// </summary>
internal static class SpeciesByIntensity
{
    private const double Exponent = 1.7;
    private const int Factors = 400;

    // An outlier is as far from all elements as this times the scatter.
    private const double Outlier = 3;

    // What the first element is likelier than the others.
    private const double FirstShare = 2;

    /// <summary>The element of each atom.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="elements">What they can be, the most common first.</param>
    public static ImmutableArray<ChemicalElement> Of(
        ImmutableArray<FoundAtom> atoms, IReadOnlyList<ChemicalElement> elements)
    {
        if (elements.Count == 1 || atoms.IsEmpty)
            return [.. atoms.Select(_ => elements[0])];
        double[] heights = [.. atoms.Select(atom => atom.Intensity)];
        double[] sorted = [.. heights.Order()];
        double median = sorted[sorted.Length / 2];
        // The scatter of one element: half of the range of the middle two thirds is too much where there are two.
        double scatter = Math.Max(0.05 * median, Densest(sorted));
        double[] expected = [.. elements.Select(element => Math.Pow(element.AtomicNumber, Exponent))];
        (double best, double least) = (median / expected[0], double.PositiveInfinity);
        double low = sorted[sorted.Length / 10] / expected.Max(), high = sorted[^1] / expected.Min();
        for (int k = 0; k <= Factors; k++)
        {
            double factor = low * Math.Pow(Math.Max(high / low, 1), k / (double)Factors);
            double cost = heights.Sum(height => Enumerable.Range(0, expected.Length)
                .Min(e => Cost(height, factor * expected[e], scatter, e)));
            if (cost < least)
                (best, least) = (factor, cost);
        }

        return [.. heights.Select(height => elements[Enumerable.Range(0, expected.Length)
            .MinBy(e => Math.Abs(height - (best * expected[e])) / Math.Sqrt(expected[e]))])];
    }

    private static double Cost(double height, double expected, double scatter, int element)
    {
        double deviation = (height - expected) / scatter;
        return Math.Min(deviation * deviation, Outlier * Outlier) + (element == 0 ? 0 : 2 * Math.Log(FirstShare));
    }

    // Half the length of the shortest stretch with a third of all: 0.43 standard deviations of a normal one.
    private static double Densest(double[] sorted)
    {
        int third = Math.Max(1, sorted.Length / 3);
        double shortest = Enumerable.Range(0, sorted.Length - third)
            .Select(k => sorted[k + third] - sorted[k]).DefaultIfEmpty(0).Min();
        return 0.5 * shortest / 0.43;
    }
}
