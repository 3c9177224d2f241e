using System.Collections.Frozen;

namespace Arise.Structures.Formats;

/// <summary>The data names that a structure is read from; all others are skipped.</summary>
/// <remarks>
/// Here and wherever they are asked for they have the form of the core dictionary, with underscores only. mmCIF and the
/// dictionaries in DDLm write a dot behind the category, and only there: _diffrn_radiation.wavelength_id and
/// _diffrn_radiation_wavelength.id are two items.
/// </remarks>
internal static class CifItems
{
    private static readonly string[] Names =
    [
        "_cell.length_a", "_cell.length_b", "_cell.length_c",
        "_cell.angle_alpha", "_cell.angle_beta", "_cell.angle_gamma", "_cell.modulation_dimension",
        "_chemical_formula.sum",
        "_space_group.name_Hall", "_space_group.name_H-M_alt", "_space_group.name_H-M_full", "_space_group.IT_number",
        "_space_group_symop.operation_xyz",
        "_symmetry.space_group_name_Hall", "_symmetry.space_group_name_H-M", "_symmetry.Int_Tables_number",
        "_symmetry_equiv.pos_as_xyz",
        "_space_group_magn.number_BNS", "_space_group_magn.name_BNS",
        "_space_group_symop_magn_operation.xyz", "_space_group_symop.magn_operation_xyz",
        "_space_group_symop_magn_centering.xyz", "_space_group_symop.magn_centering_xyz",
        "_space_group_symop_ssg_operation.algebraic", "_space_group_symop_magn_ssg_operation.algebraic",
        "_atom_site.fract_x", "_atom_site.fract_y", "_atom_site.fract_z",
        "_atom_site.Cartn_x", "_atom_site.Cartn_y", "_atom_site.Cartn_z",
        "_atom_site.label", "_atom_site.type_symbol", "_atom_site.occupancy", "_atom_site.calc_flag",
        "_atom_site.disorder_group", "_atom_site.disorder_assembly",
        "_atom_site.label_atom_id", "_atom_site.label_alt_id", "_atom_site.label_comp_id", "_atom_site.label_asym_id",
        "_atom_site.label_seq_id", "_atom_site.auth_asym_id", "_atom_site.auth_seq_id", "_atom_site.pdbx_PDB_ins_code",
        "_atom_site.pdbx_PDB_model_num",
    ];

    private static readonly FrozenDictionary<string, string> Keys = Spellings().ToFrozenDictionary(
        spelling => spelling, spelling => spelling.Replace('.', '_'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The name with underscores that a name of a file stands for; null for items that are not used.</summary>
    public static string? KeyOf(string name) => Keys.GetValueOrDefault(name);

    /// <summary>Whether an item holds coordinates, which are kept as numbers.</summary>
    public static bool IsCoordinate(string key) =>
        key.StartsWith("_atom_site_fract_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("_atom_site_Cartn_", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Spellings() =>
        Names.Concat(Names.Select(name => name.Replace('.', '_'))).Distinct(StringComparer.OrdinalIgnoreCase);
}
