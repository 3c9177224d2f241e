using Arise.Networks;

namespace Arise.Tests.Networks;

public class PredictionTests
{
    private static readonly PredictiveUncertainty Uncertainty = new(1.2, 0.9, 0.1, 0.01, 0.02);

    [Fact]
    public void A_prediction_is_put_together_from_its_parts()
    {
        var prediction = new Prediction(["a", "b", "c"], [0.2, 0.6, 0.2], Uncertainty, 32);
        Assert.True(prediction.IsClassified);
        Assert.Equal((1, "b"), (prediction.Class, prediction.Label));
        Assert.Equal([1, 0, 2], prediction.Ranking.AsEnumerable());
        Assert.Equal(0.3, prediction.MutualInformation, 1e-12);
        Assert.Null(prediction.Hidden);
    }

    [Fact]
    public void Without_probabilities_there_is_no_class()
    {
        var prediction = new Prediction(["a", "b"], [], PredictiveUncertainty.None, 0);
        Assert.False(prediction.IsClassified);
        Assert.Null(prediction.Class);
        Assert.Null(prediction.Label);
        Assert.True(double.IsNaN(prediction.MutualInformation));
    }

    [Fact]
    public void Every_class_has_a_probability() =>
        Assert.Throws<ArgumentException>(() => new Prediction(["a", "b"], [1], Uncertainty, 1));
}
