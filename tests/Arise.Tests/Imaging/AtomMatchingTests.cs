using Arise.Imaging;

namespace Arise.Tests.Imaging;

public class AtomMatchingTests
{
    [Fact]
    public void Each_atom_has_one_partner_the_nearest_first()
    {
        List<AtomMatching.Pair> pairs = AtomMatching.Match(
            [(0, 0), (1, 0), (10, 10), (30, 2)], [(0.9, 0), (10, 10.5), (20, 20), (30, 7.1)], 5);
        Assert.Equal([(1, 0), (2, 1)], pairs.Select(pair => (pair.Found, pair.True)).Order());
        Assert.Equal(0.1, pairs[0].Distance, 1e-12);
    }

    [Fact]
    public void Whoever_loses_the_nearest_takes_the_next() => Assert.Equal(
        [(0, 1), (1, 0)],
        AtomMatching.Match([(0, 0), (1, 0)], [(0.8, 0), (-1, 0)], 2).Select(pair => (pair.Found, pair.True)).Order());
}
