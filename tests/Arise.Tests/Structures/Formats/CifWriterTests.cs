using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Arise.Tests.Structures.Formats;

public class CifWriterTests : CifTestBase
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_crystal() =>
        Prop.ForAll(Arb.From(Crystals()), crystal =>
        {
            AtomicStructure back = ReadOne(Write(crystal));
            Assert.Equal(Periodicity.Bulk, back.Periodicity);
            Assert.Equal(crystal.Species, back.Species);
            Assert.Equal(crystal.Lattice!.Volume, back.Lattice!.Volume, 1e-9 * crystal.Lattice.Volume);
            for (int i = 0; i < crystal.Count; i++)
            {
                for (int j = 0; j < i; j++)
                    Assert.Equal(
                        (crystal.Positions[i] - crystal.Positions[j]).Length,
                        (back.Positions[i] - back.Positions[j]).Length,
                        1e-9);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_frame_is_a_data_block_with_a_name_of_its_own()
    {
        AtomicStructure[] frames = [Named("a"), Named("b"), Named("A"), Named("b")];
        using var stream = new MemoryStream();
        StructureFile.Write(stream, "out.cif", frames);
        stream.Position = 0;
        AtomicStructure[] read = [.. StructureFile.Read(stream, "out.cif")];
        Assert.Equal(["a", "b", "A_3", "b_4"], read.Select(structure => structure.Name));

        static AtomicStructure Named(string name) => new(
            [default], [ChemicalElement.Parse("Po")], Lattice.FromParameters(3, 3, 3, 90, 90, 90), Periodicity.Bulk,
            name: name);
    }

    // Handedness: the triple product of three vectors between atoms keeps its sign.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_left_handed_cell_keeps_the_handedness_of_the_atoms(int sign)
    {
        var crystal = new AtomicStructure(
            [new(0.1, 0.2, 0.3), new(1.4, 0.3, 0.2), new(0.2, 1.9, 0.4), new(0.3, 0.4, 2.6)],
            [.. Enumerable.Repeat(ChemicalElement.Parse("C"), 4)],
            new Lattice(new(5, 0, 0), new(0.4, 6, 0), new(0.3, 0.2, sign * 7)),
            Periodicity.Bulk);
        Assert.Equal(Handedness(crystal), Handedness(ReadOne(Write(crystal))), 1e-9);
    }

    [Fact]
    public void The_block_name_is_one_word()
    {
        AtomicStructure crystal = ReadOne(Write(Salt("NaCl, rock salt\n(α)")));
        Assert.Equal("NaCl,_rock_salt_(_)", crystal.Name);
        Assert.Equal("ClNa", ReadOne(Write(Salt(null))).Name);
    }

    // Fluorite (Fm-3m, 12 atoms of 2 sites), and diamond in the second origin, whose Hall symbol tells it.
    [Theory]
    [InlineData("'F m -3 m'", "Ca 0 0 0\nF 0.25 0.25 0.25\n", 2, "F m -3 m", 192)]
    [InlineData("'F d -3 m :2'", "C 0.125 0.125 0.125\n", 1, "F d -3 m", 192)]
    [InlineData("'P 63/m m c'", "Mg 0.33333 0.66667 0.25\n", 1, "P 63/m m c", 24)]
    public void Symmetry_that_came_with_a_structure_is_written(
        string group, string sites, int listed, string symbol, int operations)
    {
        bool isHexagonal = symbol[0] == 'P';
        AtomicStructure crystal = ReadOne(
            $"data_x\n_cell_length_a 5\n_cell_length_b 5\n_cell_length_c {(isHexagonal ? 8 : 5)}\n"
            + $"_cell_angle_gamma {(isHexagonal ? 120 : 90)}\n_space_group_name_H-M_alt {group}\nloop_\n"
            + $"_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n{sites}");
        AtomicStructure overXyz = FormatTestBase.ReadOne(
            FormatTestBase.Write(StructureFormat.ExtendedXyz, crystal));

        foreach (AtomicStructure structure in (AtomicStructure[])[crystal, overXyz])
        {
            string text = Write(structure);
            AtomicStructure back = ReadOne(text);

            Assert.Contains($"_space_group_name_H-M_alt '{symbol}'\n", text, StringComparison.Ordinal);
            Assert.Equal(listed, text.Split(" 1\n").Length - 1);
            Assert.Equal(operations, text.Split('\n').Count(line => line.StartsWith('\'') && line.EndsWith('\'')));
            Assert.Equal(crystal.Formula(), back.Formula());
            Assert.Equal(Sorted(crystal), Sorted(back));
        }
    }

    [Fact]
    public void Symmetry_that_no_longer_holds_is_not_written()
    {
        AtomicStructure crystal = ReadOne(
            "data_x\n_cell_length_a 5\n_cell_length_b 5\n_cell_length_c 5\n_space_group_name_H-M_alt 'P m -3 m'\n"
            + "loop_\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
            + "Cs 0 0 0\nCl 0.5 0.5 0.5\n");
        AtomicStructure moved = crystal.WithPositions([new Vector3D(0, 0, 0.01), crystal.Positions[1]]);
        AtomicStructure alike = crystal.WithSpecies([crystal.Species[0], crystal.Species[0]]);

        Assert.Contains("'P m -3 m'", Write(crystal), StringComparison.Ordinal);
        Assert.Contains("'P 1'", Write(moved), StringComparison.Ordinal);
        Assert.Contains("'P m -3 m'", Write(alike), StringComparison.Ordinal);
        Assert.Equal(8, ReadOne(Write(crystal.Repeat(2, 2, 1))).Count);
    }

    [Fact]
    public void A_structure_without_a_cell_is_refused()
    {
        var molecule = new AtomicStructure([Vector3D.Zero], [ChemicalElement.Parse("He")]);
        StructureFormatException error = Assert.Throws<StructureFormatException>(() => Write(molecule));
        Assert.Contains("needs a cell", error.Message, StringComparison.Ordinal);
    }

    private static (string, double, double, double)[] Sorted(AtomicStructure structure) =>
    [
        .. structure.Species.ToArray().Zip(
            structure.Positions.ToArray(),
            (element, position) => structure.Lattice!.ToFractional(position) is var f
                ? (element.Symbol, Into(f.X), Into(f.Y), Into(f.Z))
                : default).Order(),
    ];

    private static double Into(double coordinate) => Math.Round(coordinate - Math.Floor(coordinate + 1e-7), 6);

    private static AtomicStructure Salt(string? name) => new(
        [Vector3D.Zero, new(2.82, 0, 0)],
        [ChemicalElement.Parse("Na"), ChemicalElement.Parse("Cl")],
        new Lattice(new(0, 2.82, 2.82), new(2.82, 0, 2.82), new(2.82, 2.82, 0)),
        Periodicity.Bulk,
        name: name);

    private static double Handedness(AtomicStructure four) => Vector3D.Dot(
        four.Positions[1] - four.Positions[0],
        Vector3D.Cross(four.Positions[2] - four.Positions[0], four.Positions[3] - four.Positions[0]));

    // Atoms on a grid of 2 Angstrom, each displaced by less than 0.9, in an arbitrary cell that holds the grid.
    private static Gen<AtomicStructure> Crystals() =>
        from count in Gen.Choose(1, 12)
        from displacement in Gen.Choose(-900, 900).ArrayOf(3 * count)
        from shear in Gen.Choose(-1000, 1000).ArrayOf(6)
        from elements in Gen.Choose(1, ChemicalElement.MaxAtomicNumber).ArrayOf(count)
        select new AtomicStructure(
            [.. Enumerable.Range(0, count).Select(i => new Vector3D(
                (2.0 * i) + (displacement[3 * i] / 1000.0), displacement[(3 * i) + 1] / 1000.0, displacement[(3 * i)
                    + 2] / 1000.0))],
            [.. elements.Select(ChemicalElement.FromAtomicNumber)],
            new Lattice(
                new Vector3D(26, shear[0] / 400.0, shear[1] / 400.0),
                new Vector3D(shear[2] / 400.0, 8, shear[3] / 400.0),
                new Vector3D(shear[4] / 400.0, shear[5] / 400.0, 9)),
            Periodicity.Bulk);
}
