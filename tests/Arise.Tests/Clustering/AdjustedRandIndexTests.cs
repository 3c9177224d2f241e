using Arise.Clustering;

namespace Arise.Tests.Clustering;

public class AdjustedRandIndexTests
{
    [Fact]
    public void Names_of_the_parts_do_not_matter() =>
        Assert.Equal(1, AdjustedRandIndex.Of([0, 0, 1, 1, -1], [7, 7, 3, 3, 0]), 1e-15);

    // n_ij: 2 and 1 of the first three, 1 and 2 of the others: sum C(n_ij) = 2, A = B = 6, C(6) = 15:
    // (2 - 36/15) / (6 - 36/15) = -1/9.
    [Fact]
    public void Six_points_by_hand() =>
        Assert.Equal(-1.0 / 9, AdjustedRandIndex.Of([0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1]), 1e-15);

    // Two of four points together against all apart: sum C(n_ij) = 0, A = 1, B = 0: no pair in common, as by chance.
    [Fact]
    public void All_apart_tells_nothing() => Assert.Equal(0, AdjustedRandIndex.Of([0, 0, 1, 2], [0, 1, 2, 3]), 1e-15);

    [Fact]
    public void Trivial_divisions_agree()
    {
        Assert.Equal(1, AdjustedRandIndex.Of([4, 4, 4], [0, 0, 0]));
        Assert.Equal(1, AdjustedRandIndex.Of([1, 2, 3], [3, 1, 2]));
        Assert.Equal(double.NaN, AdjustedRandIndex.Of([1], [1]));
        Assert.Throws<ArgumentException>(() => AdjustedRandIndex.Of([1, 2], [1]));
    }
}
