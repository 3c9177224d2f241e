namespace Arise.Baselines;

/// <summary>What the identification of diamond crystals says of an atom.</summary>
public enum DiamondStructure
{
    /// <summary>None of the others.</summary>
    Other = 0,

    /// <summary>Cubic diamond, with all second neighbors in place.</summary>
    Cubic = 1,

    /// <summary>Bonded to an atom of cubic diamond.</summary>
    CubicFirstNeighbor = 2,

    /// <summary>Bonded to a first neighbor of cubic diamond.</summary>
    CubicSecondNeighbor = 3,

    /// <summary>Hexagonal diamond, with all second neighbors in place.</summary>
    Hexagonal = 4,

    /// <summary>Bonded to an atom of hexagonal diamond.</summary>
    HexagonalFirstNeighbor = 5,

    /// <summary>Bonded to a first neighbor of hexagonal diamond.</summary>
    HexagonalSecondNeighbor = 6,
}
