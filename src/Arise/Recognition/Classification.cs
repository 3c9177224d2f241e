using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;

namespace Arise.Recognition;

/// <summary>What a structure was recognized as, and how sure that is.</summary>
public sealed class Classification
{
    // Liquids and packings are all above, seven of ten boxes on grain boundaries below.
    private const double FarNovelty = 1.25;

    private readonly Lazy<ImmutableArray<Candidate>> _candidates;

    /// <summary>Puts together what is known of a structure.</summary>
    /// <param name="prediction">Probabilities, entropies and hidden layers.</param>
    /// <param name="distances">Nearest-neighbor distances of the species pairs.</param>
    public Classification(Prediction prediction, SpeciesPairDistances distances)
    {
        (Prediction, Distances) = (prediction, distances);
        _candidates = new Lazy<ImmutableArray<Candidate>>(Rank);
    }

    /// <summary>All classes from the most to the least likely; empty when nothing was classified.</summary>
    public ImmutableArray<Candidate> Candidates => _candidates.Value;

    /// <summary>
    /// The most likely class, or null when nothing was classified (fewer than two atoms in reach of each other).
    /// </summary>
    public Candidate? Best => Candidates.Length > 0 ? Candidates[0] : null;

    /// <summary>
    /// Mutual information between class and weights, bits: the published measure of uncertainty. NaN without a class.
    /// </summary>
    public double MutualInformation => Prediction.MutualInformation;

    /// <summary>
    /// How unlike the structure is to what its class was seen to be (<see cref="NoveltyMeasure"/>):
    /// above 1 that is doubtful, above 1.25 it is none of the classes. Null when the model cannot tell or nothing was
    /// classified.
    /// </summary>
    public double? Novelty { get; init; }

    /// <summary>Whether the structure is taken for one of the classes.</summary>
    public Verdict Verdict => VerdictOf(Novelty);

    /// <summary>
    /// What the structure is, in words: the name of its class, "two phases or between" with both and their shares, the
    /// name of close relatives that cannot be told apart, or "none of the known types" with the nearest one. Null when
    /// nothing was classified.
    /// </summary>
    public string? Answer
    {
        get => field ?? VerdictWords.Answer(this);
        init;
    }

    /// <summary>
    /// What to beware of, a sentence: that a flat sample may be the projection of a crystal. Null where there is
    /// nothing.
    /// </summary>
    public string? Warning => Flat is null || Best is null ? null : Flat.Warning;

    /// <summary>The sample, if it is flat; null for all others.</summary>
    public FlatSample? Flat { get; init; }

    /// <summary>Classes that were left out because they need more species than the structure has.</summary>
    internal int ClassesLeftOut { get; init; }

    /// <summary>Predictive entropy H, bits: how far from one class the answer is. NaN without a class.</summary>
    public double PredictiveEntropy => Prediction.Uncertainty.PredictiveEntropy;

    /// <summary>A word for the mutual information.</summary>
    public Agreement Agreement => !Prediction.IsClassified || Verdict == Verdict.Unknown ? Agreement.None
        : MutualInformation < UncertaintyLevels.Sure ? Agreement.High
        : MutualInformation <= UncertaintyLevels.Unsure ? Agreement.Partial
        : Agreement.Low;

    /// <summary>
    /// Nearest-neighbor distances d_NN of the species pairs, Angstrom: the lengths the structure was scaled by.
    /// </summary>
    public SpeciesPairDistances Distances { get; }

    /// <summary>The averaged SOAP vector; empty where it is not kept, as in what a file tells.</summary>
    public ImmutableArray<float> Descriptor { get; init; } = [];

    /// <summary>Probabilities, entropies and hidden layers as the network gave them.</summary>
    public Prediction Prediction { get; }

    /// <summary>Time spent on the descriptor.</summary>
    public TimeSpan DescriptorTime { get; init; }

    /// <summary>Time spent in the network.</summary>
    public TimeSpan NetworkTime { get; init; }

    /// <summary>What a novelty says; open where it does not exist.</summary>
    internal static Verdict VerdictOf(double? novelty) => novelty switch
    {
        null or double.NaN => Verdict.Open,
        > FarNovelty => Verdict.Unknown,
        > 1 => Verdict.Doubtful,
        _ => Verdict.Known,
    };

    private ImmutableArray<Candidate> Rank() => Prediction.IsClassified
        ? [.. Prediction.Ranking.Select(index => new Candidate(
            Prediction.ClassLabels[index],
            PrototypeLibrary.FromLabel(Prediction.ClassLabels[index]),
            Prediction.Probabilities[index]))]
        : [];
}
