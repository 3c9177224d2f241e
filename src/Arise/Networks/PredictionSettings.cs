namespace Arise.Networks;

/// <summary>How a network predicts.</summary>
public sealed record PredictionSettings
{
    // The error of a mean over a million passes is a thousandth of their spread, less than single precision resolves
    // of small probabilities; their masks take 500 MB.
    internal const int MostPasses = 1_000_000;

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
        Setting.RequireCount(Passes, 1, MostPasses, nameof(Passes), "passes");
        Setting.Require(
            Tolerance is > 0 and <= 1,
            nameof(Tolerance),
            FormattableString.Invariant($"Tolerance {Tolerance}: it must be above 0 and at most 1."));
        Setting.RequireThreads(Threads);
    }
}
