using System.Collections.Immutable;

namespace Arise.Networks;

/// <summary>What the network says about one descriptor.</summary>
public sealed class Prediction
{
    private readonly Lazy<ImmutableArray<int>> _ranking;

    /// <summary>Puts together what a network has said.</summary>
    /// <param name="classLabels">Names of the classes.</param>
    /// <param name="probabilities">Mean probability per class; empty when nothing was classified.</param>
    /// <param name="uncertainty">Entropies and variation ratio.</param>
    /// <param name="passes">Number of stochastic passes that were made.</param>
    /// <param name="hidden">Hidden layers, if they were kept.</param>
    /// <exception cref="ArgumentException">There is neither one probability per class nor none.</exception>
    public Prediction(
        ImmutableArray<string> classLabels,
        ImmutableArray<double> probabilities,
        PredictiveUncertainty uncertainty,
        int passes,
        ImmutableArray<HiddenRepresentation>? hidden = null)
    {
        if (probabilities.Length != classLabels.Length && probabilities.Length != 0)
        {
            throw new ArgumentException(
                $"{probabilities.Length} probabilities for {classLabels.Length} classes.", nameof(probabilities));
        }

        (ClassLabels, Probabilities, Uncertainty, Passes) = (classLabels, probabilities, uncertainty, passes);
        Hidden = hidden;
        _ranking = new Lazy<ImmutableArray<int>>(Rank);
    }

    /// <summary>
    /// False for a zero or missing descriptor (too few atoms): there is no class then, <see cref="Probabilities"/> is
    /// empty and the entropies are NaN.
    /// </summary>
    public bool IsClassified => Probabilities.Length > 0;

    /// <summary>Names of the classes.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Mean probability per class over the passes.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>Entropies and variation ratio.</summary>
    public PredictiveUncertainty Uncertainty { get; }

    /// <summary>Mutual information, bits.</summary>
    public double MutualInformation => Uncertainty.MutualInformation;

    /// <summary>Number of stochastic passes T that were made.</summary>
    public int Passes { get; }

    /// <summary>Hidden layers averaged over the passes, if they were asked for.</summary>
    public ImmutableArray<HiddenRepresentation>? Hidden { get; }

    /// <summary>Index of the most probable class (the first of equals), or null when nothing was classified.</summary>
    public int? Class => IsClassified ? Probabilities.IndexOf(Probabilities.Max()) : null;

    /// <summary>Name of the most probable class, or null when nothing was classified.</summary>
    public string? Label => Class is { } index ? ClassLabels[index] : null;

    /// <summary>Class indices from the most to the least probable; equals in order of index.</summary>
    public ImmutableArray<int> Ranking => _ranking.Value;

    internal static Prediction NotClassified(ImmutableArray<string> classLabels) =>
        new(classLabels, [], PredictiveUncertainty.None, 0);

    private ImmutableArray<int> Rank() =>
        [.. Enumerable.Range(0, Probabilities.Length).OrderByDescending(c => Probabilities[c])];
}
