using Arise.Benchmarking;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Benchmarking;

public class BaselineBenchTests
{
    // CNA has a cutoff of 3.2 Angstrom: the second neighbors of magnesium lie at 3.209.
    [Theory]
    [InlineData("fcc", BenchmarkMethod.CommonNeighbors, true, true)]
    [InlineData("hcp", BenchmarkMethod.CommonNeighbors, false, true)]
    [InlineData("hcp", BenchmarkMethod.AdaptiveCommonNeighbors, true, true)]
    [InlineData("bcc", BenchmarkMethod.BondAngles, true, true)]
    [InlineData("CsCl", BenchmarkMethod.BondAngles, false, false)]
    [InlineData("CsCl", BenchmarkMethod.TemplateMatching, true, true)]
    [InlineData("L12_Cu3Au", BenchmarkMethod.TemplateMatching, true, true)]
    [InlineData("L10_CuAu", BenchmarkMethod.TemplateMatching, true, true)]
    [InlineData("Zincblende_ZnS", BenchmarkMethod.TemplateMatching, true, true)]
    [InlineData("Wurtzite_ZnS", BenchmarkMethod.TemplateMatching, true, true)]
    [InlineData("C", BenchmarkMethod.TemplateMatching, true, true)]
    [InlineData("RockSalt_NaCl", BenchmarkMethod.TemplateMatching, false, false)]
    public void Perfect_crystals_that_a_method_knows_are_right(
        string name, BenchmarkMethod method, bool isRight, bool isKnown)
    {
        Prototype prototype = PrototypeLibrary.Find(name);
        BenchmarkScore score = BaselineBench.Score(method, prototype, prototype.Structure);
        Assert.True(score.CountOfAll >= 100);
        Assert.Equal(isKnown ? score.CountOfAll : 0, score.Count);
        Assert.Equal(isRight ? score.CountOfAll : 0, score.RightOfAll);
        Assert.Equal(isKnown ? score.RightOfAll : 0, score.Right);
    }

    [Fact]
    public void Atoms_of_nanotubes_are_wrong_and_blocks_are_not_seen()
    {
        Prototype tube = PrototypeLibrary.Published.First(one => one.MaterialType == MaterialType.Nanotube);
        Assert.Equal(
            new BenchmarkScore(0, 0, 0, tube.Structure.Count),
            BaselineBench.Score(BenchmarkMethod.BondAngles, tube, tube.Structure));
        Prototype fcc = PrototypeLibrary.Find("fcc");
        Assert.Equal(default, BaselineBench.Score(
            BenchmarkMethod.BondAngles, fcc, fcc.Structure.WithPeriodicity(Periodicity.None)));
    }
}
