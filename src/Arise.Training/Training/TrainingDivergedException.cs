namespace Arise.Training;

/// <summary>Training ran away: the loss or a weight is no longer a finite number.</summary>
/// <param name="epoch">The epoch in which it happened.</param>
public sealed class TrainingDivergedException(int epoch)
    : AriseException($"Training diverged in epoch {epoch}: lower the learning rate.")
{
    /// <summary>The epoch in which it happened.</summary>
    public int Epoch { get; } = epoch;
}
