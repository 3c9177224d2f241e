namespace Arise.Environments;

/// <summary>What the network says of every atom; arrays [atom].</summary>
internal sealed class EnvironmentAnswers(int atoms)
{
    /// <summary>Index of the most probable class.</summary>
    public short[] Class { get; } = new short[atoms];

    /// <summary>Its probability.</summary>
    public float[] Probability { get; } = new float[atoms];

    /// <summary>Entropy of the probabilities, bit.</summary>
    public float[] Entropy { get; } = new float[atoms];

    /// <summary>Local scale d, the smoothed mean distance of the first shell, Angstrom; 0 for an isolated
    /// atom.</summary>
    public float[] LocalScale { get; } = new float[atoms];
}
