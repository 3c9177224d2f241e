using Arise.Numerics;

namespace Arise.Tests.Numerics;

public sealed class QuantileTests
{
    [Fact]
    public void Quantiles_are_linear_between_values()
    {
        Assert.Equal(2.5, Quantile.OfSorted([1, 2, 3, 4], 0.5), 1e-12);
        Assert.Equal(1.3, Quantile.OfSorted([1, 2, 3, 4], 0.1), 1e-12);
        Assert.Equal(7, Quantile.OfSorted([7], 0.9), 1e-12);
        Assert.Equal(4, Quantile.OfSorted([1, 2, 3, 4], 1), 1e-12);
        Assert.Equal(1.3, Quantile.Of([4, 2, 1, 3], 0.1), 1e-12);
    }
}
