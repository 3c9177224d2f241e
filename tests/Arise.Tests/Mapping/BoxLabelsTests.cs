using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Reporting.Maps;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public sealed class BoxLabelsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Atoms_take_the_weighted_mean_of_the_boxes_that_contain_them(bool wrapped)
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        if (wrapped)
        {
            var lattice = new Lattice(new(41, 0, 0), new(0, 14.4, 0), new(0, 0, 14.4));
            var alongX = new Periodicity(true, false, false);
            sample = new AtomicStructure(sample.Positions, sample.Species, lattice, alongX);
        }

        MapSettings settings = MapSamples.Quick() with { MinimumAtoms = 90 };
        CrystalMap map = new StructureMapper().Map(new MapPlan(sample, settings));
        BoxLabels labels = BoxLabels.Of(map);
        double[] shifts = wrapped ? [-41, 0, 41] : [0];
        int labeled = 0;
        for (int atom = 0; atom < sample.Count; atom += 5)
        {
            var sum = new double[map.ClassLabels.Length];
            double total = 0, information = 0;
            for (int row = 0; row < map.Rows; row++)
            {
                foreach (double shift in shifts)
                {
                    Vector3D u = sample.Positions[atom] - map.Grid.Center(map.Plan.Boxes[row]);
                    u += new Vector3D(shift, 0, 0);
                    u = new Vector3D(u.X / settings.Edge.X, u.Y / settings.Edge.Y, u.Z / settings.Edge.Z);
                    if (Math.Max(Math.Abs(u.X), Math.Max(Math.Abs(u.Y), Math.Abs(u.Z))) > 0.5)
                        continue;
                    double weight = Math.Exp(-8 * Vector3D.Dot(u, u));
                    total += weight;
                    information += weight * map.MutualInformation[row];
                    for (int c = 0; c < sum.Length; c++)
                        sum[c] += weight * map.ProbabilitiesOf(row)[c];
                }
            }

            if (total == 0)
            {
                Assert.Equal(-1, labels.ClassOf(atom));
                Assert.True(float.IsNaN(labels.MutualInformation[atom]));
                continue;
            }

            labeled++;
            int[] best = [.. Enumerable.Range(0, sum.Length).OrderByDescending(c => sum[c]).Take(BoxLabels.Top)];
            for (int rank = 0; rank < BoxLabels.Top; rank++)
            {
                Assert.Equal(sum[best[rank]] / total, labels.Probabilities[(atom * BoxLabels.Top) + rank], 1e-5);
                int given = labels.Classes[(atom * BoxLabels.Top) + rank];
                Assert.Equal(sum[best[rank]] / total, sum[given] / total, 1e-5);
            }

            Assert.Equal(information / total, labels.MutualInformation[atom], 1e-5);
        }

        Assert.True(labeled > 20);
    }

    [Fact]
    public void Atoms_inside_a_phase_have_its_class()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSamples.Quick()));
        BoxLabels labels = BoxLabels.Of(map);
        for (int atom = 0; atom < sample.Count; atom++)
        {
            double x = sample.Positions[atom].X;
            if (x is < 12 or > 28)
            {
                Assert.Equal(
                    x < 12 ? "fcc_Cu_A_cF4_225_a" : "diam_C_A_cF8_227_a", map.ClassLabels[labels.ClassOf(atom)]);
            }
        }
    }

    [Fact]
    public void The_grains_are_the_two_phases()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSamples.Quick()));
        ImmutableArray<Grain> grains = Grain.Of(map);
        int[] boxes = [.. Enumerable.Range(0, map.Rows).Select(map.ClassOf)];
        Assert.Equal(boxes.Count(c => c >= 0), grains.Sum(grain => grain.Boxes));
        Assert.All(grains, grain => Assert.InRange(grain.Class, 0, map.ClassLabels.Length - 1));
        foreach ((string label, double center) in new[] { ("fcc_Cu_A_cF4_225_a", 10.0), ("diam_C_A_cF8_227_a", 30.0) })
        {
            Grain grain = grains.First(g => map.ClassLabels[g.Class] == label);
            Assert.InRange(grain.Center.X, center - 5, center + 5);
            Assert.Equal(grain.Boxes * 4.0 * 8 * 15, grain.Volume, 1e-9);
            Assert.Equal(double.NaN, grain.Area);
        }
    }

    // A sheet has no volume, whatever box stands around it, and a layer of three planes has none either.
    [Theory]
    [InlineData("C", 15)]
    [InlineData("C", 30)]
    [InlineData("MoS2", 20)]
    public void The_grains_of_a_flat_sample_have_areas(string label, double height)
    {
        AtomicStructure cell = PrototypeLibrary.FromLabel(label)!.Structure;
        AtomicStructure sheet = Supercell.Repeat(cell, 16, 16, 1).WithPeriodicity(Periodicity.None);
        CrystalMap map = new StructureMapper().Map(new MapPlan(sheet, new MapSettings
        {
            Edge = new Vector3D(15, 15, height),
            Stride = new Vector3D(6, 5, height),
            Prediction = new PredictionSettings { Passes = 16 },
        }));
        Assert.All(Grain.Of(map), grain =>
        {
            Assert.Equal(grain.Boxes * 6.0 * 5, grain.Area, 1e-9);
            Assert.Equal(double.NaN, grain.Volume);
        });
        MapSummary summary = MapSummary.Of(map);
        Assert.NotEmpty(summary.Grains);
        Assert.All(summary.Grains, grain =>
        {
            Assert.Null(grain.Volume);
            Assert.Equal(grain.Boxes * 30.0, grain.Area!.Value, 1e-9);
        });

        // As calculations have it: periodic across a vacuum too, with boxes in several heights.
        Lattice cellOfSheet = new(16 * cell.Lattice!.A, 16 * cell.Lattice.B, new Vector3D(0, 0, 40));
        var periodic = new AtomicStructure(sheet.Positions, sheet.Species, cellOfSheet, Periodicity.Bulk);
        Grain[] heights = [.. Grain.Of(new StructureMapper().Map(new MapPlan(
            periodic, map.Plan.Settings with { Stride = new Vector3D(6, 5, 4) })))];
        Assert.Contains(heights, grain => grain.Area > 0 && grain.Boxes * 30.0 > grain.Area + 1);
        Assert.Equal(summary.Grains[0].Area!.Value, heights[0].Area, 0.3 * heights[0].Area);
        using var text = new StringWriter();
        summary.WriteText(text);
        Assert.Contains("nm^2", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nm^3", text.ToString(), StringComparison.Ordinal);
    }

    // Fcc on both sides of the periodic boundary is one grain, whose center lies at the boundary.
    [Fact]
    public void A_grain_across_the_boundary_is_one()
    {
        AtomicStructure open = MapSamples.TwoPhases();
        AtomicStructure shifted = open.WithPositions(
            [.. open.Positions.ToArray().Select(p => p + new Vector3D(-10, 0, 0))]);
        var lattice = new Lattice(new(41, 0, 0), new(0, 14.4, 0), new(0, 0, 14.4));
        var alongX = new Periodicity(true, false, false);
        var sample = new AtomicStructure(shifted.Positions, shifted.Species, lattice, alongX);
        CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSamples.Quick()));
        Grain grain = Grain.Of(map).First(g => map.ClassLabels[g.Class] == "fcc_Cu_A_cF4_225_a");
        Assert.True(grain.Center.X is < 6 or > 35, $"center at {grain.Center.X}");
    }
}
