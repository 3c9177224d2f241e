using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Recognition;

namespace Arise.Tests.Recognition;

public class VerdictWordsTests
{
    private static readonly ImmutableArray<string> Labels =
        ["fcc_Cu_A_cF4_225_a", "hcp_Mg_A_hP2_194_c", "CsCl", "MoS2", "my own"];

    [Theory]
    [InlineData(0.4, "face-centered cubic (fcc, A1)", 0.97, 0.01, 0.01, 0.005, 0.005)]
    [InlineData(1.1, "CsCl type (B2)", 0.1, 0.1, 0.7, 0.05, 0.05)]
    [InlineData(null, "1H layer (MoS2 type)", 0, 0, 0, 1, 0)]
    [InlineData(0.4, "my own", 0, 0, 0, 0.1, 0.9)]
    [InlineData(1.3, "none of the 5 known types; nearest: CsCl type (B2)", 0.1, 0.1, 0.7, 0.05, 0.05)]
    [InlineData(
        0.9,
        "two phases or between: face-centered cubic (fcc, A1) (55 %), hexagonal close-packed (hcp, A3) (41 %)",
        0.55, 0.41, 0.02, 0.01, 0.01)]
    [InlineData(1.3, "none of the 5 known types; nearest: face-centered cubic (fcc, A1)", 0.55, 0.41, 0.02, 0.01, 0.01)]
    [InlineData(0.9, "face-centered cubic (fcc, A1)", 0.84, 0.14, 0.02, 0, 0)]
    [InlineData(0.9, "face-centered cubic (fcc, A1)", 0.5, 0.29, 0.21, 0, 0)]
    public void The_answer_says_what_it_is(
        double? novelty, string expected, double a, double b, double c, double d, double e)
    {
        double[] probabilities = [a, b, c, d, e];
        Classification result = Result(probabilities, novelty);
        Assert.Equal(expected, result.Answer);
        Assert.Equal(novelty > 1.25 ? "none" : Labels[Array.IndexOf(probabilities, probabilities.Max())],
            VerdictWords.Label(result));
    }

    [Theory]
    [InlineData("graphite, hexagonal or rhombohedral", 0.55, 0.41, 0.04)]
    [InlineData("graphite, hexagonal or rhombohedral", 0.41, 0.55, 0.04)]
    [InlineData("hexagonal graphite", 0.85, 0.1, 0.05)]
    [InlineData("hexagonal graphite", 0.5, 0.2, 0.3)]
    public void Close_relatives_that_cannot_be_told_apart_are_named_together(
        string expected, double hexagonal, double rhombohedral, double graphene)
    {
        var result = new Classification(
            new Prediction(
                ["HexGraph_C_A_hP4_194_bc", "rhombGraph_C_A_hR2_166_c", "C"],
                [hexagonal, rhombohedral, graphene],
                PredictiveUncertainty.None,
                10),
            new SpeciesPairDistances([], new double[0, 0]));
        Assert.StartsWith(expected, result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void None_of_the_types_says_which_were_no_candidates()
    {
        var result = new Classification(
            new Prediction(Labels, [0.1, 0.2, 0, 0.4, 0.3], PredictiveUncertainty.None, 10),
            new SpeciesPairDistances([], new double[0, 0]))
        {
            Novelty = 2,
            ClassesLeftOut = 1,
        };
        Assert.Equal(
            "none of the 5 known types (1 need more species and were left out); nearest: 1H layer (MoS2 type)",
            result.Answer);
        Assert.Equal(Agreement.None, result.Agreement);
    }

    [Fact]
    public void Without_a_class_there_is_no_answer()
    {
        Classification result = Result([], null);
        Assert.Null(result.Answer);
        Assert.Null(VerdictWords.Label(result));
        Assert.Null(VerdictWords.Name(result));
    }

    [Fact]
    public void Verdicts_have_short_names() => Assert.Equal(
        ["open", "known", "doubtful", "none"], Enum.GetValues<Verdict>().Select(VerdictWords.Of));

    private static Classification Result(double[] probabilities, double? novelty) => new(
        new Prediction(Labels, [.. probabilities], PredictiveUncertainty.None, 10),
        new SpeciesPairDistances([], new double[0, 0]))
    {
        Novelty = novelty,
    };
}
