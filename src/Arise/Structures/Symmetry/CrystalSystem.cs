namespace Arise.Structures.Symmetry;

/// <summary>
/// The seven crystal systems (International Tables for Crystallography, vol. A, section 1.3.4): classes of point
/// groups, not of cell shapes. Trigonal includes the groups with a rhombohedral lattice.
/// </summary>
public enum CrystalSystem
{
    /// <summary>Space groups 1 and 2: no axis beyond inversion.</summary>
    Triclinic,

    /// <summary>Space groups 3 to 15: one twofold axis or mirror.</summary>
    Monoclinic,

    /// <summary>Space groups 16 to 74: three perpendicular twofold axes or mirrors.</summary>
    Orthorhombic,

    /// <summary>Space groups 75 to 142: one fourfold axis.</summary>
    Tetragonal,

    /// <summary>Space groups 143 to 167: one threefold axis.</summary>
    Trigonal,

    /// <summary>Space groups 168 to 194: one sixfold axis.</summary>
    Hexagonal,

    /// <summary>Space groups 195 to 230: four threefold axes.</summary>
    Cubic,
}
