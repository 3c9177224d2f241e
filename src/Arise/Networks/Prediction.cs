using System.Collections.Immutable;

namespace Arise.Networks;

/// <summary>What the network says about one descriptor.</summary>
public sealed class Prediction
{
    private readonly Lazy<ImmutableArray<int>> _ranking;

    internal Prediction(
        ImmutableArray<string> classLabels,
        double[] probabilities,
        PredictiveUncertainty uncertainty,
        int passes,
        HiddenRepresentation[]? hidden)
    {
        (ClassLabels, Probabilities, Uncertainty, Passes) = (classLabels, probabilities, uncertainty, passes);
        Hidden = hidden is null ? null : [.. hidden];
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
    public double[] Probabilities { get; }

    /// <summary>Entropies and variation ratio.</summary>
    public PredictiveUncertainty Uncertainty { get; }

    /// <summary>Mutual information, bits.</summary>
    public double MutualInformation => Uncertainty.MutualInformation;

    /// <summary>Number of stochastic passes T that were made.</summary>
    public int Passes { get; }

    /// <summary>Hidden layers averaged over the passes, if they were asked for.</summary>
    public ImmutableArray<HiddenRepresentation>? Hidden { get; }

    /// <summary>Index of the most probable class (the first of equals), or null when nothing was classified.</summary>
    public int? Class => IsClassified ? Array.IndexOf(Probabilities, Probabilities.Max()) : null;

    /// <summary>Name of the most probable class, or null when nothing was classified.</summary>
    public string? Label => Class is { } index ? ClassLabels[index] : null;

    /// <summary>Class indices from the most to the least probable; equals in order of index.</summary>
    public ImmutableArray<int> Ranking => _ranking.Value;

    internal static Prediction NotClassified(ImmutableArray<string> classLabels) =>
        new(classLabels, [], PredictiveUncertainty.None, 0, null);

    private ImmutableArray<int> Rank() =>
        [.. Enumerable.Range(0, Probabilities.Length).OrderByDescending(c => Probabilities[c])];
}
