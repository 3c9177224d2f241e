namespace Arise.Networks;

/// <summary>How the network's uncertainty is computed.</summary>
public enum PredictionMode
{
    /// <summary>A fixed number of stochastic passes.</summary>
    Exact,

    /// <summary>
    /// Stochastic passes, 64 at a time and at least 128, until the standard errors of the mutual information and of the
    /// largest probability are below a tolerance, or the fixed number is reached. The same passes as in
    /// <see cref="Exact"/>, fewer of them. What happens in less than one pass of a hundred may go unseen:
    /// on mildly defective crystals the true error is half as large again as the stated one (docs/recognition.md).
    /// </summary>
    Adaptive,
}
