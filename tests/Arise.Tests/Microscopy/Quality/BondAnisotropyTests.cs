using Arise.Microscopy;
using Arise.Microscopy.Quality;

namespace Arise.Tests.Microscopy.Quality;

public class BondAnisotropyTests
{
    // A shear by s has the stretches sqrt(1 + s^2 / 4) + s / 2 and sqrt(1 + s^2 / 4) - s / 2.
    [Theory]
    [InlineData(0)]
    [InlineData(0.04)]
    [InlineData(-0.1)]
    public void Shear_of_a_lattice_is_measured(double shear)
    {
        double root = Math.Sqrt(1 + (shear * shear / 4)), half = Math.Abs(shear) / 2;
        Assert.Equal(((root + half) / (root - half)) - 1, BondAnisotropy.Of(Square(shear))!.Value, 1e-9);
    }

    [Fact]
    public void Few_bonds_tell_nothing() =>
        Assert.Null(BondAnisotropy.Of(Square(0) with { Atoms = [.. Square(0).Atoms.Take(12)] }));

    private static FoundAtoms Square(double shear) => new()
    {
        Atoms = [.. Enumerable.Range(0, 1000).Select(k => new FoundAtom(
            (10 * ((k % 50) - 15)) + (shear * 10 * (k / 50)), 10 * (k / 50), 1, 2, 1, 0.1))],
        Width = 200,
        Height = 200,
        Spacing = 10,
        Finder = "test",
        Reason = "made",
    };
}
