using Arise.Descriptors;

namespace Arise.Tests.Descriptors;

public class SwitchingFunctionTests
{
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(3.5, 1.0)]
    [InlineData(3.75, 0.5)]
    [InlineData(3.625, 0.8535533905932737)]
    [InlineData(4.0, 0.0)]
    [InlineData(9.0, 0.0)]
    public void It_falls_from_one_to_zero_as_a_cosine(double r, double weight) =>
        Assert.Equal(weight, SwitchingFunction.Evaluate(r, 4, 0.5), 1e-15);

    [Theory]
    [InlineData(3.5)]
    [InlineData(4.0)]
    public void Value_and_slope_are_continuous(double r)
    {
        const double Step = 1e-5;
        double before = SwitchingFunction.Evaluate(r - Step, 4, 0.5);
        double here = SwitchingFunction.Evaluate(r, 4, 0.5);
        double after = SwitchingFunction.Evaluate(r + Step, 4, 0.5);
        Assert.Equal(0, (here - before) / Step, 2e-4);
        Assert.Equal(0, (after - here) / Step, 2e-4);
    }
}
