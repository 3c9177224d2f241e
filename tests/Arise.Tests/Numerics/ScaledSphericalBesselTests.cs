using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class ScaledSphericalBesselTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(3.7)]
    [InlineData(11.999)]
    [InlineData(12.0)]
    [InlineData(55.0)]
    [InlineData(2000.0)]
    public void The_closed_forms_of_low_degree_hold(double x)
    {
        // Abramowitz and Stegun 10.2.13: i_0 = sinh x/x, i_1 = (x cosh x - sinh x)/x^2,
        // i_2 = ((x^2 + 3) sinh x - 3 x cosh x)/x^3; times exp(-x).
        double sinh = (1 - Math.Exp(-2 * x)) / 2, cosh = (1 + Math.Exp(-2 * x)) / 2;
        var y = new double[3];
        ScaledSphericalBessel.Evaluate(x, y);
        AssertClose(sinh / x, y[0], 1e-14);
        AssertClose(((x * cosh) - sinh) / (x * x), y[1], 1e-13);
        AssertClose(((((x * x) + 3) * sinh) - (3 * x * cosh)) / (x * x * x), y[2], 1e-12);
    }

    [Fact]
    public void Small_arguments_follow_the_power_series()
    {
        // i_l(x) = x^l/(2l + 1)!! (1 + x^2/(2 (2l + 3)) + ...), Abramowitz and Stegun 10.2.5.
        const double X = 1e-3;
        var y = new double[8];
        ScaledSphericalBessel.Evaluate(X, y);
        double leading = Math.Exp(-X);
        for (int l = 0; l < y.Length; l++)
        {
            leading *= l == 0 ? 1 : X / ((2 * l) + 1);
            AssertClose(leading * (1 + (X * X / (2 * ((2 * l) + 3)))), y[l], 1e-12);
        }

        ScaledSphericalBessel.Evaluate(0, y);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0], y);
    }

    [Fact]
    public void Series_and_recursion_meet_where_one_gives_way_to_the_other()
    {
        double[] below = new double[9], above = new double[9];
        ScaledSphericalBessel.Evaluate(Math.BitDecrement(12.0), below);
        ScaledSphericalBessel.Evaluate(12.0, above);
        for (int l = 0; l < below.Length; l++)
            AssertClose(below[l], above[l], 1e-10);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(7.0)]
    [InlineData(13.0)]
    [InlineData(300.0)]
    public void Neighboring_degrees_obey_the_recursion(double x)
    {
        // i_(l-1) - i_(l+1) = (2l + 1)/x i_l, Abramowitz and Stegun 10.2.18.
        var y = new double[9];
        ScaledSphericalBessel.Evaluate(x, y);
        for (int l = 1; l < y.Length - 1; l++)
            Assert.Equal(y[l - 1] - y[l + 1], ((2 * l) + 1) / x * y[l], 1e-12);
    }

    private static void AssertClose(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{actual:R} for {expected:R}");
}
