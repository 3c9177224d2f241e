namespace Arise.Recognition;

/// <summary>Whether a structure is one of the classes of the model at all.</summary>
public enum Verdict
{
    /// <summary>Not known: the model cannot tell, or there was nothing to classify.</summary>
    Open,

    /// <summary>It is taken for the most likely class.</summary>
    Known,

    /// <summary>It is taken for none of the classes: a liquid or glass, or another crystal.</summary>
    Unknown,
}
