using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Microscopy.Pixels;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Finders;

public class LoneAtomsTests
{
    private const int Side = 200;

    private static readonly (int X, int Y)[] Places = [(40, 50), (150, 60), (100, 120), (60, 170)];

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.5)]
    [InlineData(4)]
    public void The_grains_of_smoothed_noise_are_no_atoms(double blur)
    {
        float[] noise = GaussianBlur.Of(UShapedNetworkTests.Random(Side * Side, 21, 1), Side, Side, blur, 2);
        MicroscopyException error = Assert.Throws<MicroscopyException>(() =>
            new AtomSearch().Find(new MicroscopeImage(Side, Side, noise)));
        Assert.Contains("smoothed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Atoms_on_smoothed_noise_are_found_and_its_grains_are_not()
    {
        float[] image = UShapedNetworkTests.Random(Side * Side, 22, 1);
        for (int k = 0; k < image.Length; k++)
        {
            foreach ((int x, int y) in Places)
                image[k] += (float)(6 * Math.Exp(-(Math.Pow((k % Side) - x, 2) + Math.Pow((k / Side) - y, 2)) / 18));
        }

        FoundAtoms found = new AtomSearch().Find(
            new MicroscopeImage(Side, Side, GaussianBlur.Of(image, Side, Side, 1.5, 2)));
        Assert.Equal(Places.Length, found.Atoms.Length);
        Assert.All(Places, place => Assert.Contains(found.Atoms, atom =>
            Math.Abs(atom.X - place.X) < 1.5 && Math.Abs(atom.Y - place.Y) < 1.5));
    }
}
