namespace Arise.Structures.Formats;

/// <summary>
/// How an atom style of LAMMPS orders the columns of the section Atoms: id, the columns of the style, x, y, z, and
/// possibly three image flags.
/// </summary>
/// <param name="Name">Name of the style.</param>
/// <param name="Columns">The columns between id and x.</param>
/// <remarks>Source: https://docs.lammps.org/read_data.html.</remarks>
internal sealed record LammpsAtomStyle(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>Column of the atom type.</summary>
    public const string Type = "type";

    private const string Molecule = "molecule";
    private const string Charge = "charge";
    private const string Diameter = "diameter";
    private const string Density = "density";

    /// <summary>The styles that are known; bond and angle have the columns of molecular.</summary>
    public static IReadOnlyList<LammpsAtomStyle> All { get; } =
    [
        new("atomic", [Type]),
        new("charge", [Type, Charge]),
        new("molecular", [Molecule, Type]),
        new("bond", [Molecule, Type]),
        new("angle", [Molecule, Type]),
        new("full", [Molecule, Type, Charge]),
        new("sphere", [Type, Diameter, Density]),
    ];

    /// <summary>The styles that differ in their columns.</summary>
    public static IEnumerable<LammpsAtomStyle> Distinct => All.Where(style => style.Name is not ("bond" or "angle"));

    /// <summary>
    /// Whether a word names an atom style of LAMMPS whose columns are not known here, so that it must not be read as
    /// another style.
    /// </summary>
    public static bool IsOtherStyle(string name) =>
        name is "amoeba" or "apip" or "body" or "bpm/sphere" or "dielectric" or "dipole" or "dpd" or "edpd" or
            "electron" or "ellipsoid" or "hybrid" or "line" or "mdpd" or "mesont" or "oxdna" or "peri" or
            "rheo" or "rheo/thermal" or "smd" or "sph" or "spin" or "tdpd" or "template" or "tri" or "wavepacket";

    /// <summary>Number of fields of a line without image flags.</summary>
    public int FieldCount => Columns.Count + 4;

    /// <summary>What a column that is not the type holds.</summary>
    public static AtomColumnKind KindOf(string column) =>
        column == Molecule ? AtomColumnKind.Integer : AtomColumnKind.Real;

    /// <summary>
    /// Whether a line can be of this style: the number of fields, an existing type, a whole non-negative molecule, a
    /// diameter that is not negative, a positive density, whole image flags.
    /// </summary>
    public bool Fits(LineFields fields, int fieldCount, LammpsTypes types)
    {
        if (fieldCount != FieldCount && fieldCount != FieldCount + 3)
            return false;
        fields.TryNext(out _);
        foreach (string column in Columns)
        {
            fields.TryNext(out ReadOnlySpan<char> field);
            bool fits = column switch
            {
                Type => types.TryType(field, out _),
                Molecule => LineFields.TryInteger(field, out long molecule) && molecule >= 0,
                Diameter => LineFields.TryReal(field, out double diameter) && diameter >= 0,
                Density => LineFields.TryReal(field, out double density) && density > 0,
                _ => LineFields.TryReal(field, out _),
            };
            if (!fits)
                return false;
        }

        for (int coordinate = 0; coordinate < 3; coordinate++)
            fields.TryNext(out _);
        while (fields.TryNext(out ReadOnlySpan<char> flag))
        {
            if (!LineFields.TryInteger(flag, out _))
                return false;
        }

        return true;
    }
}
