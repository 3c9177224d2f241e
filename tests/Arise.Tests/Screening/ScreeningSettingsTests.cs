using Arise.Screening;

namespace Arise.Tests.Screening;

public class ScreeningSettingsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_tolerance_that_is_no_length_is_refused(double tolerance)
    {
        var settings = new ScreeningSettings { SpaceGroupTolerance = tolerance };
        Assert.Equal(
            nameof(ScreeningSettings.SpaceGroupTolerance),
            Assert.Throws<ArgumentException>(settings.Validate).ParamName);
    }
}
