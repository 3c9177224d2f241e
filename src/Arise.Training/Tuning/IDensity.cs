using Arise.Numerics;

namespace Arise.Tuning;

/// <summary>A probability density on one dimension of a search space.</summary>
internal interface IDensity
{
    /// <summary>Draws a value; takes its randomness from number <paramref name="next"/> on and advances it.</summary>
    double Sample(RandomNumbers random, ref ulong next);

    /// <summary>Natural logarithm of the density (of the probability, for choices).</summary>
    double LogDensity(double value);
}
