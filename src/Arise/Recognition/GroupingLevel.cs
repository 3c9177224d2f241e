namespace Arise.Recognition;

/// <summary>How coarsely classes are told apart.</summary>
public enum GroupingLevel
{
    /// <summary>Every class on its own.</summary>
    Class,

    /// <summary>Elemental, binary, ternary, quaternary, 2D, nanotube.</summary>
    MaterialType,

    /// <summary>The seven crystal systems.</summary>
    CrystalSystem,

    /// <summary>The fourteen Bravais lattices by their Pearson symbols: cF, hP, ...</summary>
    Bravais,

    /// <summary>The 230 space groups.</summary>
    SpaceGroup,
}
