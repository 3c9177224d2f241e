namespace Arise.Tuning;

/// <summary>
/// When a trial is hopeless: at certain epochs its best validation accuracy so far is compared with those that earlier
/// trials had reached by then, and it is given up when it is below the given quantile of them (0.5: the median rule of
/// D. Golovin et al., "Google Vizier", KDD 2017).
/// </summary>
internal sealed record PruningSettings
{
    /// <summary>
    /// The quantile, from 0 (nothing is given up) to 1. The lower quartile rather than the median: slow learning rates
    /// start behind and may end in front.
    /// </summary>
    public double Quantile { get; init; } = 0.25;

    /// <summary>Earlier trials that must have reached the epoch.</summary>
    public int EarlierTrials { get; init; } = 5;

    /// <summary>Comparisons per trial, equally spaced over its epochs; none is made at the end.</summary>
    public int Comparisons { get; init; } = 10;

    /// <summary>Whether trials are compared at this epoch.</summary>
    public bool Compares(int epoch, int epochs) =>
        epoch < epochs && (long)epoch * Comparisons / epochs > (long)(epoch - 1) * Comparisons / epochs;

    /// <summary>Whether a trial is hopeless.</summary>
    /// <param name="accuracy">Its best validation accuracy so far.</param>
    /// <param name="earlier">What earlier trials had reached by this epoch.</param>
    public bool IsHopeless(double accuracy, IReadOnlyCollection<double> earlier)
    {
        if (Quantile == 0 || earlier.Count < EarlierTrials)
            return false;
        return accuracy < Numerics.Quantile.Of(earlier, Quantile);
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.Require(Quantile is >= 0 and <= 1, nameof(Quantile), $"The quantile {Quantile} is not in [0, 1].");
        Setting.Require(EarlierTrials >= 1, nameof(EarlierTrials), "Pruning needs at least one earlier trial.");
        Setting.Require(Comparisons >= 1, nameof(Comparisons), "Pruning needs at least one comparison.");
    }
}
