using Arise.Numerics;

namespace Arise.Tuning;

/// <summary>
/// Probabilities of choices from observations: p_c is proportional to the sum of the weights of the observations of c
/// plus the prior weight.
/// </summary>
internal sealed class ChoiceDensity : IDensity
{
    private readonly double[] _probabilities;

    public ChoiceDensity(int choices, ReadOnlySpan<double> observed, ReadOnlySpan<double> weights, double priorWeight)
    {
        _probabilities = new double[choices];
        Array.Fill(_probabilities, priorWeight);
        for (int i = 0; i < observed.Length; i++)
            _probabilities[(int)observed[i]] += weights[i];
        double sum = _probabilities.Sum();
        for (int c = 0; c < choices; c++)
            _probabilities[c] /= sum;
    }

    public double Sample(RandomNumbers random, ref ulong next)
    {
        double rest = random.Uniform(next++);
        int choice = 0;
        while (choice < _probabilities.Length - 1 && (rest -= _probabilities[choice]) >= 0)
            choice++;
        return choice;
    }

    public double LogDensity(double value) => Math.Log(_probabilities[(int)value]);
}
