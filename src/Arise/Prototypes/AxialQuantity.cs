namespace Arise.Prototypes;

/// <summary>The ratio of axes that a family has a range of.</summary>
internal enum AxialQuantity
{
    /// <summary>None: strains are limited by their size alone.</summary>
    None,

    /// <summary>c/a of the conventional cell, hexagonal axes for rhombohedral crystals.</summary>
    ConventionalCell,

    /// <summary>c/a of the face-centered cell of a tetragonal crystal, a root of two times shorter.</summary>
    FaceCenteredCell,

    /// <summary>
    /// One cube edge against the other two: the strain lowers the symmetry, and the crystal keeps its name (thermal or
    /// epitaxial strain of metals). Strains of other directions and shears belong to such a family as well.
    /// </summary>
    CubeEdge,
}
