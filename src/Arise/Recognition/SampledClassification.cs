using System.Collections.Immutable;
using Arise.Networks;
using Arise.Structures;

namespace Arise.Recognition;

/// <summary>
/// How the answer scatters when the positions do: the classifications of several structures that one measurement
/// allows.
/// </summary>
/// <param name="Samples">Number of structures that have a class.</param>
/// <param name="Classes">The classes, the most likely on average first.</param>
/// <param name="MutualInformation">Mean and standard deviation over the samples, bits.</param>
public sealed record SampledClassification(
    int Samples, ImmutableArray<SampledClassification.Row> Classes, SampledClassification.Spread MutualInformation)
{
    /// <summary>Mean and standard deviation over the samples.</summary>
    public readonly record struct Spread(double Mean, double Deviation);

    /// <summary>A class over all samples.</summary>
    /// <param name="Label">Its label.</param>
    /// <param name="Name">What a person calls it.</param>
    /// <param name="Mean">Mean probability.</param>
    /// <param name="Deviation">Standard deviation of the probability.</param>
    /// <param name="Wins">Share of the samples in which it is the most likely class.</param>
    public sealed record Row(string Label, string Name, double Mean, double Deviation, double Wins);

    /// <summary>Classifies the samples.</summary>
    /// <param name="samples">The structures.</param>
    /// <param name="count">How many there are, for the progress.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="settings">How it predicts; the defaults when omitted.</param>
    /// <param name="progress">Is told of every sample.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SampledClassification Of(
        IEnumerable<AtomicStructure> samples,
        int count,
        StructureClassifier classifier,
        PredictionSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        IReadOnlyList<string> labels = classifier.Network.Metadata.ClassLabels;
        var sums = new double[labels.Count];
        var squares = new double[labels.Count];
        var wins = new int[labels.Count];
        var names = new string[labels.Count];
        var information = new List<double>();
        int done = 0;
        progress?.Report(new WorkProgress("classifying samples", 0, count));
        foreach (ClassifiedItem<AtomicStructure> item in classifier.ClassifyMany(samples, settings, cancellation))
        {
            progress?.Report(new WorkProgress("classifying samples", ++done, count));
            if (item.Result is not { Best: { } best } result)
                continue;
            information.Add(result.MutualInformation);
            for (int k = 0; k < labels.Count; k++)
            {
                double probability = result.Prediction.Probabilities[k];
                (sums[k], squares[k]) = (sums[k] + probability, squares[k] + (probability * probability));
                wins[k] += labels[k] == best.Label ? 1 : 0;
            }

            foreach (Candidate candidate in result.Candidates)
                names[Index(candidate.Label)] ??= candidate.Name;
        }

        int n = information.Count;
        return new SampledClassification(
            n,
            n == 0 ? [] : [.. Enumerable.Range(0, labels.Count)
                .OrderByDescending(k => sums[k])
                .Select(k => new Row(
                    labels[k], names[k], sums[k] / n, Deviation(sums[k], squares[k], n), wins[k] / (double)n))],
            n == 0 ? default : new Spread(
                information.Average(), Deviation(information.Sum(), information.Sum(one => one * one), n)));

        int Index(string label)
        {
            int at = 0;
            while (labels[at] != label)
                at++;
            return at;
        }
    }

    private static double Deviation(double sum, double squares, int n) =>
        n < 2 ? 0 : Math.Sqrt(Math.Max(0, (squares - (sum * sum / n)) / (n - 1)));
}
