using Arise.Descriptors;
using Arise.Networks;
using Arise.Recognition;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public class SuperalloyTests
{
    [Fact]
    public void The_superalloy_is_L12_inside_and_solid_solution_outside()
    {
        AtomicStructure alloy = new Superalloy { Cells = 12, PrecipitateCells = 6, Seed = 4 }.Build();
        Assert.Equal(4 * 12 * 12 * 12, alloy.Count);
        string[] phase = (string[])alloy.Columns.Single().Values;
        bool[] isAluminum = [.. alloy.Species.ToArray().Select(element => element.Symbol == "Al")];
        int[] inner = [.. Enumerable.Range(0, alloy.Count).Where(atom => phase[atom] == "L1_2")];
        int[] outer = [.. Enumerable.Range(0, alloy.Count).Where(atom => phase[atom] == "fcc")];
        Assert.Equal(4 * 6 * 6 * 6, inner.Length);
        Assert.Equal(6 * 6 * 6, inner.Count(atom => isAluminum[atom]));
        double share = (double)outer.Count(atom => isAluminum[atom]) / outer.Length;
        Assert.InRange(share, 0.15 - (4 * 0.36 / Math.Sqrt(outer.Length)), 0.15 + (4 * 0.36 / Math.Sqrt(outer.Length)));
        Assert.Equal(3.75 / Math.Sqrt(2), NearestNeighborDistance.OfAllAtoms(alloy), 1e-9);
        Classification precipitate = StructureClassifier.Default.Classify(
            alloy.Select(inner), new PredictionSettings { Passes = 64 });
        Assert.Equal("L12_Cu3Au", precipitate.Best!.Label);
    }

    [Fact]
    public void Samples_that_make_no_sense_are_refused()
    {
        var good = new Superalloy();
        Assert.Throws<ArgumentException>(nameof(good.Cells), () => (good with { Cells = 501 }).Build());
        Assert.Throws<ArgumentException>(
            nameof(good.PrecipitateCells), () => (good with { Cells = 4, PrecipitateCells = 5 }).Build());
        Assert.Throws<ArgumentException>(
            nameof(good.LatticeConstant), () => (good with { LatticeConstant = 0 }).Build());
        Assert.Throws<ArgumentException>(
            nameof(good.AluminumShare), () => (good with { AluminumShare = 1.1 }).Build());
    }
}
