namespace Arise.Networks;

/// <summary>How the network's uncertainty is computed.</summary>
public enum PredictionMode
{
    /// <summary>A fixed number of stochastic passes.</summary>
    Exact,

    /// <summary>
    /// Stochastic passes, 64 at a time, until the standard errors of the mutual information and of the largest probability
    /// are below a tolerance, or the fixed number is reached. The same passes as in <see cref="Exact"/>, fewer of them.
    /// </summary>
    Adaptive,
}
