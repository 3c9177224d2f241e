using System.Collections.Immutable;

namespace Arise.Evaluation;

/// <summary>
/// Whether probabilities are true: of the answers given with probability p, a share p should be right. Answers are
/// sorted into equal bins of their probability.
/// </summary>
/// <remarks>
/// Expected calibration error: sum over bins of (n_b / n) |accuracy_b - mean probability_b|. C. Guo et al., ICML 2017,
/// arXiv:1706.04599.
/// </remarks>
public sealed class Reliability
{
    /// <summary>Number of bins, as in the reference.</summary>
    public const int Bins = 15;

    /// <summary>Sorts answers.</summary>
    /// <param name="answers">Probability and whether the answer is right.</param>
    public Reliability(IEnumerable<(double Probability, bool IsRight)> answers)
    {
        var (counts, rights, sums) = (new int[Bins], new int[Bins], new double[Bins]);
        foreach ((double probability, bool isRight) in answers)
        {
            int bin = Math.Clamp((int)(probability * Bins), 0, Bins - 1);
            counts[bin]++;
            rights[bin] += isRight ? 1 : 0;
            sums[bin] += probability;
        }

        Rows = [.. Enumerable.Range(0, Bins).Select(k => new Bin(
            (double)k / Bins,
            (k + 1.0) / Bins,
            new Proportion(rights[k], counts[k]),
            counts[k] == 0 ? double.NaN : sums[k] / counts[k]))];
        int all = counts.Sum();
        ExpectedError = Rows.Where(row => row.Right.Count > 0)
            .Sum(row => (double)row.Right.Count / all * Math.Abs(row.Right.Value - row.MeanProbability));
    }

    /// <summary>One bin: its edges, the right answers among its answers, and their mean probability.</summary>
    public readonly record struct Bin(double Low, double High, Proportion Right, double MeanProbability);

    /// <summary>The bins.</summary>
    public ImmutableArray<Bin> Rows { get; }

    /// <summary>The expected calibration error, from 0 to 1.</summary>
    public double ExpectedError { get; }
}
