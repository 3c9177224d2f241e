using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class ClassRelativesTests
{
    [Fact]
    public void Members_are_relatives_and_other_types_are_not()
    {
        var relatives = new ClassRelatives([PrototypeLibrary.Find("hcp"), PrototypeLibrary.Find("B1")]);
        Lattice hexagonal = PrototypeLibrary.Find("hcp").Structure.Lattice!;
        AtomicStructure cell = PrototypeLibrary.Find("hcp").Structure;
        AtomicStructure longer = new(
            [.. cell.Positions.ToArray().Select(p => new Vector3D(p.X, p.Y, 1.02 * p.Z))],
            cell.Species,
            new Lattice(hexagonal.A, hexagonal.B, 1.02 * hexagonal.C),
            Periodicity.Bulk);

        Assert.True(relatives.Distance(longer) < ClassRelatives.Related);
        Assert.True(relatives.Distance(PrototypeLibrary.Find("diamond").Structure) > 2 * ClassRelatives.Related);
    }
}
