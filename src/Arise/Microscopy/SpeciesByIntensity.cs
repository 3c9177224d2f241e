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

    // Standard deviations from the first element within which an atom is no other: of 1000 atoms none by chance.
    private const double LeastSeparation = 4;
    private const int Rounds = 10;

    // What the first element is likelier than the others.
    private const double FirstShare = 2;

    /// <summary>
    /// The element of each atom, and its probability: of a mixture of normal distributions, one per element, that is
    /// better than a single one by the Bayesian information criterion; otherwise all atoms are the first element.
    /// </summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="elements">What they can be, the most common first.</param>
    public static ImmutableArray<(ChemicalElement Element, double Probability)> Of(
        ImmutableArray<FoundAtom> atoms, IReadOnlyList<ChemicalElement> elements)
    {
        if (elements.Count == 1 || atoms.IsEmpty)
            return [.. atoms.Select(_ => (elements[0], 1.0))];
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

        int[] kinds = [.. heights.Select(height => Enumerable.Range(0, expected.Length)
            .MinBy(e => Math.Abs(height - (best * expected[e])) / Math.Sqrt(expected[e])))];
        return [.. Mixture(heights, kinds, expected.Length, 0.05 * median)
            .Select(one => (elements[one.Kind], one.Probability))];
    }

    // Elements whose atoms do not stand apart are none. Deviations grow with the root of the height, as counts do.
    private static (int Kind, double Probability)[] Mixture(double[] heights, int[] kinds, int count, double least)
    {
        var probabilities = new double[heights.Length][];
        double gain = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int[] numbers = [.. Enumerable.Range(0, count).Select(e => kinds.Count(kind => kind == e))];
            if (numbers.Count(number => number > 0) < 2)
                return [.. kinds.Select(kind => (kind, 1.0))];
            double[] means = [.. Enumerable.Range(0, count).Select(e => Median(heights, kinds, e))];
            int common = numbers.Index().MaxBy(pair => pair.Item).Index;
            double[] squares = [.. heights.Select((height, k) =>
                (height - means[kinds[k]]) * (height - means[kinds[k]]) * means[common] / means[kinds[k]])];
            double deviation = Math.Max(least, Math.Sqrt(squares.Average()));
            double mixed = 0;
            for (int k = 0; k < heights.Length; k++)
            {
                double[] densities = [.. Enumerable.Range(0, count).Select(e => numbers[e] == 0 ? 0
                    : numbers[e] / (double)heights.Length
                        * Density(heights[k], means[e], deviation * Math.Sqrt(means[e] / means[common])))];
                double sum = Math.Max(densities.Sum(), 1e-300);
                probabilities[k] = [.. densities.Select(density => density / sum)];
                mixed += Math.Log(sum);
            }

            int[] next = [.. Enumerable.Range(0, heights.Length).Select(k =>
                Math.Abs(heights[k] - means[common]) < LeastSeparation * deviation && 2 * numbers[common] > kinds.Length
                    ? common
                    : probabilities[k].Max() > 0 ? Array.IndexOf(probabilities[k], probabilities[k].Max()) : kinds[k])];
            double mean = heights.Average();
            double spread = Math.Max(least, Math.Sqrt(heights.Average(height => (height - mean) * (height - mean))));
            gain = mixed - heights.Sum(height => Math.Log(Density(height, mean, spread)))
                - (0.5 * 2 * (numbers.Count(number => number > 0) - 1) * Math.Log(heights.Length));
            if (next.SequenceEqual(kinds))
                break;
            kinds = next;
        }

        return gain > 0
            ? [.. kinds.Select((kind, k) => (kind, probabilities[k][kind]))]
            : [.. kinds.Select((_, k) => (0, 1.0))];
    }

    private static double Density(double value, double mean, double deviation)
    {
        double x = (value - mean) / deviation;
        return Math.Exp(-0.5 * x * x) / (deviation * Math.Sqrt(2 * Math.PI));
    }

    private static double Median(double[] heights, int[] kinds, int kind)
    {
        double[] sorted = [.. heights.Where((_, k) => kinds[k] == kind).Order()];
        return sorted.Length == 0 ? 1 : Math.Max(sorted[sorted.Length / 2], 1e-300);
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
