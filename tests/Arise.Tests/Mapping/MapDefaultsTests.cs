using Arise.Mapping;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public sealed class MapDefaultsTests
{
    // Shape of the sample in cells of copper, and the axes that should have one layer of boxes.
    [Theory]
    [InlineData(14, 14, 14, "")]
    [InlineData(22, 22, 3, "z")]
    [InlineData(3, 40, 3, "xz")]
    public void Typical_boxes_hold_about_150_atoms_and_slabs_and_rods_have_one_layer(
        int nx, int ny, int nz, string layers)
    {
        AtomicStructure sample = Copper(nx, ny, nz);
        Vector3D edge = MapDefaults.Edge(sample, wrap: true);
        Vector3D stride = MapDefaults.Stride(sample, edge, Vector3D.Zero, wrap: true);
        var plan = new MapPlan(sample, new MapSettings { Edge = edge, Stride = stride });
        Assert.InRange(plan.MedianAtoms, 100, 200);
        Assert.InRange(plan.Grid.Count, 30, MapDefaults.MostBoxes);
        for (int axis = 0; axis < 3; axis++)
            Assert.Equal(layers.Contains("xyz"[axis], StringComparison.Ordinal), plan.Grid[axis].Count == 1);
    }

    // A slice of a wire that holds 150 atoms would be three planes thick, nearly all surface.
    [Theory]
    [InlineData(5, 5, 30)]
    [InlineData(4, 30, 5)]
    [InlineData(40, 40, 4)]
    [InlineData(3, 3, 3)]
    public void Boxes_are_thin_only_where_the_sample_is(int nx, int ny, int nz)
    {
        AtomicStructure sample = Copper(nx, ny, nz);
        (Vector3D low, Vector3D high) = BoxGrid.Extent(sample);
        Vector3D edge = MapDefaults.Edge(sample, wrap: true), extent = high - low;
        const double nearest = 2.556;
        for (int axis = 0; axis < 3; axis++)
        {
            Assert.InRange(
                edge[axis], Math.Min(4.5 * nearest, extent[axis]), Math.Max(6 * nearest, 1.1 * extent[axis]));
        }
    }

    // Wires, particles and slabs, round ones too, that are thicker than a box of 150 atoms, 12 Angstrom, and some that
    // are so thin that such a box spans them.
    [Theory]
    [InlineData(5, 5, 30, false)]
    [InlineData(30, 6, 6, false)]
    [InlineData(22, 22, 6, false)]
    [InlineData(22, 22, 3, false)]
    [InlineData(7, 7, 30, true)]
    [InlineData(6, 6, 9, true)]
    [InlineData(9, 9, 9, true)]
    public void The_box_is_a_cube(int nx, int ny, int nz, bool isRound)
    {
        AtomicStructure sample = Copper(nx, ny, nz);
        if (isRound)
        {
            Vector3D middle = 0.5 * 3.615 * new Vector3D(nx, ny, nz);
            sample = sample.Select([.. Enumerable.Range(0, sample.Count).Where(atom =>
            {
                Vector3D d = sample.Positions[atom] - middle;
                return Math.Pow(d.X / middle.X, 2) + Math.Pow(d.Y / middle.Y, 2)
                    + (nz > 20 ? 0 : Math.Pow(d.Z / middle.Z, 2)) < 1;
            })]);
        }

        Vector3D edge = MapDefaults.Edge(sample, wrap: true);
        Assert.Equal((edge.X, edge.X), (edge.Y, edge.Z));
        var plan = new MapPlan(sample, MapSettings.For(sample));
        Assert.True(plan.Boxes.Length > 0);

        Assert.InRange(plan.MedianAtoms, 100, 200);
    }

    [Fact]
    public void A_flat_sample_has_one_layer_of_cubes()
    {
        AtomicStructure graphene = PrototypeLibrary.Find("graphene").Structure;
        AtomicStructure sheet = Supercell.Repeat(graphene, 30, 30, 1).WithPeriodicity(Periodicity.None);
        sheet = sheet.WithPositions([.. sheet.Positions.ToArray().Select(p => p with { Z = 0 })]);
        Vector3D edge = MapDefaults.Edge(sheet, wrap: true);
        Assert.Equal(edge.X, edge.Z);
        Vector3D stride = MapDefaults.Stride(sheet, edge, Vector3D.Zero, wrap: true);
        var plan = new MapPlan(sheet, new MapSettings { Edge = edge, Stride = stride });
        Assert.Equal(1, plan.Grid.Z.Count);
        Assert.InRange(plan.MedianAtoms, 100, 200);
    }

    // Copper beside diamond of a quarter of its density, on twice the volume: most boxes hold few atoms.
    [Fact]
    public void Boxes_hold_about_150_atoms_where_densities_differ()
    {
        AtomicStructure dense = Copper(7, 10, 9);
        Vector3D[] sites = [default, new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0)];
        var sparse = new List<Vector3D>();
        for (int x = 0; x < 7; x++)
        {
            for (int y = 0; y < 5; y++)
            {
                for (int z = 0; z < 4; z++)
                {
                    foreach (Vector3D site in sites)
                    {
                        Vector3D p = 7.4 * (new Vector3D(x, y, z) + site);
                        sparse.Add(new Vector3D(27, 0, 0) + p);
                        sparse.Add(new Vector3D(27, 0, 0) + p + (7.4 / 4 * new Vector3D(1, 1, 1)));
                    }
                }
            }
        }

        Vector3D[] positions = [.. dense.Positions, .. sparse];
        var sample = new AtomicStructure(
            positions, [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), positions.Length)]);
        CheckMedian(sample);
    }

    [Fact]
    public void Boxes_hold_about_150_atoms_in_the_four_grains() => CheckMedian(
        PublishedSamples.FourGrains);

    [Fact]
    public void The_choice_scales_with_the_unit_of_length()
    {
        AtomicStructure sample = Copper(12, 12, 12);
        AtomicStructure inPixels = sample.WithPositions([.. sample.Positions.ToArray().Select(p => 10 * p)]);
        Assert.Equal(10 * MapDefaults.Edge(sample, true).X, MapDefaults.Edge(inPixels, true).X, 1e-6);
    }

    private static void CheckMedian(AtomicStructure sample)
    {
        Vector3D edge = MapDefaults.Edge(sample, true);
        Assert.Equal(edge, MapDefaults.Edge(sample, true));
        Vector3D stride = MapDefaults.Stride(sample, edge, Vector3D.Zero, true);
        var plan = new MapPlan(sample, new MapSettings { Edge = edge, Stride = stride });
        Assert.InRange(plan.MedianAtoms, 100, 200);
    }

    private static AtomicStructure Copper(int nx, int ny, int nz)
    {
        const double a = 3.615;
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        var cell = new AtomicStructure(
            [default, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)],
            [copper, copper, copper, copper],
            new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, a)),
            Periodicity.Bulk);
        return Supercell.Repeat(cell, nx, ny, nz).WithPeriodicity(Periodicity.None);
    }
}
