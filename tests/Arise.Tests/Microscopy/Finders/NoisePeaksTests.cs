using Arise.Imaging;
using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Microscopy.Pixels;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Finders;

public class NoisePeaksTests
{
    private const int Side = 160;

    // The brightest of three by three blurred pixels of pure noise, as a network would take them.
    [Fact]
    public void Candidates_in_pure_noise_go()
    {
        float[] noise = UShapedNetworkTests.Random(Side * Side, 16, 1);
        AtomCandidate[] candidates = Peaks(noise);
        Assert.True(candidates.Length > 100);
        AtomCandidate[] kept = NoisePeaks.Without(new FlatImage(Side, Side, noise, 10), candidates, 1, default);
        Assert.True(kept.Length < 0.1 * candidates.Length, $"{kept.Length} of {candidates.Length}");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(40)]
    public void Atoms_of_a_noisy_crystal_stay(double clarity)
    {
        SimulatedImage image = new ImageSimulator(new ImageSimulatorSettings
        {
            Seed = 8,
            Width = Side,
            Height = Side,
            Lattice = ProjectedLattice.Honeycomb,
            Disorder = ImageDisorder.PointDefects,
            Spacing = 10,
            Clarity = clarity,
            Probe = 0.3,
            IsContaminated = false,
        }).Draw(0);
        AtomCandidate[] candidates = [.. image.Atoms.Select(atom =>
            new AtomCandidate(Math.Clamp(atom.X, 0, Side - 1), Math.Clamp(atom.Y, 0, Side - 1), 0.9))];
        AtomCandidate[] kept = NoisePeaks.Without(
            new FlatImage(Side, Side, image.Image.Intensities.ToArray(), 10), candidates, 2, default);
        Assert.True(kept.Length > 0.97 * candidates.Length, $"{kept.Length} of {candidates.Length}");
    }

    // A wide probe leaves little between atoms and hollows; the lattice is certain all the same.
    [Fact]
    public void Faint_atoms_stay_where_the_spectrum_shows_a_lattice()
    {
        SimulatedImage image = new ImageSimulator(new ImageSimulatorSettings
        {
            Seed = 8,
            Width = Side,
            Height = Side,
            Lattice = ProjectedLattice.Honeycomb,
            Disorder = ImageDisorder.PointDefects,
            Spacing = 10,
            Clarity = 6,
            Probe = 0.42,
            IsContaminated = false,
        }).Draw(0);
        AtomCandidate[] candidates = [.. image.Atoms.Select(atom =>
            new AtomCandidate(Math.Clamp(atom.X, 0, Side - 1), Math.Clamp(atom.Y, 0, Side - 1), 0.9))];
        FlatImage flat = new(Side, Side, image.Image.Intensities.ToArray(), 10);
        Assert.True(NoisePeaks.Without(flat, candidates, 2, default).Length < 0.1 * candidates.Length);
        AtomCandidate[] kept = NoisePeaks.Without(flat with { HasClearLattice = true }, candidates, 2, default);
        Assert.True(kept.Length > 0.9 * candidates.Length, $"{kept.Length} of {candidates.Length}");
    }

    [Fact]
    public void One_atom_alone_in_vacuum_stays()
    {
        float[] image = UShapedNetworkTests.Random(Side * Side, 17, 1);
        for (int k = 0; k < image.Length; k++)
        {
            double square = Math.Pow((k % Side) - 80, 2) + Math.Pow((k / Side) - 70, 2);
            image[k] += (float)(5 * Math.Exp(-square / 18));
        }

        AtomCandidate atom = new(80, 70, 0.9);
        Assert.Equal([atom], NoisePeaks.Without(new FlatImage(Side, Side, image, 10), [atom], 1, default));
        Assert.Empty(NoisePeaks.Without(new FlatImage(Side, Side, image, 10), [new(30, 30, 0.9)], 1, default));
    }

    private static AtomCandidate[] Peaks(float[] noise)
    {
        float[] smooth = (float[])noise.Clone();
        WindowMean.Apply(smooth, Side, Side, 2);
        return [.. AtomPeaks.Find(smooth, Side, Side, 0, 5).Select(peak => new AtomCandidate(peak.X, peak.Y, 0.6))];
    }
}
