using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Finders;

/// <summary>Few atoms on an empty ground: no lattice, no traces, no speckle.</summary>
public class BrightTracesTests
{
    private const int Side = 200;

    [Fact]
    public void One_atom_without_noise_is_one_atom() => Assert.Single(Find([(100.3, 60.6, 1)], 3, 0));

    [Fact]
    public void Two_atoms_without_noise_are_two() =>
        Assert.Equal(2, Find([(100.3, 60.6, 1), (120, 60, 1)], 3, 0).Length);

    [Fact]
    public void Few_bright_atoms_on_a_noisy_ground_are_no_lattice()
    {
        (double X, double Y, double Height)[] atoms =
        [
            (30, 40, 8), (90, 25, 8), (160, 44, 8), (50, 100, 8), (120, 90, 8), (170, 120, 8), (40, 165, 8),
            (100, 150, 8), (150, 175, 8),
        ];
        FoundAtom[] found = Find(atoms, 3, 1);
        Assert.All(atoms, atom => Assert.Contains(
            found, other => Math.Abs(other.X - atom.X) < 2 && Math.Abs(other.Y - atom.Y) < 2));
        Assert.InRange(found.Length, atoms.Length, atoms.Length + 1);
    }

    [Fact]
    public void A_second_kind_of_a_twentieth_of_the_height_is_no_trace()
    {
        var fits = new GaussianRefinement.Gaussian[]
        {
            new(50, 50, 1, 3), new(60, 50, 0.05, 3), new(120, 50, 0.05, 3), new(150, 150, 0.001, 3),
        };
        var image = new FlatImage(Side, Side, new float[Side * Side], 10);
        Assert.Equal([false, true, false, true], BrightTraces.Of(fits, image, 0));
        Assert.Equal([false, false, false, false], BrightTraces.Of(fits, image, 0.01));
    }

    private static FoundAtom[] Find((double X, double Y, double Height)[] atoms, double sigma, double noise) =>
        [.. new AtomSearch().Find(
            new MicroscopeImage(Side, Side, GaussianAtoms.Draw(Side, atoms, sigma, noise))).Atoms];
}
