namespace Arise.Networks;

/// <summary>How the network's uncertainty is computed.</summary>
public enum PredictionMode
{
    /// <summary>A fixed number of stochastic passes.</summary>
    Exact,

    /// <summary>
    /// As few of these passes as tell the answer of all of them: the network is linearized around the first 32, those
    /// passes are preferred in which the linearized network departs most from its mean, and more are made until the
    /// error that this adds to the mutual information and to the largest probability is below a tolerance, or its
    /// square below half of the variance that the answer of all passes has itself. An ensemble is not linearized: all
    /// members make their next 32 passes until that error is so small.
    /// </summary>
    Adaptive,

    /// <summary>
    /// Chosen in the same way with a tolerance of 0.02, but never more than 192 passes, of an ensemble 192 rounded up
    /// to 32 for every member: quick, and the time is bounded.
    /// </summary>
    Linearized,
}
