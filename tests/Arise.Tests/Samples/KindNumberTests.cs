using Arise.Samples;

namespace Arise.Tests.Samples;

public class KindNumberTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 2, 0)]
    [InlineData(7, 2, 4)]
    public void Numbers_go_through_the_kinds_in_their_order(int number, int kind, int index) =>
        Assert.Equal((kind, index), KindNumber.Of(number, [3, 0, 5]));

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    public void There_are_no_others(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KindNumber.Of(number, [3, 0, 5]));
}
