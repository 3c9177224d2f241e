namespace Arise.Baselines;

/// <summary>Which decision tree turns the angles of an atom into its structure.</summary>
public enum BondAngleVariant
{
    /// <summary>The original program, which most codes follow, OVITO among them.</summary>
    Original = 0,

    /// <summary>
    /// LAMMPS without its option "legacy": the number of straight angles decides first, and bcc needs 11 or 12
    /// neighbors. In hot crystals it gives other answers for a quarter of the atoms, and hardly any bcc.
    /// </summary>
    Lammps = 1,
}
