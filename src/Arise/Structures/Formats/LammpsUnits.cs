namespace Arise.Structures.Formats;

/// <summary>What the unit styles of LAMMPS mean for positions and masses.</summary>
/// <param name="Length">The unit of length in Angstrom; 1 for reduced (lj) units, which have none.</param>
/// <param name="MassIsAtomic">Whether masses are in atomic mass units, so that they can name an element.</param>
/// <remarks>Source: https://docs.lammps.org/units.html; the Bohr radius is that of CODATA 2018.</remarks>
internal readonly record struct LammpsUnits(double Length, bool MassIsAtomic)
{
    /// <summary>The style assumed when a file names none: Angstrom and atomic mass units.</summary>
    public static LammpsUnits Default => new(1, true);

    /// <summary>The units of a style such as "metal", or null when it is unknown.</summary>
    public static LammpsUnits? FromStyle(string style) => style switch
    {
        "real" or "metal" => Default,
        "electron" => new(0.529177210903, true),
        "lj" => new(1, false),
        "si" => new(1e10, false),
        "cgs" => new(1e8, false),
        "micro" => new(1e4, false),
        "nano" => new(10, false),
        _ => null,
    };
}
