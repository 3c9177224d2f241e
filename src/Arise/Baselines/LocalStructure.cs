namespace Arise.Baselines;

/// <summary>
/// What the classical methods call the surroundings of an atom. The numbers are those of OVITO's polyhedral template
/// matching.
/// </summary>
/// <remarks>Source: https://docs.ovito.org, modifier "Polyhedral template matching".</remarks>
public enum LocalStructure
{
    /// <summary>None of the others.</summary>
    Other = 0,

    /// <summary>Face-centered cubic.</summary>
    Fcc = 1,

    /// <summary>Hexagonal close-packed.</summary>
    Hcp = 2,

    /// <summary>Body-centered cubic.</summary>
    Bcc = 3,

    /// <summary>Icosahedral.</summary>
    Icosahedral = 4,

    /// <summary>Simple cubic.</summary>
    SimpleCubic = 5,

    /// <summary>Cubic diamond.</summary>
    CubicDiamond = 6,

    /// <summary>Hexagonal diamond.</summary>
    HexagonalDiamond = 7,

    /// <summary>Graphene.</summary>
    Graphene = 8,
}
