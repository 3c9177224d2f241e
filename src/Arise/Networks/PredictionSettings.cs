namespace Arise.Networks;

/// <summary>How a network predicts.</summary>
public sealed record PredictionSettings
{
    /// <summary>How the uncertainty is computed.</summary>
    public PredictionMode Mode { get; init; } = PredictionMode.Exact;

    /// <summary>Number T of stochastic passes; in the other modes those among which is chosen.</summary>
    public int Passes { get; init; } = 1000;

    /// <summary>
    /// In adaptive mode: the standard error against the answer of all T passes to reach, of the mutual information
    /// (bit) and of the largest probability.
    /// </summary>
    public double Tolerance { get; init; } = 0.005;

    /// <summary>Seed of the dropout masks: the same seed gives the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the hidden layers are averaged too.</summary>
    public bool KeepHidden { get; init; }

    /// <summary>Threads for many descriptors, 0 for one per processor; the result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        Setting.Require(Enum.IsDefined(Mode), nameof(Mode), $"{Mode} is not a mode of prediction.");
        Setting.Require(Passes >= 1, nameof(Passes), $"{Passes} passes: at least one is needed.");
        Setting.Require(Tolerance > 0, nameof(Tolerance), $"Tolerance {Tolerance}: it must be above zero.");
        Setting.Require(Threads >= 0, nameof(Threads), $"{Threads} threads: it must be 0 (all processors) or more.");
    }
}
