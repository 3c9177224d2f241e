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

    /// <summary>Bulk crystal of four species or more.</summary>
    Quaternary,

    /// <summary>A layer: periodic along two lattice vectors only, in the library the first two.</summary>
    TwoDimensional,

    /// <summary>
    /// A tube or cluster, periodic along one lattice vector at most; in the library a finite piece of a single-walled
    /// carbon nanotube, not periodic.
    /// </summary>
    Nanotube,
}
