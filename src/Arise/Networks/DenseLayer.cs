namespace Arise.Networks;

/// <summary>Weights of z[u] = bias[u] + sum over i of weights[u, i] x[i].</summary>
public sealed class DenseLayer
{
    private readonly float[] _weights;
    private readonly float[] _bias;

    /// <summary>Copies the numbers.</summary>
    /// <param name="inputs">Number of inputs i.</param>
    /// <param name="units">Number of units u.</param>
    /// <param name="weights">Weights [unit, input].</param>
    /// <param name="bias">One per unit.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is not finite.</exception>
    public DenseLayer(int inputs, int units, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        if (weights.Length != (long)inputs * units || bias.Length != units)
        {
            throw new ArgumentException(
                $"{weights.Length} weights and {bias.Length} biases for {inputs} x {units} units.");
        }
        (Inputs, Units, _weights, _bias) = (inputs, units, weights.ToArray(), bias.ToArray());
        if (!Array.TrueForAll(_weights, float.IsFinite) || !Array.TrueForAll(_bias, float.IsFinite))
            throw new ArgumentException("A weight or bias is not a finite number.");
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Number of units.</summary>
    public int Units { get; }

    /// <summary>Weights [unit, input].</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Bias per unit.</summary>
    public ReadOnlySpan<float> Bias => _bias;
}
