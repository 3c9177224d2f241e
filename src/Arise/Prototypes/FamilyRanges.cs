namespace Arise.Prototypes;

/// <summary>How far the members of a family are from its base members.</summary>
internal sealed record FamilyRanges
{
    /// <summary>The defaults of the published classes.</summary>
    public static FamilyRanges Published { get; } = new();

    /// <summary>
    /// The defaults of the further types, of which more are near to each other.
    /// </summary>
    public static FamilyRanges Further { get; } = new() { LargestSpread = 0.06, LargestDisplacement = 0.045 };

    /// <summary>The axial ratio of which the members have a range of their own, or none.</summary>
    public AxialQuantity Quantity { get; init; }

    /// <summary>Least value of the ratio.</summary>
    public double Low { get; init; }

    /// <summary>Largest value of the ratio.</summary>
    public double High { get; init; }

    /// <summary>
    /// Largest difference of the principal values of a traceless logarithmic strain with the symmetry of the crystal.
    /// </summary>
    public double LargestSpread { get; init; } = 0.065;

    /// <summary>Largest displacement of an atom along the free coordinates, in nearest distances.</summary>
    public double LargestDisplacement { get; init; } = 0.055;
}
