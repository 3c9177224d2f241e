using Arise.Numerics;
using Arise.Prototypes;
using Arise.Screening;
using Arise.Structures;

namespace Arise.Tests.Screening;

public class StructureContentTests
{
    private static readonly AtomicStructure Salt = PrototypeLibrary.Find("rock salt").Structure;

    [Fact]
    public void A_structure_is_read_as_it_was_written()
    {
        foreach (AtomicStructure structure in new[]
        {
            Salt, Salt.WithPeriodicity(Periodicity.InPlane),
            new AtomicStructure(
                [new Vector3D(1, 2, 3)], [ChemicalElement.FromAtomicNumber(6)],
                properties: new Dictionary<string, string> { ["unit"] = "pixel", ["energy"] = "3" }),
        })
        {
            byte[] bytes = StructureContent.Of(structure);
            AtomicStructure read = StructureContent.Read(StructureContent.Compress(bytes));
            Assert.Equal(structure.Positions, read.Positions);
            Assert.Equal(structure.Species, read.Species);
            Assert.Equal((structure.Lattice, structure.Periodicity), (read.Lattice, read.Periodicity));
            Assert.Equal(structure.LengthUnit, read.LengthUnit);
            Assert.Equal(bytes, StructureContent.Of(read));
        }
    }

    [Fact]
    public void What_the_answer_depends_on_changes_the_hash_and_nothing_else_does()
    {
        byte[] hash = Hash(Salt);
        Assert.Equal(hash, Hash(Salt.WithName("salt")));
        Assert.Equal(hash, Hash(Moved(Salt, -0.0)));
        Assert.NotEqual(hash, Hash(Moved(Salt, 1e-15)));
        Assert.NotEqual(hash, Hash(Salt.AsOneSpecies()));
        Assert.NotEqual(hash, Hash(Salt.WithPeriodicity(Periodicity.None)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public void Damaged_bytes_are_refused(int length) => Assert.Throws<InvalidDataException>(
        () => StructureContent.Read(StructureContent.Compress(StructureContent.Of(Salt).AsSpan(0, length))));

    private static byte[] Hash(AtomicStructure structure) => StructureContent.Hash(StructureContent.Of(structure));

    // The first atom stands at zero, with or without a sign.
    private static AtomicStructure Moved(AtomicStructure structure, double x)
    {
        Assert.Equal(0, structure.Positions[0].X);
        return structure.WithPositions([new Vector3D(x, 0, 0) + structure.Positions[0], .. structure.Positions[1..]]);
    }
}
