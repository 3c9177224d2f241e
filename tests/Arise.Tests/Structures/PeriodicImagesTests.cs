using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures;

public class PeriodicImagesTests
{
    [Theory]
    [InlineData(1, 0, 0, 3.5)]
    [InlineData(2.5, 0.7, -0.4, 6)]
    [InlineData(0.3, 0.2, 0.1, 2)]
    [InlineData(30, 3, 3, 2)]
    public void The_count_is_that_of_the_images_and_the_quick_one_is_never_less(
        double edge, double skewB, double skewC, double reach)
    {
        var random = new Random(3);
        var lattice = new Lattice(
            new Vector3D(edge, 0, 0), new Vector3D(skewB, 1.1 * edge, 0), new Vector3D(skewC, skewB, 0.9 * edge));
        foreach (Periodicity periodicity in (Periodicity[])[Periodicity.Bulk, new(true, false, true)])
        {
            Vector3D[] positions = [.. Enumerable.Range(0, 5).Select(_ => lattice.ToCartesian(
                new Vector3D(random.NextDouble(), random.NextDouble(), random.NextDouble())))];
            int images = PeriodicImages.Around(positions, lattice, periodicity, reach).Positions.Count - 5;
            Assert.Equal(images, PeriodicImages.Count(positions, lattice, periodicity, reach, enough: 0));
            Assert.True(PeriodicImages.Count(positions, lattice, periodicity, reach, double.MaxValue) >= images);
        }
    }

    [Theory]
    [InlineData(0.1, 1e3)]
    [InlineData(1e-3, 100)]
    [InlineData(1e-100, 100)]
    [InlineData(1e-9, 1e300)]
    public void More_than_the_budget_is_refused_before_it_is_written_out(double edge, double reach)
    {
        var lattice = new Lattice(new Vector3D(edge, 0, 0), new Vector3D(0, edge, 0), new Vector3D(0, 0, edge));
        long before = GC.GetAllocatedBytesForCurrentThread();
        MemoryBudgetException error = Assert.Throws<MemoryBudgetException>(
            () => new NeighborSearch([Vector3D.Zero], lattice, Periodicity.Bulk, reach));
        Assert.Contains("of 1 atoms", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
