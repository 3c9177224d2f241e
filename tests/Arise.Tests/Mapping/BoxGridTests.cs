using Arise.Mapping;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public sealed class BoxGridTests
{
    private static readonly ChemicalElement Iron = ChemicalElement.Parse("Fe");

    // Grids and numbers of boxes as published with the method (doi:10.1038/s41467-021-26511-5, Fig. 2).
    [Fact]
    public void The_four_grain_slab_has_the_published_grid()
    {
        var plan = new MapPlan(PublishedSamples.FourGrains, new MapSettings
        {
            Edge = new Vector3D(16, 16, 16),
            Stride = new Vector3D(1, 1, 16),
            Padding = new Vector3D(0.5, 0.5, 0),
            MinimumAtoms = 51,
        });
        Assert.Equal("1 x 119 x 121", plan.Grid.ToString());
        Assert.Equal(7968, plan.Boxes.Length);
    }

    [Fact]
    public void The_pearl_structure_has_the_published_grid()
    {
        var plan = new MapPlan(
            PublishedSamples.Pearl,
            MapSettings.Cubes(10, 2) with { Padding = new Vector3D(1, 1, 1), MinimumAtoms = 11 });
        Assert.Equal("55 x 20 x 22", plan.Grid.ToString());
        Assert.Equal(8522, plan.Boxes.Length);
    }

    [Theory]
    [InlineData(0, 10, 4, 2, 0)]
    [InlineData(-3, 7.3, 4, 1.7, 0.5)]
    [InlineData(2, 2.5, 4, 3, 0)]
    [InlineData(0, 40, 4, 9, 0)]
    [InlineData(0, 15.2, 16, 16, 0)]
    public void The_boxes_cover_the_padded_extent_and_stick_out_alike_at_both_ends(
        double min, double max, double edge, double stride, double padding)
    {
        GridAxis axis = GridAxis.Over(min, max, edge, stride, padding);
        double low = min - (padding * edge), high = max + (padding * edge);
        double before = low - axis.Low, after = axis.Start(axis.Count - 1) + edge - high;
        Assert.True(before >= -1e-12);
        Assert.Equal(before, after, 1e-9);
        Assert.Equal((int)Math.Floor((high - low) / stride) + 1, axis.Count);
    }

    // n = floor(40/9) + 1 = 5 boxes of 2 end at 38, short of 40: one more is added, which the formula alone lacks.
    [Fact]
    public void A_box_is_added_where_the_last_one_would_fall_short()
    {
        GridAxis axis = GridAxis.Over(0, 40, 2, 9);
        Assert.Equal(6, axis.Count);
        Assert.Equal(-3.5, axis.Low, 1e-12);
    }

    [Fact]
    public void A_slab_has_one_layer()
    {
        Assert.Equal(1, GridAxis.Over(0, 15.2, 16, 16).Count);
        Assert.Equal(-0.4, GridAxis.Over(0, 15.2, 16, 16).Low, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12.5)]
    public void The_boxes_of_a_coordinate_are_those_whose_closed_interval_contains_it(double period)
    {
        GridAxis axis = period > 0 ? GridAxis.Periodic(0, period, 3, 0.5) : GridAxis.Over(0, 12.5, 3, 0.5);
        for (double x = -1; x < 14; x += 0.125)
        {
            (int first, int last) = axis.Containing(x);
            int from = period > 0 ? -60 : 0, to = period > 0 ? 60 : axis.Count;
            int[] expected =
                [.. Enumerable.Range(from, to - from).Where(k => x >= axis.Start(k) && x <= axis.Start(k) + axis.Edge)];
            Assert.Equal(expected, Enumerable.Range(first, Math.Max(last - first + 1, 0)));
        }
    }

    [Fact]
    public void Only_axes_whose_lattice_vector_is_at_right_angles_to_the_others_wrap()
    {
        var hexagonal = new AtomicStructure(
            [default], [Iron], Lattice.FromParameters(20, 20, 30, 90, 90, 120), Periodicity.Bulk);
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(axis => BoxGrid.CanWrap(hexagonal, axis)));
        BoxGrid grid = BoxGrid.Over(hexagonal, MapSettings.Cubes(10, 4));
        Assert.False(grid.X.Wraps);
        Assert.Equal(8, grid.Z.Count);
        Assert.Equal(30.0 / 8, grid.Z.Stride, 1e-12);
    }

    [Fact]
    public void Numbers_and_places_of_boxes_belong_together()
    {
        var grid = new BoxGrid(new GridAxis(0, 1, 3, 1), new GridAxis(0, 1, 4, 1), new GridAxis(0, 1, 5, 1));
        for (int box = 0; box < grid.Count; box++)
        {
            (int x, int y, int z) = grid.Place(box);
            Assert.Equal(box, grid.Index(x, y, z));
        }

        Assert.Equal(1, grid.Index(1, 0, 0));
        Assert.Equal(12, grid.Index(0, 0, 1));
    }

    [Fact]
    public void The_atoms_of_a_box_are_those_a_look_at_every_atom_finds()
    {
        var random = new Random(3);
        Vector3D[] positions = [.. Enumerable.Range(0, 400).Select(_ => new Vector3D(
            40 * random.NextDouble(), 25 * random.NextDouble(), 8 * random.NextDouble()))];
        var structure = new AtomicStructure(positions, [.. Enumerable.Repeat(Iron, positions.Length)]);
        var grid = BoxGrid.Over(structure, MapSettings.Cubes(7, 2.5) with { Padding = new Vector3D(1, 0.5, 0) });
        var atoms = new BoxAtoms(structure, grid);
        var found = new List<int>();
        for (int box = 0; box < grid.Count; box++)
        {
            (int x, int y, int z) = grid.Place(box);
            Vector3D low = new(grid.X.Start(x), grid.Y.Start(y), grid.Z.Start(z));
            int[] expected = [.. Enumerable.Range(0, positions.Length).Where(i =>
                positions[i].X >= low.X && positions[i].X <= low.X + 7 && positions[i].Y >= low.Y
                && positions[i].Y <= low.Y + 7 && positions[i].Z >= low.Z && positions[i].Z <= low.Z + 7)];
            atoms.Collect(box, found);
            Assert.Equal(expected, found);
            Assert.Equal(expected.Length, atoms.CountIn(box));
        }
    }

    // Every box of a wrapped perfect crystal holds the same number of atoms up to those on its faces, which stand
    // nowhere near a face here; without wrapping the boxes at the rim are emptier.
    [Fact]
    public void Boxes_that_wrap_are_as_full_as_those_inside()
    {
        AtomicStructure cell = new(
            [new Vector3D(0.4, 0.4, 0.4)],
            [Iron],
            new Lattice(new(2, 0, 0), new(0, 2, 0), new(0, 0, 2)),
            Periodicity.Bulk);
        MapSettings settings = MapSettings.Cubes(6, 2) with { MinimumAtoms = 2 };
        AtomicStructure crystal = Supercell.Repeat(cell, 8, 5, 4);
        Assert.All(new MapPlan(crystal, settings).AtomCounts, count => Assert.Equal(27, count));
        Assert.Contains(
            new MapPlan(crystal, settings with { Wrap = false }).AtomCounts, count => count < 27);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(5, 0)]
    [InlineData(5, 1e-9)]
    public void Settings_that_make_no_grid_are_refused(double edge, double stride)
    {
        var structure = new AtomicStructure([default, new Vector3D(90, 90, 90)], [Iron, Iron]);
        Assert.Throws<ArgumentException>(() => BoxGrid.Over(structure, MapSettings.Cubes(edge, stride)));
    }
}
