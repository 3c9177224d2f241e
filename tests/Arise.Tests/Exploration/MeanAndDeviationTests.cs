using Arise.Exploration;

namespace Arise.Tests.Exploration;

public class MeanAndDeviationTests
{
    [Fact]
    public void Mean_and_deviation_leave_out_what_is_not_there()
    {
        Assert.Equal(new MeanAndDeviation(2, 1, 2), MeanAndDeviation.Of([1, double.NaN, 3]));
        Assert.Equal(0, MeanAndDeviation.Of([double.NaN]).Count);
    }
}
