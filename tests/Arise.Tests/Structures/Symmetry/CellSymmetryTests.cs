using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

public class CellSymmetryTests
{
    // Orders of the point groups of the crystal classes, International Tables for Crystallography, vol. A.
    [Theory]
    [InlineData("fcc", 48)]
    [InlineData("diamond", 48)]
    [InlineData("hcp", 24)]
    [InlineData("zinc blende", 24)]
    [InlineData("wurtzite", 12)]
    [InlineData("L10_CuAu", 16)]
    [InlineData("alpha-Sm", 12)]
    [InlineData("MoS2", 12)]
    [InlineData("graphene", 24)]
    [InlineData("Cu2CdSnS4", 8)]
    [InlineData("FeSi", 12)]
    public void Point_groups_have_the_order_of_the_crystal_class(string name, int order) =>
        Assert.Equal(order, CellSymmetry.Of(PrototypeLibrary.Find(name).Structure).PointGroup.Length);

    /// <summary>
    /// As many operations as the table of space groups has, times the centering if the cell is the centered one.
    /// </summary>
    [Fact]
    public void Further_classes_have_the_operations_of_their_space_group_exactly()
    {
        foreach (Prototype prototype in PrototypeLibrary.All.Skip(PrototypeLibrary.Published.Count))
        {
            CellSymmetry found = CellSymmetry.Of(prototype.Structure, 1e-6);
            IReadOnlyList<SymmetryOperation> group =
                SpaceGroup.FromNumber(prototype.SpaceGroupNumber!.Value).Settings[0].Operations;
            int order = group.Select(operation => operation.WithoutTranslation()).Distinct().Count();
            Assert.True(order == found.PointGroup.Length, prototype.Label);
            Assert.True(found.Operations.Length == order, $"{prototype.Label}: the cell is not primitive");
            Assert.Equal(Counts(group.DistinctBy(o => o.WithoutTranslation()).Select(Type)), Counts(
                found.PointGroup.Select(Type)));

            // A larger tolerance finds no more: the crystal is no distortion of one of higher symmetry.
            Assert.Equal(order, CellSymmetry.Of(prototype.Structure, 0.05).PointGroup.Length);
        }
    }

    [Theory]
    [InlineData("rock salt")]
    [InlineData("corundum")]
    [InlineData("rutile")]
    [InlineData("alpha-uranium")]
    [InlineData("calaverite")]
    public void A_skewed_cell_has_the_same_group(string name)
    {
        AtomicStructure cell = PrototypeLibrary.Find(name).Structure;
        Lattice lattice = cell.Lattice!;
        var skewed = new AtomicStructure(
            cell.Positions,
            cell.Species,
            new Lattice(lattice.A, lattice.B + (3 * lattice.A), lattice.C - (2 * lattice.B) + lattice.A),
            cell.Periodicity);
        Assert.Equal(CellSymmetry.Of(cell).PointGroup.Length, CellSymmetry.Of(skewed).PointGroup.Length);
        int doubled = CellSymmetry.Of(cell.Repeat(1, 1, 2)).Operations.Length;
        Assert.Equal(0, doubled % 2);
    }

    [Fact]
    public void Operations_take_every_atom_to_the_image_they_name()
    {
        AtomicStructure cell = PrototypeLibrary.Find("corundum").Structure;
        foreach (CellSymmetry.Operation operation in CellSymmetry.Of(cell).Operations)
        {
            Vector3D shift = cell.Positions[operation.Images[0]] - operation.Rotation.Apply(cell.Positions[0]);
            for (int atom = 0; atom < cell.Count; atom++)
            {
                Vector3D image = operation.Rotation.Apply(cell.Positions[atom]) + shift;
                Vector3D miss = PeriodicPointIndex.NearestImage(
                    cell.Lattice!,
                    cell.Lattice!.ToFractional(image),
                    cell.Lattice.ToFractional(cell.Positions[operation.Images[atom]]));
                Assert.InRange(miss.Length, 0, 1e-6);
                Assert.Equal(cell.Species[atom], cell.Species[operation.Images[atom]]);
            }
        }
    }

    [Fact]
    public void A_shifted_atom_lowers_the_symmetry_once_it_is_off_by_more_than_the_tolerance()
    {
        AtomicStructure cell = PrototypeLibrary.Find("CsCl").Structure;
        foreach ((double shift, int order) in new[] { (0.02, 48), (0.6, 8) })
        {
            Vector3D[] positions = cell.Positions.ToArray();
            positions[1] += new Vector3D(0, 0, shift);
            Assert.Equal(order, CellSymmetry.Of(cell.WithPositions(positions)).PointGroup.Length);
        }
    }

    // Determinant and trace tell a rotation by its angle from a reflection or an inversion axis.
    private static (int, int) Type(SymmetryOperation operation) => (operation.Determinant, operation.Trace);

    private static (int, int) Type(Rotation r) => (
        (int)Math.Round(Vector3D.Dot(r.X, Vector3D.Cross(r.Y, r.Z))), (int)Math.Round(r.X.X + r.Y.Y + r.Z.Z));

    private static IEnumerable<((int, int), int)> Counts(IEnumerable<(int, int)> types) =>
        types.GroupBy(type => type).Select(group => (group.Key, group.Count())).Order();
}
