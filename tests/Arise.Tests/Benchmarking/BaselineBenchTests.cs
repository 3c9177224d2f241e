using Arise.Benchmarking;
using Arise.Prototypes;

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
        BenchmarkScore score = BaselineBench.Score(method, Perfect(prototype), 0);
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
            BaselineBench.Score(BenchmarkMethod.BondAngles, Perfect(tube), 0));

        // Behind the periodic cell come the finite blocks.
        Assert.Equal(default, BaselineBench.Score(
            BenchmarkMethod.BondAngles, Perfect(PrototypeLibrary.Find("fcc")), 1));
    }

    // Only perfect cells are repeated; atoms that are missing are missing in the count.
    [Fact]
    public void Defective_blocks_are_seen_as_they_are()
    {
        Prototype fcc = PrototypeLibrary.Find("fcc");
        IReadOnlyList<BenchmarkPart> parts = BenchmarkPart.Of([fcc], 1, 0);
        long[] counts =
        [
            .. parts.Where(part => part.Defects.Missing > 0).Select(part => Enumerable.Range(0, part.Count)
                .Sum(index => BaselineBench.Score(BenchmarkMethod.BondAngles, part, index).Count)),
        ];
        Assert.Equal(8, counts.Length);
        Assert.All(counts.Zip(counts.Skip(1)), pair => Assert.True(pair.Second < pair.First));
        Assert.True(parts[0].SeenByAtoms(fcc.Structure).Count >= 100);
    }

    private static BenchmarkPart Perfect(Prototype prototype) => BenchmarkPart.Of([prototype], 1, 0)[0];
}
