namespace Arise.AtomFinding;

/// <summary>How a network that finds atoms is trained.</summary>
public sealed record AtomFinderSettings
{
    /// <summary>Simulated patches of 96 x 96 pixels that are trained on, each once.</summary>
    public int Patches { get; init; } = 64_000;

    /// <summary>Patches per step.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Learning rate of Adam at first; it falls to zero as a cosine.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Parts of the training; after each one the network is tried on patches that were held back.</summary>
    public int Epochs { get; init; } = 32;

    /// <summary>The same seed gives the same network.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps of the training.</summary>
    internal int Steps => Math.Max(Epochs, Patches / BatchSize);

    /// <summary>Steps until the end of an epoch, counted from 0.</summary>
    internal int StepsUntil(int epoch) => (int)((long)Steps * epoch / Epochs);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.RequireCount(Patches, 1, 100_000_000, nameof(Patches), "patches");
        Setting.RequireCount(BatchSize, 1, 1024, nameof(BatchSize), "patches per step");
        Setting.RequireCount(Epochs, 1, 10_000, nameof(Epochs), "epochs");
        Setting.Require(
            LearningRate is > 0 and <= 1, nameof(LearningRate),
            $"A learning rate of {LearningRate}: above 0 and up to 1 is possible.");
    }
}
