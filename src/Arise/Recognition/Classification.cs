using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;

namespace Arise.Recognition;

/// <summary>What a structure was recognized as, and how sure that is.</summary>
public sealed class Classification
{
    private const double HighAgreement = 0.1;
    private const double LowAgreement = 0.3;

    // Liquids and packings are all above, seven of ten boxes on grain boundaries below.
    private const double FarNovelty = 1.25;

    private readonly Lazy<IReadOnlyList<Candidate>> _candidates;

    internal Classification(
        float[] descriptor,
        SpeciesPairDistances distances,
        Prediction prediction,
        double? novelty,
        TimeSpan descriptorTime,
        TimeSpan networkTime)
    {
        (Descriptor, Distances, Prediction, Novelty) = (descriptor, distances, prediction, novelty);
        (DescriptorTime, NetworkTime) = (descriptorTime, networkTime);
        _candidates = new Lazy<IReadOnlyList<Candidate>>(Rank);
    }

    /// <summary>All classes from the most to the least likely; empty when nothing was classified.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates.Value;

    /// <summary>
    /// The most likely class, or null when nothing was classified (fewer than two atoms in reach of each other).
    /// </summary>
    public Candidate? Best => Candidates.Count > 0 ? Candidates[0] : null;

    /// <summary>
    /// Mutual information between class and weights, bits: the published measure of uncertainty. NaN without a class.
    /// </summary>
    public double MutualInformation => Prediction.MutualInformation;

    /// <summary>
    /// How unlike the structure is to what its class was seen to be (<see cref="NoveltyMeasure"/>):
    /// above 1 that is doubtful, above 1.25 it is none of the classes. Null when the model cannot tell or nothing was
    /// classified.
    /// </summary>
    public double? Novelty { get; }

    /// <summary>Whether the structure is taken for one of the classes.</summary>
    public Verdict Verdict => Novelty switch
    {
        null => Verdict.Open,
        > FarNovelty => Verdict.Unknown,
        > 1 => Verdict.Doubtful,
        _ => Verdict.Known,
    };

    /// <summary>A word for the mutual information.</summary>
    public Agreement Agreement => !Prediction.IsClassified ? Agreement.None
        : MutualInformation < HighAgreement ? Agreement.High
        : MutualInformation <= LowAgreement ? Agreement.Partial
        : Agreement.Low;

    /// <summary>
    /// Nearest-neighbor distances d_NN of the species pairs, Angstrom: the lengths the structure was scaled by.
    /// </summary>
    public SpeciesPairDistances Distances { get; }

    /// <summary>The averaged SOAP vector.</summary>
    public float[] Descriptor { get; }

    /// <summary>Probabilities, entropies and hidden layers as the network gave them.</summary>
    public Prediction Prediction { get; }

    /// <summary>Time spent on the descriptor.</summary>
    public TimeSpan DescriptorTime { get; }

    /// <summary>Time spent in the network.</summary>
    public TimeSpan NetworkTime { get; }

    private Candidate[] Rank() => Prediction.IsClassified
        ? [.. Prediction.Ranking.Select(index => new Candidate(
            Prediction.ClassLabels[index],
            PrototypeLibrary.FromLabel(Prediction.ClassLabels[index]),
            Prediction.Probabilities[index]))]
        : [];
}
