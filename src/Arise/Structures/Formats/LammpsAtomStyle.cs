namespace Arise.Structures.Formats;

/// <summary>
/// How an atom style of LAMMPS orders the columns of the section Atoms: id, the columns of the style, x, y, z, further
/// columns of some styles, and possibly three image flags.
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
    private const string Flag = "flag";
    private const string Spin = "spin";
    private const double SpinTolerance = 0.01;

    /// <summary>The styles that are known.</summary>
    public static IReadOnlyList<LammpsAtomStyle> All { get; } =
    [
        new("atomic", [Type]),
        new("charge", [Type, Charge]),
        new("molecular", [Molecule, Type]),
        new("bond", [Molecule, Type]),
        new("angle", [Molecule, Type]),
        new("full", [Molecule, Type, Charge]),
        new("sphere", [Type, Diameter, Density]),
        new("dipole", [Type, Charge]) { Behind = ["mux", "muy", "muz"] },
        new("ellipsoid", [Type, Flag, Density]),
        new("electron", [Type, Charge, "espin", "eradius"]),
        new("body", [Type, Flag, "mass"]),
        new("line", [Molecule, Type, Flag, Density]),
        new("tri", [Molecule, Type, Flag, Density]),
        new(Spin, [Type]) { Behind = ["spx", "spy", "spz", "sp"] },
        new("peri", [Type, "volume", Density]),
        new("dpd", [Type, "theta"]),
        new("edpd", [Type, "edpd_temp", "edpd_cv"]),
        new("mdpd", [Type, "rho"]),
        new("sph", [Type, "rho", "esph", "cv"]),
        new("rheo", [Type, "status", "rho"]),
        new("rheo/thermal", [Type, "status", "rho", "energy"]),
        new("smd", [Type, Molecule, "volume", "mass", "kradius", "cradius", "x0", "y0", "z0"]),
        new("template", [Type, Molecule, "template", "template_atom"]),
        new("bpm/sphere", [Molecule, Type, Diameter, Density]),
        new("dielectric", [Type, Charge])
        {
            Behind = ["mux", "muy", "muz", "area", "ed", "em", "epsilon", "curvature"],
        },
        new("wavepacket", [Type, Charge, "espin", "eradius", "etag", "cs_re", "cs_im"]),
        new("mesont", [Molecule, Type, "bond_nt", "mass", "mradius", "mlength", "buckling"]),
        new("amoeba", [Molecule, Type, Charge]),
        new("oxdna", [Type]),
        new("hybrid", [Type]) { IsOpen = true },
        new("tdpd", [Type]) { IsOpen = true },
    ];

    /// <summary>
    /// Whether a word names an atom style of LAMMPS whose columns are not known here, so that it must not be read as
    /// another style.
    /// </summary>
    public static bool IsOtherStyle(string name) => name is "apip";

    /// <summary>The columns behind z, of numbers.</summary>
    public IReadOnlyList<string> Behind { get; init; } = [];

    /// <summary>Whether any number of columns that are not known may follow.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Number of fields of a line without image flags.</summary>
    public int FieldCount => Columns.Count + Behind.Count + 4;

    /// <summary>The style of this name, or null.</summary>
    public static LammpsAtomStyle? FromName(string name) => All.FirstOrDefault(style => style.Name == name);

    /// <summary>What a column that is not the type holds.</summary>
    public static AtomColumnKind KindOf(string column) =>
        column is Molecule or Flag or "template" or "template_atom" ? AtomColumnKind.Integer : AtomColumnKind.Real;

    /// <summary>
    /// Whether a line can be of this style: the number of fields, an existing type, a whole non-negative molecule, a
    /// diameter that is not negative, a positive density, a spin that is a unit vector, whole flags.
    /// </summary>
    public bool Fits(LineFields fields, int fieldCount, LammpsTypes types)
    {
        if (IsOpen ? fieldCount < FieldCount : fieldCount != FieldCount && fieldCount != FieldCount + 3)
            return false;
        fields.TryNext(out _);
        foreach (string column in Columns)
        {
            fields.TryNext(out ReadOnlySpan<char> field);
            bool fits = column switch
            {
                Type => types.TryType(field, out _),
                Molecule => LineFields.TryInteger(field, out long molecule) && molecule >= 0,
                Flag => LineFields.TryInteger(field, out _),
                Diameter => LineFields.TryReal(field, out double diameter) && diameter >= 0,
                Density => LineFields.TryReal(field, out double density) && density > 0,
                _ => LineFields.TryReal(field, out _),
            };
            if (!fits)
                return false;
        }

        for (int coordinate = 0; coordinate < 3; coordinate++)
            fields.TryNext(out _);
        double square = 0, last = 0;
        foreach (string _ in Behind)
        {
            square += last * last;
            fields.TryNext(out ReadOnlySpan<char> field);
            if (!LineFields.TryReal(field, out last))
                return false;
        }

        // A spin is a direction and its length.
        if (Name == Spin && (last == 0 ? square != 0 : Math.Abs(square - 1) > SpinTolerance))
            return false;

        while (!IsOpen && fields.TryNext(out ReadOnlySpan<char> flag))
        {
            if (!LineFields.TryInteger(flag, out _))
                return false;
        }

        return true;
    }
}
