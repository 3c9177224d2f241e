using Arise.Networks;

namespace Arise.Tests.Networks;

public class PredictionSettingsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_useless_tolerance_is_refused(double tolerance) =>
        Assert.Throws<ArgumentException>(() => new PredictionSettings { Tolerance = tolerance }.Validate());

    [Fact]
    public void Nonsense_is_refused_with_the_name_of_the_property()
    {
        foreach ((PredictionSettings settings, string property) in new[]
        {
            (new PredictionSettings { Mode = (PredictionMode)7 }, nameof(PredictionSettings.Mode)),
            (new PredictionSettings { Passes = 0 }, nameof(PredictionSettings.Passes)),
            (new PredictionSettings { Tolerance = 0 }, nameof(PredictionSettings.Tolerance)),
            (new PredictionSettings { Threads = -1 }, nameof(PredictionSettings.Threads)),
        })
        {
            Assert.Equal(property, Assert.Throws<ArgumentException>(settings.Validate).ParamName);
        }
    }

    [Fact]
    public void Settings_are_the_same_on_every_machine() => Assert.Equal(0, new PredictionSettings().Threads);
}
