namespace Arise.Recognition;

/// <summary>
/// How far the stochastic passes agree, by their mutual information. It tells whether the network is sure of itself,
/// not whether it is right: a material unlike every class, a liquid for example, may be called by one name with
/// agreement.
/// </summary>
public enum Agreement
{
    /// <summary>Nothing was classified, or it is none of the classes: there is nothing to agree on.</summary>
    None,

    /// <summary>
    /// Below <see cref="UncertaintyLevels.Sure"/>, as nine of ten perfect and mildly defective crystals have.
    /// </summary>
    High,

    /// <summary>Between the two: strong disorder, or classes that resemble each other.</summary>
    Partial,

    /// <summary>
    /// Above <see cref="UncertaintyLevels.Unsure"/>, as most wrong answers on defective crystals have: do not rely on
    /// the class.
    /// </summary>
    Low,
}
