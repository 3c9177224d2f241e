using Arise.Reporting.Figures;

namespace Arise.Tests.Reporting.Figures;

public class AxisScaleTests
{
    [Theory]
    [InlineData(1, 47, 1, "20 40")]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(3, 6, 6, "3.0 3.5 4.0 4.5 5.0 5.5 6.0")]
    [InlineData(-8, 113, 4, "0 50 100")]
    [InlineData(-0.02, 0.03, 5, "−0.02 −0.01 0.00 0.01 0.02 0.03")]
    public void Ticks_are_round_numbers_with_just_the_digits_they_need(
        double low, double high, int most, string labels) =>
        Assert.Equal(labels, string.Join(' ', AxisScale.Steps(low, high, most).Select(tick => tick.Label)));

    [Fact]
    public void Decades_are_equally_long_on_a_logarithmic_axis()
    {
        var scale = new AxisScale(new Axis("t") { Logarithmic = true }, 10, 10_000, tight: true);
        Assert.Equal(0, scale.Share(10), 1e-12);
        Assert.Equal(1.0 / 3, scale.Share(100), 1e-12);
        Assert.Equal(1, scale.Share(10_000), 1e-12);
        Assert.Equal(["10", "100", "1000", "1e4"], scale.Ticks(5).Select(tick => tick.Label));
    }

    [Fact]
    public void A_zero_stays_at_the_edge_and_other_ends_get_a_margin()
    {
        var scale = new AxisScale(new Axis("n"), 0, 10, tight: false);
        Assert.Equal(0, scale.Share(0));
        Assert.InRange(scale.Share(10), 0.9, 0.99);
        var reversed = new AxisScale(new Axis("n") { Reversed = true }, 0, 10, tight: false);
        Assert.Equal(1 - scale.Share(3), reversed.Share(3), 1e-12);
    }
}
