using Arise.Numerics;
using MathNet.Numerics;

namespace Arise.Tuning;

/// <summary>
/// The adaptive Parzen estimator of one real number in [a, b]: a mixture of normal densities, one on each observation
/// and a wide one, the prior, in the middle (standard deviation b - a), cut off at the bounds.
/// </summary>
/// <remarks>
/// The standard deviation of an observation is the larger of the distances to its neighbors (observations, the prior
/// counted among them), at least (b - a) / min(100, 1 + n) and at most b - a, as in J. Bergstra, R. Bardenet, Y.
/// Bengio, B. Kegl, "Algorithms for hyper-parameter optimization", NeurIPS 2011, section 4.2, and in hyperopt.
/// </remarks>
internal sealed class ParzenMixture : IDensity
{
    private readonly double _low;
    private readonly double _high;
    private readonly double[] _means;
    private readonly double[] _widths;
    private readonly double[] _weights;
    private readonly double _logInside;

    /// <summary>Fits the mixture.</summary>
    /// <param name="low">Lower bound a.</param>
    /// <param name="high">Upper bound b.</param>
    /// <param name="observed">Observations.</param>
    /// <param name="weights">Weight of each.</param>
    /// <param name="priorWeight">Weight of the prior.</param>
    public ParzenMixture(
        double low, double high, ReadOnlySpan<double> observed, ReadOnlySpan<double> weights, double priorWeight)
    {
        (_low, _high) = (low, high);
        double range = high - low, middle = 0.5 * (low + high);
        _means = [.. observed, middle];
        _weights = [.. weights, priorWeight];
        int[] order = [.. Enumerable.Range(0, _means.Length)];
        double[] keys = [.. _means];
        Array.Sort(keys, order);
        _means = keys;
        _weights = Array.ConvertAll(order, index => _weights[index]);
        double total = _weights.Sum();
        double narrowest = range / Math.Min(100, 1 + _means.Length);
        _widths = new double[_means.Length];
        double inside = 0;
        for (int k = 0; k < _means.Length; k++)
        {
            double left = k > 0 ? _means[k] - _means[k - 1] : 0;
            double right = k < _means.Length - 1 ? _means[k + 1] - _means[k] : 0;
            bool isPrior = order[k] == observed.Length;
            _widths[k] = isPrior ? range : Math.Clamp(Math.Max(left, right), narrowest, range);
            _weights[k] /= total;
            inside += _weights[k] * (Below(k, high) - Below(k, low));
        }

        _logInside = Math.Log(inside);
    }

    public double Sample(RandomNumbers random, ref ulong next)
    {
        while (true)
        {
            double rest = random.Uniform(next++);
            int k = 0;
            while (k < _weights.Length - 1 && (rest -= _weights[k]) >= 0)
                k++;

            // Both numbers of the pair belong to this draw: numbers 2i and 2i + 1 share their bits.
            next += next & 1;
            double value = _means[k] + (_widths[k] * random.Normal(next));
            next += 2;
            if (value >= _low && value < _high)
                return value;
        }
    }

    public double LogDensity(double value)
    {
        double density = 0;
        for (int k = 0; k < _means.Length; k++)
        {
            double z = (value - _means[k]) / _widths[k];
            density += _weights[k] / (_widths[k] * Math.Sqrt(2 * Math.PI)) * Math.Exp(-0.5 * z * z);
        }

        return Math.Log(density) - _logInside;
    }

    private double Below(int k, double value) =>
        0.5 * (1 + SpecialFunctions.Erf((value - _means[k]) / (_widths[k] * Math.Sqrt(2))));
}
