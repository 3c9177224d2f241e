namespace Arise.Networks;

/// <summary>How a network predicts.</summary>
public sealed record PredictionSettings
{
    /// <summary>Number T of stochastic passes.</summary>
    public int Passes { get; init; } = 1000;

    /// <summary>Seed of the dropout masks: the same seed gives the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the hidden layers are averaged too (slower).</summary>
    public bool KeepHidden { get; init; }

    /// <summary>Threads for many descriptors; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A count is not positive.</exception>
    public void Validate()
    {
        if (Passes < 1)
            throw new ArgumentException($"{Passes} passes: at least one is needed.");
        if (Threads < 1)
            throw new ArgumentException($"{Threads} threads: at least one is needed.");
    }
}
