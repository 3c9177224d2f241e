using Arise.Structures.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Arise.Tests.Structures.Formats;

/// <summary>
/// Damaged files end in a structure or in one <see cref="StructureFormatException"/>, and in nothing else.
/// </summary>
public class CifPdbFuzzTests : CifTestBase
{
    private const int Runs = 2000;

    // What a damage inserts: the words and marks of the formats, numbers at the edge, and bytes that are no text.
    private static readonly string[] Pieces =
    [
        "'", "\"", ";", "\n;", "#", "_", "loop_", "data_", "save_", "?", ".", ",", "(", ")", "/", "-", "+", "\n", "\r",
        "\t", " ", "0", "1", "9999999999", "1e308", "-1e-308", "1e999", "NaN", "inf", "x", "-y+1/2", "1/0", "P",
        "-R 3 2\"", "F d -3 m", ":2", "H", "_atom_site_occupancy", "_cell_length_a", "_atom_site_Cartn_x", "\u00e9",
        "\ud800", "\u0001", "CRYST1", "ATOM  ", "HETATM", "MODEL ", "ENDMDL", "END",
    ];

    private static readonly string[] Cifs =
    [
        Cif("4 4 4 90 90 90", "_symmetry_space_group_name_H-M 'F d -3 m'", "C1 C 0 0 0"),
        Cif(
            "4.9 4.9 5.4 90 90 120",
            "_space_group_name_Hall 'P 31 2\"'",
            "Si1 Si4+ 0.47(1) 0 0.3333\nO1 O2- 0.41 0.27 0.21"),
        Cif(
            "5 6 7 90 101 90",
            "_space_group_IT_number 14\n_symmetry_space_group_name_H-M 'P 21/c'",
            "O1 O 0 0 0\nN1 N 0.1 0.2 0.3"),
        Cif(
            "5 5 7 90 90 90",
            "loop_\n_symmetry_equiv_pos_as_xyz\n'x, y, z'\n'-y, x, z+1/4'\n'-x, -y, z+1/2'\n'y, -x, z+3/4'",
            "O1 O 0.1 0.2 0"),
        "data_m\n_publ\n;text\n;\nloop_\n_atom_site.type_symbol\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n" +
        "_atom_site.Cartn_z\nO 0 0 0\nH 0.96 0 0\n",
        "data_twice\n_chemical_formula_sum 'Al H O2'\n_chemical_formula_sum ''\n_cell_length_a 4\n" +
        "_cell_length_b 4\n_cell_length_c 4\n_publ_author 'A, B',\nloop_\n_geom_bond\n_geom_angle\nloop_\n" +
        "_space_group_symop_magn_operation.xyz\nx,y,z,+1\n-x,-y,-z,-1\nloop_\n_atom_site_label\n" +
        "_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_disorder_group\n" +
        "AL1 0 0 0 .\nHO1 .1 .2 .3 1\nO1 .2 .1 .4 2\n",
        "data_models\nloop_\n_atom_site.type_symbol\n_atom_site.label_alt_id\n_atom_site.Cartn_x\n" +
        "_atom_site.Cartn_y\n_atom_site.Cartn_z\n_atom_site.pdbx_PDB_model_num\n" +
        "O A 0 0 0 1\nO B 0 0 1 1\nO . 0 0 0 2\n",
    ];

    private static readonly string[] Pdbs =
    [
        "CRYST1   10.000   11.000   12.000  90.00 100.00  90.00 P 1           1\n" +
        "ATOM      1  CA AALA A   1      11.104  -6.134  -6.504  1.00  0.00           C\n" +
        "HETATM    2 ZN    ZN A   2       1.104   6.134   6.504  1.00  0.00          ZN\nEND\n",
        "MODEL        1\nATOM      1  O   HOH A   1       0.000   0.000   0.000\nENDMDL\nMODEL        2\n" +
        "ATOM      1  O   HOH A   1       0.000   0.000   0.100\nENDMDL\n",
        "MODEL        1\nATOM      1  O   HOH A   1       0.000   0.000   0.000\nEND\nMODEL        2\n" +
        "ATOM      1  O   HOH A   1       0.000   0.000   0.100\nMODEL        3\n",
    ];

    [Fact]
    public void Damaged_CIFs() => Survive(new CifReader(), Cifs);

    [Fact]
    public void Damaged_PDB_files() => Survive(new PdbReader(), Pdbs);

    [Fact]
    public void Garbage()
    {
        Gen<string> garbage = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Check(new CifReader(), garbage.Select(text => "data_x\n" + text));
        Check(new PdbReader(), garbage);
    }

    private static void Survive(IStructureReader reader, string[] files) => Check(
        reader,
        from file in Gen.Elements(files)
        from damage in (
            from kind in Gen.Choose(0, 4)
            from at in Gen.Choose(0, 1 << 20)
            from length in Gen.Choose(1, 12)
            from piece in Gen.Elements(Pieces)
            select (kind, at, length, piece)).NonEmptyListOf()
        select damage.Take(8).Aggregate(file, Damage));

    private static string Damage(string text, (int Kind, int At, int Length, string Piece) damage)
    {
        int at = damage.At % (text.Length + 1);
        int length = Math.Min(damage.Length, text.Length - at);
        return damage.Kind switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, damage.Piece),
            2 => text.Remove(at, length).Insert(at, damage.Piece),
            3 => text.Insert(at, text.Substring(at, length)),
            _ => at > text.Length / 2 ? text[..at] : text,
        };
    }

    private static void Check(IStructureReader reader, Gen<string> texts) =>
        Prop.ForAll(Arb.From(texts), text =>
        {
            try
            {
                using var lines = new LineReader(new StringReader(text), "fuzz");
                foreach (StructureFrame frame in reader.Read(lines, new StructureReadOptions()))
                {
                    Assert.True(frame.Structure.Count > 0);
                    Assert.Equal(frame.Structure.Count, frame.AtomLines.Count);
                }
            }
            catch (StructureFormatException error)
            {
                Assert.StartsWith("fuzz", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
        }).Check(Fuzz.Config(Runs));
}
