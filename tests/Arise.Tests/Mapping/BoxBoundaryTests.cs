using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public sealed class BoxBoundaryTests
{
    [Theory]
    [InlineData(0.5f, 0.4f, 0.1f, 1, 0.4 / 0.9)]
    [InlineData(0.2f, 0.7f, 0.1f, 0, 0.2 / 0.9)]
    [InlineData(0.5f, 0.5f, 0f, 1, 0.5)]
    public void Two_classes_explain_a_box(float a, float b, float c, int second, double share)
    {
        BoxBoundary two = BoxBoundary.Of([a, b, c])!.Value;
        Assert.Equal(second, two.Second);
        Assert.Equal(1 - second, two.First);
        Assert.Equal(share, two.Share, 1e-6);
    }

    [Theory]
    [InlineData(0.9f, 0.1f, 0f)]
    [InlineData(0.5f, 0.25f, 0.25f)]
    [InlineData(float.NaN, float.NaN, float.NaN)]
    [InlineData(1f)]
    public void One_class_or_many_are_no_boundary(params float[] probabilities) =>
        Assert.Null(BoxBoundary.Of(probabilities));

    // The box between a crystal of one class and one of another; twelve boxes of 12 Angstrom, 2.6 apart.
    [Fact]
    public void A_boundary_has_boxes_of_both_classes_beside_it()
    {
        CrystalMap map = Row([0, 0, 0, 0, 0, 0.4f, 1, 1, 1, 1, 1, 1]);
        (int kind, double share) = map.SecondClassOf(RowAt(map, 5))!.Value;
        Assert.Equal((1, 0.4), (kind, Math.Round(share, 6)));
        Assert.Equal(0, map.ClassOf(RowAt(map, 5)));
        Assert.All(new[] { 0, 4, 6, 11 }, x => Assert.Null(map.SecondClassOf(RowAt(map, x))));
    }

    // What the network cannot decide on within one crystal is no boundary, and neither is a box whose other class is
    // only farther away than a box is long.
    [Fact]
    public void An_undecided_box_is_no_boundary()
    {
        CrystalMap alone = Row([0, 0, 0, 0, 0, 0.4f, 0, 0, 0, 0, 0, 0]);
        Assert.Null(alone.SecondClassOf(RowAt(alone, 5)));
        CrystalMap far = Row([0, 0.4f, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
        Assert.Null(far.SecondClassOf(RowAt(far, 1)));
    }

    [Fact]
    public void A_box_that_is_none_of_the_classes_is_no_boundary()
    {
        CrystalMap map = Row([0, 0, 0, 0, 0, 0.4f, 1, 1, 1, 1, 1, 1], novelty: x => x == 5 ? 1.3f : 0.5f);
        Assert.Null(map.SecondClassOf(RowAt(map, 5)));
        Assert.Equal((CrystalMap.None, 0), (map.ClassOf(RowAt(map, 5)), map.LikelyClassOf(RowAt(map, 5))));
        Assert.Equal("none of the known types", map.NameOf(map.ClassOf(RowAt(map, 5))));
    }

    // Of twelve boxes along x the probability of the second of two classes.
    private static CrystalMap Row(float[] second, Func<int, float>? novelty = null)
    {
        Vector3D[] line = [.. Enumerable.Range(0, 44).Select(k => new Vector3D(0.68 * k, 0, 0))];
        var sample = new AtomicStructure(line, [.. Enumerable.Repeat(ChemicalElement.Parse("Fe"), line.Length)]);
        var plan = new MapPlan(sample, MapSettings.Cubes(12, 12) with
        {
            Stride = new Vector3D(2.6, 12, 12),
            MinimumAtoms = 2,
        });
        ImmutableArray<float> nothing = [.. Enumerable.Repeat(0f, plan.Boxes.Length)];
        int[] x = [.. plan.Boxes.Select(box => plan.Grid.Place(box).X)];
        Assert.Equal(second.Length, plan.Grid.X.Count);
        return new CrystalMap(
            plan,
            new ModelIdentity("by hand", "00"),
            ["fcc_Cu_A_cF4_225_a", "diam_C_A_cF8_227_a"],
            [.. x.SelectMany(at => (float[])[1 - second[at], second[at]])],
            nothing,
            nothing,
            [.. nothing.Select(_ => 1)],
            null,
            novelty is null ? null : (ImmutableArray<float>)[.. x.Select(novelty)]);
    }

    private static int RowAt(CrystalMap map, int x) =>
        Enumerable.Range(0, map.Rows).First(row => map.Grid.Place(map.Plan.Boxes[row]).X == x);
}
