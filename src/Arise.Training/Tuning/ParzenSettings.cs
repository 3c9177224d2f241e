namespace Arise.Tuning;

/// <summary>
/// Settings of the tree-structured Parzen estimator; the defaults are those of hyperopt (J. Bergstra, D. Yamins, D. D.
/// Cox, ICML 2013).
/// </summary>
internal sealed record ParzenSettings
{
    /// <summary>Trials that are drawn at random before anything is estimated.</summary>
    public int StartupTrials { get; init; } = 20;

    /// <summary>Candidates drawn per dimension, of which the best is taken.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>The best ceil(Gamma sqrt(n)) of n trials, but at most 25, are the good ones.</summary>
    public double Gamma { get; init; } = 0.25;

    /// <summary>Weight of the prior, in observations.</summary>
    public double PriorWeight { get; init; } = 1;

    /// <summary>The weight of observations older than this many decreases linearly with age.</summary>
    public int RememberedTrials { get; init; } = 25;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.Require(StartupTrials >= 1, nameof(StartupTrials), "At least one trial must be drawn at random.");
        Setting.Require(Candidates >= 1, nameof(Candidates), "At least one candidate is needed.");
        Setting.Require(RememberedTrials >= 1, nameof(RememberedTrials), "At least one trial must be remembered.");
        Setting.Require(Gamma > 0, nameof(Gamma), "Gamma must be positive.");
        Setting.Require(PriorWeight > 0, nameof(PriorWeight), "The weight of the prior must be positive.");
    }
}
