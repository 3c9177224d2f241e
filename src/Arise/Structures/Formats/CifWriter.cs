using System.Text;
using Arise.Numerics;
using Arise.Structures.Symmetry;

namespace Arise.Structures.Formats;

/// <summary>
/// CIF: cell lengths and angles, and atoms with fractional coordinates in full digits. A structure that came with its
/// symmetry from a CIF, and still has it, is written as its asymmetric unit; any other in P 1. A CIF holds no
/// orientation: read back, a lies along x and b in the xy plane. A left-handed cell is written with a and b exchanged,
/// which keeps the handedness of the crystal. Directions that are not periodic become so, as CIF knows crystals only.
/// Every frame is a data block; blocks of one name get numbers behind it.
/// </summary>
internal sealed class CifWriter : IStructureWriter
{
    private const int MaxBlockName = 64;

    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file) =>
        Write(structure, output, file, new WrittenFrames());

    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file, WrittenFrames frames)
    {
        if (structure.Lattice is not { } lattice)
            throw new StructureFormatException(
                file, 0, "a CIF needs a cell, and this structure has none; write extended XYZ.");

        bool exchange = lattice.SignedVolume < 0;
        (double a, double b, double c, double alpha, double beta, double gamma) =
            (exchange ? new Lattice(lattice.B, lattice.A, lattice.C) : lattice).Parameters;
        output.Write($"data_{frames.Unique(BlockName(structure))}\n");
        foreach ((string tag, double value) in ((ReadOnlySpan<(string, double)>)[
            ("length_a", a), ("length_b", b), ("length_c", c),
            ("angle_alpha", alpha), ("angle_beta", beta), ("angle_gamma", gamma)]))
        {
            output.Write($"_cell_{tag} ");
            output.WriteReal(value);
            output.Write('\n');
        }

        int[] atoms = WriteSymmetry(exchange ? null : CifAsymmetricUnit.Of(structure, lattice), structure, output);
        output.Write("loop_\n_atom_site_label\n_atom_site_type_symbol\n");
        output.Write("_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\n");
        foreach (int atom in atoms)
        {
            Vector3D fractional = lattice.ToFractional(structure.Positions[atom]);
            string symbol = structure.Species[atom].Symbol;
            output.Write($"{symbol}{atom + 1} {symbol} ");
            output.WriteVector(exchange ? new Vector3D(fractional.Y, fractional.X, fractional.Z) : fractional);
            output.Write(" 1\n");
        }
    }

    // Returns the atoms that are listed.
    private static int[] WriteSymmetry(
        (SpaceGroupSetting Setting, int[] Atoms)? unit, AtomicStructure structure, TextWriter output)
    {
        if (unit is not var (setting, atoms))
        {
            output.Write("_space_group_name_H-M_alt 'P 1'\n_space_group_IT_number 1\n");
            output.Write("loop_\n_space_group_symop_operation_xyz\n'x, y, z'\n");
            return [.. Enumerable.Range(0, structure.Count)];
        }

        output.Write($"_space_group_name_H-M_alt '{setting.Symbol}'\n_space_group_name_Hall '{setting.Hall}'\n");
        output.Write($"_space_group_IT_number {setting.Number}\nloop_\n_space_group_symop_operation_xyz\n");
        foreach (SymmetryOperation operation in setting.Operations)
            output.Write($"'{operation}'\n");
        return atoms;
    }

    // A block name is one word of printable ASCII.
    private static string BlockName(AtomicStructure structure)
    {
        var name = new StringBuilder();
        foreach (char letter in structure.Name ?? structure.Formula())
        {
            if (name.Length < MaxBlockName)
                name.Append(letter is > ' ' and <= '~' ? letter : '_');
        }

        return name.Length > 0 ? name.ToString() : "structure";
    }
}
