using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public class MapPlanTests
{
    private static readonly NetworkArchitecture Shipped = ShippedModels.Default.Architecture;

    // Far more boxes than memory, up to more than any number of 32 bits.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [InlineData(0.0001)]
    public void Too_many_boxes_are_refused_before_they_are_counted(double stride) =>
        Refused(nameof(MapSettings.Stride), () => new MapPlan(Cluster(60), MapSettings.Cubes(10, stride), Shipped));

    [Fact]
    public void Boxes_beyond_counting_are_told_with_the_memory() => Assert.Contains(
        "of memory",
        Assert.Throws<ArgumentException>(() => BoxGridOf(1e-4)).Message,
        StringComparison.Ordinal);

    private static MapPlan BoxGridOf(double stride) => new(Cluster(60), MapSettings.Cubes(10, stride));

    [Fact]
    public void Empty_space_between_clusters_counts()
    {
        AtomicStructure cluster = Cluster(0);
        AtomicStructure far = new(
            [.. cluster.Positions, .. cluster.Positions.ToArray().Select(p => p + new Vector3D(5000, 5000, 5000))],
            [.. cluster.Species, .. cluster.Species]);
        Refused(nameof(MapSettings.Stride), () => new MapPlan(far, MapSettings.Cubes(10, 3), Shipped));
    }

    [Theory]
    [InlineData(150)]
    [InlineData(3000)]
    [InlineData(1e9)]
    public void A_box_of_endless_copies_is_refused_before_they_are_made(double edge) => Refused(
        nameof(MapSettings.Edge),
        () => new MapPlan(PrimitiveCell(), MapSettings.Cubes(edge, edge), Shipped));

    [Fact]
    public void A_box_of_many_copies_is_no_mistake()
    {
        var plan = new MapPlan(PrimitiveCell(), MapSettings.Cubes(30, 30), Shipped);
        Assert.Equal((ReadOnlySpan<int>)[1331], plan.AtomCounts.AsSpan());
    }

    private static void Refused(string property, Func<MapPlan> plan)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception error = Assert.ThrowsAny<Exception>(() => plan());
        Assert.Equal(
            property, error is MemoryBudgetException budget ? budget.Setting : ((ArgumentException)error).ParamName);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 100 << 20);
    }

    private static AtomicStructure PrimitiveCell() => new(
        [Vector3D.Zero],
        [ChemicalElement.Parse("Po")],
        new Lattice(new Vector3D(3, 0, 0), new Vector3D(0, 3, 0), new Vector3D(0, 0, 3)),
        Periodicity.Bulk);

    private static AtomicStructure Cluster(double shift) => new(
        [.. from x in Enumerable.Range(0, 6)
            from y in Enumerable.Range(0, 6)
            from z in Enumerable.Range(0, 6)
            select new Vector3D((3 * x) + shift, 3 * y, 3 * z)],
        [.. Enumerable.Repeat(ChemicalElement.Parse("Po"), 216)]);
}
