namespace Arise.Recognition;

/// <summary>Whether a structure is one of the classes of the model at all.</summary>
public enum Verdict
{
    /// <summary>Not known: the model cannot tell, or there was nothing to classify.</summary>
    Open,

    /// <summary>Novelty at most 1: it is taken for the most likely class.</summary>
    Known,

    /// <summary>
    /// Novelty from 1 to 1.25: unlike the class, but not far from it; a grain boundary, a strong defect, or a crystal
    /// that resembles a known one.
    /// </summary>
    Doubtful,

    /// <summary>Novelty above 1.25: it is none of the classes; a liquid or glass, or another crystal.</summary>
    Unknown,
}
