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

    [Fact]
    public void A_structure_without_a_cell_is_refused()
    {
        var molecule = new AtomicStructure([Vector3D.Zero], [ChemicalElement.Parse("He")]);
        StructureFormatException error = Assert.Throws<StructureFormatException>(() => Write(molecule));
        Assert.Contains("needs a cell", error.Message, StringComparison.Ordinal);
    }

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
