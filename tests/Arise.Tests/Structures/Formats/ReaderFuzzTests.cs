using System.Text;
using Arise.Structures;
using Arise.Structures.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Arise.Tests.Structures.Formats;

/// <summary>
/// Valid files with random damage, and random rubbish: every reader either delivers structures or says in one sentence
/// what is wrong. Nothing else may happen.
/// </summary>
public class ReaderFuzzTests : FormatTestBase
{
    private static readonly Dictionary<string, string[]> Samples = new()
    {
        ["extxyz"] =
        [
            "2\nLattice=\"5.44 0.0 0.0 0.0 5.44 0.0 0.0 0.0 5.44\" " +
            "Properties=species:S:1:pos:R:3:q:R:2:id:I:1:tag:S:1:on:L:1 " +
            "a=\"x \\\"y\\\"\" b={1 2} c=[[1,2]] d pbc=\"T T F\"\n" +
            "Si 0.0 0.0 0.0 0.1 2 7 ab T\nGe 1.36 1.36 1.36 nan 0 8 cd F\n1\nplain = text\nCu1 0 0 1.0D+00\n",
            "2\nBob's Lattice=\"5 0 0 0 5 0 0 0 5\" cell\r29 0 0 0 1\r8 1 1 1\r0\r\r1\rams\rNa 0 0 0\rVEC1 2 0 0\r" +
            "VEC2 0 2 0\r",
        ],
        ["poscar"] =
        [
            "Ga As\n-160.0\n0.0 0.5 0.5\n0.5 0.0 0.5\n0.5 0.5 0.0\nGa As\n1 2\nSelective dynamics\nDirect\n" +
            "0 0 0 T T F\n0.25 0.25 0.25 F F F\n0.5 0.6 0.7 T T T\n\n0 0 0\n",
            "Ga As\n1 2.0 3\n4 0 0\n0 4 0.1\n0 0 4\n1 1\nCartesian\n0 0 0\n1.5 1.5D0 1.5\n",
            "Fe1N3\n1.0 2\n3 0 0\n0 3 0\n0 0 3\n1 3\nDirect\n0 0 0 Fe\n.5 .5 0 ! N\n.5 0 .5\n0 .5 .5\n\n0 0 0\n" +
            "two\n1.0\n3 0 0\n0 3 0\n0 0 3\nCs\n1\nDirect\n0 0 0\n",
        ],
        ["xdatcar"] =
        [
            "CsCl\n1.0\n3 0 0\n0 3 0\n0 0 3\nCs Cl\n1 1\nDirect configuration=     1\n0 0 0\n.5 .5 .5\n" +
            "Direct configuration=     2\n0.01 0 0\n.5 .5 .5\nCsCl\n1.0\n3 0 0\n0 3 0\n0 0 3.1\nCs Cl\n1 1\n" +
            "Direct configuration=     3\n0 0 0\n.5 .5 .5\n",
        ],
        ["aims"] =
        [
            "# comment\nlattice_vector 3 0 0\nlattice_vector 0.1 3 0\nlattice_vector 0 0 3\natom 0 0 0 Cu\n" +
            "  initial_moment 1.5\natom_frac 0.5 0.5 0.5 Au # gold\nempty 1 1 1 H\n",
        ],
        ["lammps-data"] =
        [
            "title units = metal\n\n2 atoms\n2 atom types\n\n0 4 xlo xhi\n-1 4 ylo yhi\n0 6 zlo zhi\n" +
            "0.5 0.1 -0.3 xy xz yz\n\nAtom Type Labels\n\n1 Ni\n2 Al\n\n" +
            "Masses\n\n1 58.69 # Ni\n2 26.98\n\nAtoms # full\n\n2 1 Al -0.5 1 2 3 0 0 1\n1 1 1 0.5 0 0 0 0 0 0\n\n" +
            "Velocities\n\n1 0 0 0\n2 0 0 0\n",
            "t\n2 atoms\n1 atom types\n4 0 0 avec\n1 4 0 bvec\n0 0 4 cvec\n0 0 0 abc origin\n\nMasses\n\n1 58.69\n" +
            "\nAtoms\n\n1 1 -0.5 0 0 0\n2 1 0.5 1 1 1\n",
            "t\n2 atoms\n2 atom types\n1 bonds\n0 3 xlo xhi\n0 3 ylo yhi\n0 3 zlo zhi\n\nMasses\n\n1 132.9\n2 35.45\n" +
            "\nAtoms\n\n1 1 1 1.0 0 0 0\n2 1 2 0.5 1.5 1.5 1.5\n\nBonds\n\n1 1 1 2\n",
            "t\n1 atoms\n1 atom types\n0 3 xlo xhi\n0 3 ylo yhi\n0 3 zlo zhi\n\nMasses\n\n1 132.9\n" +
            "\nAtoms # dipole\n\n1 1 1.0 0 0 0 0 0 1\n",
        ],
        ["lammps-dump"] =
        [
            "ITEM: UNITS\nreal\nITEM: TIME\n0.5\nITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\n" +
            "ITEM: BOX BOUNDS xy xz yz pp pp ff\n0 5.5 -1\n2 8.5 0.5\n3 9 1.5\n" +
            "ITEM: ATOMS id type element xs ys zs vx\n2 1 Ni 0 0 0 0.1\n1 2 Al 0.5 0.5 0.5 nan\n" +
            "ITEM: TIMESTEP\n10\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS abc origin pp pp pp\n4 0 0 0\n" +
            "1 4 0 0\n0 0 4 0\nITEM: ATOMS id mass type x y z ix\n1 58.69 1 0 0 0 -1\n",
        ],
        ["cif"] =
        [
            "data_NaCl\n_cell_length_a 5.64(1)\n_cell_length_b 5.64\n_cell_length_c 5.64\n_cell_angle_alpha 90\n" +
            "_cell_angle_beta 90\n_cell_angle_gamma 90\n" +
            "_symmetry_space_group_name_H-M 'F m -3 m'\n_symmetry_Int_Tables_number 225\nloop_\n" +
            "_symmetry_equiv_pos_as_xyz\n'x, y, z'\n'-x, 1/2+y, z'\n" +
            "loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n" +
            "_atom_site_fract_z\n_atom_site_occupancy\nNa1 Na+ 0 0 0 1.0\nCl1 Cl 0.5 0.5 0.5 ?\n" +
            "_publ_section_comment\n;text\nfield\n;\n",
        ],
        ["csv"] =
        [
            "# atoms\nid;X (nm);Y (nm);Z (nm);sigma;Element\n1;0,1;0,2;0,3;;Fe\n2;\"0,4\";0,55;0,6;1e-1;Pt2\n",
            "x,y,z,species\n0,0,0,Ni\n1,1,1,Al\n",
        ],
        ["pdb"] =
        [
            "HEADER    TEST\nCRYST1   10.000   11.000   12.000  90.00  95.00  90.00 P 1           1\nMODEL        1\n" +
            "ATOM      1  CA  ALA A   1       1.000   2.000   3.000  1.00 20.00           C  \n" +
            "HETATM    2 FE   HEM A   2       4.000   5.000   6.000  1.00 20.00          FE3+\nTER\nENDMDL\nEND\n",
        ],
        ["ndjson"] =
        [
            """
            {"id": "salt", "positions": [[0, 0, 0], [2.8, 0, 0]], "numbers": [11, 17], "pbc": [true, true, false],
            """.TrimEnd() + """
             "cell": [[5.6, 0, 0], [0, 5.6, 0], [0, 0, 5.6]], "energy": -3.5}
            {"positions": [[0, 0, 0]], "species": ["Cu"], "cell": [2.5, 0, 0, 0, 2.5, 0, 0, 0, 2.5], "pbc": 1}
            """,
        ],
    };

    private static readonly string[] Snippets =
    [
        "", " ", "\n", "\t", "\r", "\0", "\"", "'", "{", "}", "[", "]", "=", ":", "#", "!", "_", "?", ".", "-", "+",
        "\\", "T", "e", "D", "0", "-1", "1", "7", "99", "2147483648", "99999999999999999999", "nan", "inf", "1e999",
        "1e300", "-1e300", "1e-300", "1e-9", "0.0", "Xx", "H", "Cu1", "ITEM:", "Atoms", "Masses", "atoms", "loop_",
        "data_", ";", "\u00e9", "\ud83d\ude00", "\ufffd",
    ];

    public static TheoryData<string> Formats =>
        [.. StructureFormat.All.Where(format => format.Reader is not null).Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_files_give_structures_or_a_sentence(string name)
    {
        StructureFormat format = StructureFormat.FromName(name)!;
        foreach (string sample in Samples[name])
        {
            Assert.NotEmpty(Read(sample, name, Options(format)));
            Prop.ForAll(Damage(), damage => OnlyExpected(Apply(sample, damage), format))
                .Check(Fuzz.Config(250));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_truncation_gives_structures_or_a_sentence(string name)
    {
        StructureFormat format = StructureFormat.FromName(name)!;
        foreach (string sample in Samples[name])
        {
            for (int length = 0; length < sample.Length; length++)
                Assert.True(OnlyExpected(Encoding.UTF8.GetBytes(sample[..length]), format));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Rubbish_gives_a_sentence(string name)
    {
        StructureFormat format = StructureFormat.FromName(name)!;
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<byte[]>().Resize(300).ToArbitrary(),
                bytes => OnlyExpected(bytes, format) && OnlyExpected([0x1f, 0x8b, .. bytes], format))
            .Check(Fuzz.Config(100));
    }

    // Each step takes a place (as a fraction of the text), how many characters to remove there, and what to insert.
    private static Arbitrary<List<(int Place, int Remove, string Insert)>> Damage() => Arb.From(
        Gen.Choose(0, 9999).SelectMany(
                place => Gen.Frequency(
                    (4, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Choose(2, 12)), (1, Gen.Choose(13, 400))),
                (place, remove) => (place, remove))
            .SelectMany(_ => Gen.Elements(Snippets), (cut, insert) => (cut.place, cut.remove, insert))
            .NonEmptyListOf()
            .Resize(4)
            .Select(steps => steps.ToList()),
        steps => Enumerable.Range(0, steps.Count).Select(i => steps.Where((_, k) => k != i).ToList()));

    private static byte[] Apply(string text, IEnumerable<(int Place, int Remove, string Insert)> damage)
    {
        foreach ((int place, int remove, string insert) in damage)
        {
            int at = (int)((long)place * text.Length / 10_000);
            text = text.Remove(at, Math.Min(remove, text.Length - at)).Insert(at, insert);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static bool OnlyExpected(byte[] bytes, StructureFormat format)
    {
        foreach (StructureReadOptions options in
            (StructureReadOptions[])[Options(format), Species("Ni", "Al"), Lenient(format)])
        {
            try
            {
                foreach (AtomicStructure structure in StructureFile.Read(new MemoryStream(bytes), "damaged", options))
                    Assert.True(structure.Count > 0);
            }
            catch (StructureFormatException error)
            {
                Assert.DoesNotContain(error.Message, char.IsControl);
                Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
                Assert.InRange(error.Line, 0, bytes.Count(value => value is (byte)'\n' or (byte)'\r') + 2L);
            }
        }

        return true;
    }

    // Frames behind a broken one are looked for, and what is left out is told in sentences.
    private static StructureReadOptions Lenient(StructureFormat format) => new()
    {
        Format = format,
        BrokenFrame = error => Assert.EndsWith(".", error.Message, StringComparison.Ordinal),
        Note = note =>
        {
            Assert.DoesNotContain(note, char.IsControl);
            Assert.EndsWith(".", note, StringComparison.Ordinal);
        },
    };

    private static StructureReadOptions Options(StructureFormat format) => new() { Format = format };
}
