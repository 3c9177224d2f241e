using System.Numerics;
using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class ExponentialTests
{
    [KernelFact]
    public void Agrees_with_the_double_function_to_two_units_in_the_last_place()
    {
        double worst = 0;
        for (float x = -87; x <= 0; x += 0.00137f)
        {
            double expected = Math.Exp(x);
            worst = Math.Max(worst, Math.Abs(Exponential.OfNonPositive(Vector.Create(x))[0] - expected) / expected);
        }

        Assert.InRange(worst, 0, 2 * 1.2e-7);
        Assert.Equal(1, Exponential.OfNonPositive(Vector<float>.Zero)[0]);
    }

    [Theory]
    [InlineData(-88f)]
    [InlineData(-1e30f)]
    [InlineData(float.NegativeInfinity)]
    public void Is_next_to_nothing_far_below_zero(float x) =>
        Assert.InRange(Exponential.OfNonPositive(Vector.Create(x))[0], 0, 1.7e-38f);
}
