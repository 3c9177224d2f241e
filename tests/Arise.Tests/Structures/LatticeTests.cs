using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures;

public class LatticeTests
{
    [Theory]
    [InlineData(3, 4, 5, 90, 90, 90)]
    [InlineData(2.46, 2.46, 6.71, 90, 90, 120)]
    [InlineData(4.1, 5.2, 6.3, 71, 82, 97)]
    [InlineData(3, 3, 3, 60, 60, 60)]
    [InlineData(10, 2, 30, 115, 100, 40)]
    public void Lengths_and_angles_are_those_asked_for(
        double a, double b, double c, double alpha, double beta, double gamma)
    {
        Lattice lattice = Lattice.FromParameters(a, b, c, alpha, beta, gamma);
        (double A, double B, double C, double Alpha, double Beta, double Gamma) found = lattice.Parameters;
        Assert.Equal(a, found.A, 1e-12);
        Assert.Equal(b, found.B, 1e-12);
        Assert.Equal(c, found.C, 1e-12);
        Assert.Equal(alpha, found.Alpha, 1e-10);
        Assert.Equal(beta, found.Beta, 1e-10);
        Assert.Equal(gamma, found.Gamma, 1e-10);
        Assert.Equal((0, 0, 0), (lattice.A.Y, lattice.A.Z, lattice.B.Z));
        Assert.True(lattice.SignedVolume > 0);

        // V = abc sqrt(1 - cos^2 - cos^2 - cos^2 + 2 cos cos cos), International Tables for Crystallography, vol. A.
        double x = Math.Cos(alpha * Math.PI / 180), y = Math.Cos(beta * Math.PI / 180),
            z = Math.Cos(gamma * Math.PI / 180);
        double volume = a * b * c * Math.Sqrt(1 - (x * x) - (y * y) - (z * z) + (2 * x * y * z));
        Assert.Equal(volume, lattice.Volume, 1e-9);
    }

    [Fact]
    public void Reciprocal_vectors_are_dual_also_in_left_handed_cells()
    {
        Vector3D a = new(3, 0.2, 0), b = new(-1, 4, 0.3), c = new(0.5, 0.6, 5);
        foreach (Lattice lattice in new[] { new Lattice(a, b, c), new Lattice(b, a, c) })
        {
            Vector3D[] dual = [lattice.ReciprocalA, lattice.ReciprocalB, lattice.ReciprocalC];
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                    Assert.Equal(i == j ? 1 : 0, Vector3D.Dot(dual[i], lattice[j]), 1e-14);
            }

            Vector3D fractional = new(0.3, -1.7, 12);
            Vector3D back = lattice.ToFractional(lattice.ToCartesian(fractional));
            Assert.Equal(0, (back - fractional).Length, 1e-13);
        }

        Assert.Equal(-new Lattice(a, b, c).SignedVolume, new Lattice(b, a, c).SignedVolume, 1e-12);
        Assert.Equal(new Lattice(a, b, c).Volume, new Lattice(b, a, c).Volume, 1e-12);
    }

    [Fact]
    public void Cells_without_a_volume_are_refused()
    {
        Vector3D a = new(3, 0, 0), b = new(0, 4, 0);
        Assert.Throws<ArgumentException>(() => new Lattice(a, b, a + b));
        Assert.Throws<ArgumentException>(() => new Lattice(a, b, Vector3D.Zero));
        Assert.Throws<ArgumentException>(() => new Lattice(a, b, new Vector3D(0, 0, double.PositiveInfinity)));
        Assert.Throws<ArgumentException>(() => Lattice.FromParameters(3, 4, 5, 90, 90, 180));
        Assert.Throws<ArgumentException>(() => Lattice.FromParameters(3, 4, 5, 30, 40, 100));
        Assert.Throws<ArgumentException>(() => Lattice.FromParameters(3, -4, 5, 90, 90, 90));
        Assert.Throws<ArgumentException>(() => Lattice.FromParameters(3, 4, 5, 90, 90, double.NaN));
    }
}
