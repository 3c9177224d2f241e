namespace Arise.Prototypes;

/// <summary>
/// The kinds of structural classes, by number of species for bulk crystals and by dimension otherwise.
/// </summary>
public enum MaterialType
{
    /// <summary>Bulk crystal of one species.</summary>
    Elemental,

    /// <summary>Bulk crystal of two species.</summary>
    Binary,

    /// <summary>Bulk crystal of three species.</summary>
    Ternary,

    /// <summary>Bulk crystal of four species.</summary>
    Quaternary,

    /// <summary>A layer: periodic along its first two lattice vectors only.</summary>
    TwoDimensional,

    /// <summary>A finite piece of a single-walled carbon nanotube, not periodic.</summary>
    Nanotube,
}
