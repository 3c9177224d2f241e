using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Dynamics;

public class BondOrderTests
{
    // Addition theorem: sum over m of Y_lm(a) Y_lm(b) 4 pi/(2l + 1) = P_l(a . b).
    [Fact]
    public void Harmonics_obey_the_addition_theorem()
    {
        var random = new RandomNumbers(1, 1);
        Span<double> one = stackalloc double[BondOrder.Size];
        Span<double> two = stackalloc double[BondOrder.Size];
        for (ulong k = 0; k < 20; k++)
        {
            Vector3D a = Rotation.Random(random, 6 * k).X, b = Rotation.Random(random, (6 * k) + 3).X;
            BondOrder.Harmonics(a, one);
            BondOrder.Harmonics(b, two);
            double x = Vector3D.Dot(a, b), four = 0, six = 0;
            for (int m = 0; m < 9; m++)
                four += one[m] * two[m];
            for (int m = 9; m < BondOrder.Size; m++)
                six += one[m] * two[m];
            Assert.Equal(((35 * Math.Pow(x, 4)) - (30 * x * x) + 3) / 8, four, 1e-12);
            Assert.Equal(
                ((231 * Math.Pow(x, 6)) - (315 * Math.Pow(x, 4)) + (105 * x * x) - 5) / 16, six, 1e-12);
        }
    }

    // P. J. Steinhardt, D. R. Nelson, M. Ronchetti, Phys. Rev. B 28, 784 (1983), table I: Q4 and Q6 of the shells.
    [Theory]
    [InlineData("Fcc", "001", 0.1909, 0.5745)]
    [InlineData("Fcc", "111", 0.1909, 0.5745)]
    [InlineData("Hcp", "basal", 0.0972, 0.4848)]
    [InlineData("Hcp", "prism", 0.0972, 0.4848)]
    public void Perfect_crystals_have_the_published_order(string crystal, string face, double q4, double q6)
    {
        CrystalKind kind = Enum.Parse<CrystalKind>(crystal);
        CrystalCell cell = CrystalCell.Of(kind, face).RepeatTo(3, 3, 3);
        var atoms = new Particles(cell.Positions(), default, cell.Edges, Periodicity.Bulk);
        var sums = new double[BondOrder.Size * atoms.Count];
        new BondOrder(1.1, 1.3).Add(atoms, 1, sums);
        for (int i = 0; i < atoms.Count; i++)
        {
            ReadOnlySpan<double> q = sums.AsSpan(BondOrder.Size * i, BondOrder.Size);
            Assert.Equal(q4, Math.Sqrt(BondOrder.Dot(q[..9], q[..9])), 0.0001);
            Assert.Equal(q6, Math.Sqrt(BondOrder.Dot(q[9..], q[9..])), 0.0001);
        }
    }
}
