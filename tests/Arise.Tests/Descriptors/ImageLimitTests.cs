using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

public class ImageLimitTests
{
    // Two atoms of different species far apart in a needle.
    [Theory]
    [InlineData(0.11, 200)]
    [InlineData(0.2, 190)]
    [InlineData(1e-3, 50)]
    public void Needles_are_refused_with_their_shortest_vector(double width, double length)
    {
        var structure = new AtomicStructure(
            [Vector3D.Zero, new Vector3D(width / 2, width / 2, length / 2)],
            [ChemicalElement.Parse("Cu"), ChemicalElement.Parse("Al")],
            Cell(width, width, length),
            Periodicity.Bulk);
        long before = GC.GetAllocatedBytesForCurrentThread();
        DescriptorException error =
            Assert.Throws<DescriptorException>(() => new SoapDescriptor().Compute(structure));
        Assert.Contains(FormattableString.Invariant($"a vector of {width:G3} Angstrom"), error.Message,
            StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1L << 30);
    }

    [Fact]
    public void Dense_cells_are_refused()
    {
        AtomicStructure structure = Cube(20, 0.02, isPeriodic: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DescriptorException>(
            () => ImageLimit.Require(structure, 20.2));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1L << 28);
    }

    // The first radius shrinks with the density, and finds the same distances.
    [Fact]
    public void A_crystal_in_nanometers_has_its_lengths()
    {
        AtomicStructure structure = Cube(10, 0.25, isPeriodic: true);
        Assert.Equal(0.25, NearestNeighborDistance.Compute(structure)[0, 0], 1e-9);
        Assert.Equal(0.25, NearestNeighborDistance.Compute(Cube(10, 0.25, isPeriodic: false))[0, 0], 1e-9);
    }

    [Fact]
    public void Atoms_packed_into_a_point_are_described_without_much_memory()
    {
        AtomicStructure structure = Cube(16, 0.01, isPeriodic: false);
        Assert.True(double.IsNaN(NearestNeighborDistance.Compute(structure)[0, 0]));
    }

    [Theory]
    [InlineData(2.5, 100, 400)]
    [InlineData(2.5, 2.5, 60)]
    [InlineData(100, 100, 400)]
    public void What_a_crystal_may_need_passes(double width, double length, double reach) => ImageLimit.Require(
        new AtomicStructure(
            [Vector3D.Zero], [ChemicalElement.Parse("Cu")], Cell(width, width, length), Periodicity.Bulk),
        reach);

    private static AtomicStructure Cube(int atoms, double spacing, bool isPeriodic) => new(
        [.. from x in Enumerable.Range(0, atoms)
            from y in Enumerable.Range(0, atoms)
            from z in Enumerable.Range(0, atoms)
            select spacing * new Vector3D(x, y, z)],
        [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), atoms * atoms * atoms)],
        isPeriodic ? Cell(atoms * spacing, atoms * spacing, atoms * spacing) : null,
        isPeriodic ? Periodicity.Bulk : Periodicity.None);

    private static Lattice Cell(double a, double b, double c) =>
        new(new Vector3D(a, 0, 0), new Vector3D(0, b, 0), new Vector3D(0, 0, c));
}
