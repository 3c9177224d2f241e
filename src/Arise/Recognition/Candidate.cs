using Arise.Prototypes;

namespace Arise.Recognition;

/// <summary>One class that a structure may belong to.</summary>
/// <param name="Label">Class label of the model.</param>
/// <param name="Prototype">The prototype with this label, or null when the model has classes of its own.</param>
/// <param name="Probability">Mean probability over the stochastic passes.</param>
public sealed record Candidate(string Label, Prototype? Prototype, double Probability)
{
    /// <summary>
    /// What a crystallographer calls the class; the label, control characters escaped, when the library does not know
    /// it.
    /// </summary>
    public string Name => Prototype?.CommonName ?? VisibleText.Of(Label);
}
