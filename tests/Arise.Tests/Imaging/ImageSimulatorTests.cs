using Arise.Imaging;

namespace Arise.Tests.Imaging;

public class ImageSimulatorTests
{
    private static readonly ImageSimulatorSettings Graphene = new()
    {
        Lattice = ProjectedLattice.Honeycomb,
        Disorder = ImageDisorder.PointDefects,
        Spacing = 18,
        Probe = 0.3,
        IsContaminated = false,
    };

    [Fact]
    public void An_image_is_a_value_of_seed_and_number()
    {
        var simulator = new ImageSimulator(new ImageSimulatorSettings { Seed = 3, Width = 96, Height = 64 });
        SimulatedImage first = simulator.Draw(7), again = simulator.Draw(7);
        Assert.True(first.Image.Intensities.SequenceEqual(again.Image.Intensities));
        Assert.Equal(first.Atoms, again.Atoms);
        Assert.False(first.Image.Intensities.SequenceEqual(simulator.Draw(8).Image.Intensities));
    }

    [Fact]
    public void Images_are_finite_and_their_atoms_lie_inside()
    {
        var simulator = new ImageSimulator(new ImageSimulatorSettings { Seed = 4, Width = 80, Height = 60 });
        for (ulong number = 0; number < 60; number++)
        {
            SimulatedImage image = simulator.Draw(number);
            foreach (float intensity in image.Image.Intensities)
                Assert.True(float.IsFinite(intensity));
            Assert.All(image.Atoms, atom => Assert.True(
                atom.X is > -0.5 and < 79.5 && atom.Y is > -0.5 and < 59.5 && atom.Weight > 0));
        }
    }

    // Atoms and hollows averaged over the image, the noise from differences of neighboring pixels.
    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(60)]
    public void Clarity_is_height_over_noise_times_spacing(double clarity)
    {
        double height = 0, noise = 0;
        const int images = 2;
        for (ulong number = 0; number < images; number++)
        {
            SimulatedImage image = new ImageSimulator(Graphene with { Clarity = clarity, Seed = 5 }).Draw(number);
            var atoms = image.Atoms.Where(atom => atom.X is > 1 and < 254 && atom.Y is > 1 and < 254).ToList();
            double bright = atoms.Average(atom => image.Image[(int)Math.Round(atom.X), (int)Math.Round(atom.Y)]);
            double squares = 0;
            var dark = new List<float>();
            for (int y = 0; y < 256; y += 2)
            {
                for (int x = 1; x < 256; x++)
                {
                    squares += Math.Pow(image.Image[x, y] - image.Image[x - 1, y], 2) / (2 * 128 * 255);
                    if (image.Atoms.All(atom => Math.Pow(atom.X - x, 2) + Math.Pow(atom.Y - y, 2) > 16 * 16))
                        dark.Add(image.Image[x, y]);
                }
            }

            height += (bright - dark.Average()) / Math.Sqrt(squares) / images;
            noise += Math.Sqrt(squares);
        }

        Assert.True(noise > 0);
        Assert.Equal(clarity, height * 18, 0.2 * clarity);
    }

    [Fact]
    public void Covered_atoms_are_told_apart()
    {
        var simulator = new ImageSimulator(new ImageSimulatorSettings { Seed = 6, Width = 128, Height = 128 });
        SimulatedImage[] images = [.. Enumerable.Range(0, 40).Select(number => simulator.Draw((ulong)number))];
        Assert.Contains(images, image => image.Atoms.Any(atom => !atom.IsVisible));
        Assert.All(images, image => Assert.All(image.Atoms, atom => Assert.Equal(
            !atom.IsVisible, image.Covered[((int)Math.Round(atom.Y) * 128) + (int)Math.Round(atom.X)])));
    }
}
