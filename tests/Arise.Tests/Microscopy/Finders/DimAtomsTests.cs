using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Finders;

/// <summary>A second kind of atoms, too dim to be seen one by one, changes the distance of nearest atoms.</summary>
public class DimAtomsTests
{
    private const int Side = 200;
    private const double Distance = 12;

    [Theory]
    [InlineData(0.25, 0.2)]
    [InlineData(0.35, 0.35)]
    public void Dim_atoms_in_the_hollows_of_a_triangular_lattice_are_found(double height, double noise) =>
        AssertFound(Triangular((1 / 3.0, 1 / 3.0, height)), noise, 0.9);

    [Fact]
    public void Dim_atoms_in_the_hollows_of_a_square_lattice_are_found()
    {
        double side = Distance * Math.Sqrt(2);
        AssertFound(
            GaussianAtoms.Lattice(Side, (side, 0), (0, side), (0, 0, 1), (0.5, 0.5, 0.35)), 0.25, 0.9);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Empty_hollows_stay_empty(double noise)
    {
        double side = Distance * Math.Sqrt(3);
        FoundAtoms found = AssertFound(Triangular(), noise, 0.97);
        Assert.Equal(side, found.Spacing, 0.05 * side);
    }

    private static (double X, double Y, double Height)[] Triangular(params (double, double, double)[] others)
    {
        double side = Distance * Math.Sqrt(3);
        return GaussianAtoms.Lattice(
            Side, (side, 0), (side / 2, side * Math.Sqrt(0.75)), [(0, 0, 1), .. others]);
    }

    private static FoundAtoms AssertFound((double X, double Y, double Height)[] atoms, double noise, double share)
    {
        FoundAtoms found = new AtomSearch().Find(
            new MicroscopeImage(Side, Side, GaussianAtoms.Draw(Side, atoms, 3, noise)));
        (double X, double Y, double Height)[] asked = [.. atoms.Where(
            atom => atom is { X: > 5 and < Side - 6, Y: > 5 and < Side - 6 })];
        int seen = asked.Count(atom => found.Atoms.Any(other => IsNear(other.X - atom.X, other.Y - atom.Y)));
        int wrong = found.Atoms.Count(other => !atoms.Any(atom => IsNear(other.X - atom.X, other.Y - atom.Y)));
        Assert.True(seen >= share * asked.Length, $"{seen} of {asked.Length}");
        Assert.True(wrong <= (1 - share) * asked.Length, $"{wrong} that are none");
        return found;
    }

    private static bool IsNear(double x, double y) => (x * x) + (y * y) < Distance * Distance / 9;
}
