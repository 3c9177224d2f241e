using Arise.Descriptors;
using Arise.Networks;
using Arise.Recognition;

namespace Arise.Tests.Recognition;

public class ClassificationTests
{
    [Theory]
    [InlineData(0, Agreement.High)]
    [InlineData(0.0625, Agreement.High)]
    [InlineData(0.125, Agreement.Partial)]
    [InlineData(0.25, Agreement.Partial)]
    [InlineData(0.375, Agreement.Low)]
    [InlineData(double.NaN, Agreement.None)]
    public void The_mutual_information_has_a_word(double information, Agreement word)
    {
        Classification result = Of(information);
        Assert.Equal(word, result.Agreement);
        Assert.Equal(information, result.MutualInformation);
    }

    [Fact]
    public void The_words_begin_at_the_levels()
    {
        Assert.Equal(Agreement.High, Of(Math.BitDecrement(UncertaintyLevels.Sure)).Agreement);
        Assert.Equal(Agreement.Partial, Of(UncertaintyLevels.Sure).Agreement);
        Assert.Equal(Agreement.Low, Of(Math.BitIncrement(UncertaintyLevels.Unsure)).Agreement);
    }

    [Fact]
    public void A_user_can_put_one_together()
    {
        Classification result = Of(0.25);
        Assert.Equal(["fcc_Cu_A_cF4_225_a", "mine"], result.Candidates.Select(candidate => candidate.Label));
        Assert.Equal("face-centered cubic", result.Best?.Name);
        Assert.Null(result.Candidates[1].Prototype);
        Assert.Equal("mine", result.Candidates[1].Name);
        Assert.Equal(Verdict.Open, result.Verdict);
        Assert.True(result.Descriptor.IsEmpty);
    }

    // A predictive entropy with nothing expected is mutual information alone.
    private static Classification Of(double information) => new(
        double.IsNaN(information)
            ? new Prediction(["mine"], [], PredictiveUncertainty.None, 0)
            : new Prediction(
                ["mine", "fcc_Cu_A_cF4_225_a"],
                [0.25, 0.75],
                new PredictiveUncertainty(information, 0, 0, double.NaN, double.NaN),
                8),
        new SpeciesPairDistances([], new double[0, 0]));
}
