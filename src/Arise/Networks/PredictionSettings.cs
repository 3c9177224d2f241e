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

    /// <summary>Threads for many descriptors; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Mode))
            throw new ArgumentException($"{Mode} is not a mode of prediction.");
        if (Passes < 1)
            throw new ArgumentException($"{Passes} passes: at least one is needed.");
        if (!(Tolerance > 0))
            throw new ArgumentException($"Tolerance {Tolerance}: it must be above zero.");
        if (Threads < 1)
            throw new ArgumentException($"{Threads} threads: at least one is needed.");
    }
}
