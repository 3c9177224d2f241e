namespace Arise.Recognition;

/// <summary>Where the mutual information of a prediction begins to mean something, in bits.</summary>
internal static class UncertaintyLevels
{
    /// <summary>Below this the passes agree, as for nine of ten perfect and mildly defective crystals.</summary>
    public const double Sure = 0.1;

    /// <summary>
    /// From this on the passes disagree, as for most wrong answers on defective crystals: do not rely on the class.
    /// </summary>
    public const double Unsure = 0.3;
}
