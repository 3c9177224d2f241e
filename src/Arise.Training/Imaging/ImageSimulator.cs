using Arise.Microscopy;
using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// Simulates images of atoms as an annular dark-field detector shows them, with all that makes real ones hard, and
/// tells where the atoms are. An image is a value of the settings and its number.
/// </summary>
/// <param name="settings">What is the same in all images.</param>
internal sealed class ImageSimulator(ImageSimulatorSettings settings)
{
    private static readonly ProjectedLattice[] Lattices = Enum.GetValues<ProjectedLattice>();

    // Beyond the image, in nearest distances: tails of atoms and what distortion brings in.
    private const double Margin = 6;

    private const double LeastContrast = 0.02;

    /// <summary>The image of a number.</summary>
    public SimulatedImage Draw(ulong number)
    {
        var draws = new Draws(RandomStreams.Of(RandomStreams.SimulatedImages, settings.Seed, number));
        ProjectedLattice lattice = draws.Of(Lattices);
        ImageDisorder disorder = (ImageDisorder)Math.Max(0, draws.Between(-2, 3));
        double spacing = draws.LogUniform(5, settings.MostSpacing);
        double probe = draws.Uniform(0.15, 0.42), clarity = draws.LogUniform(7, 200);
        bool isContaminated = draws.Chance(0.7) && settings.IsContaminated;
        lattice = settings.Lattice ?? lattice;
        disorder = settings.Disorder ?? disorder;
        spacing = settings.Spacing ?? spacing;
        int width = settings.Width, height = settings.Height;
        var distortion = new ScanDistortion(height, spacing, draws);
        PlaneSite[] atoms = Place(lattice, disorder, spacing, distortion, draws);
        float[] image = new float[width * height];
        new Probe(spacing * (settings.Probe ?? probe), draws).Render(atoms, distortion, image, width, height);
        (double contrast, double level) = Levels(image, atoms);
        double pedestal = draws.LogUniform(0.02, 1.5);
        for (int pixel = 0; pixel < image.Length; pixel++)
            image[pixel] += (float)pedestal;
        bool[] covered = isContaminated
            ? Contamination.Add(image, width, height, spacing, draws)
            : new bool[image.Length];
        Detector.Record(image, pedestal + level, contrast * spacing / (settings.Clarity ?? clarity), draws);
        return new SimulatedImage(
            new MicroscopeImage(width, height, image),
            [.. atoms.Where(atom => IsInside(atom.X, width) && IsInside(atom.Y, height)).Select(atom =>
                new SimulatedAtom(atom.X, atom.Y, atom.Weight, !covered[Pixel(atom, width)]))],
            covered,
            spacing,
            lattice,
            disorder);
    }

    private static bool IsInside(double position, int length) => position > -0.5 && position < length - 0.5;

    private static int Pixel(PlaneSite atom, int width) =>
        ((int)Math.Round(atom.Y) * width) + (int)Math.Round(atom.X);

    private PlaneSite[] Place(
        ProjectedLattice lattice, ImageDisorder disorder, double spacing, ScanDistortion distortion, Draws draws)
    {
        double x = settings.Width / 2.0, y = settings.Height / 2.0;
        double radius = (Math.Sqrt((x * x) + (y * y)) / spacing) + Margin;
        return [.. ImageSample.Draw(lattice, disorder, radius, draws).Select(site =>
        {
            (double column, double row) = distortion.Move(x + (spacing * site.X), y + (spacing * site.Y));
            return new PlaneSite(column, row, site.Weight);
        })];
    }

    // Height of atoms above the hollows of the lattice (5 in 100 pixels are darker), and the mean intensity.
    private (double Contrast, double Level) Levels(float[] image, PlaneSite[] atoms)
    {
        int taken = Math.Min(image.Length, 4096);
        float[] sample =
            [.. Enumerable.Range(0, taken).Select(k => image[(int)((long)k * image.Length / taken)])];
        float[] peaks = [.. atoms
            .Where(atom => IsInside(atom.X, settings.Width) && IsInside(atom.Y, settings.Height))
            .Select(atom => image[Pixel(atom, settings.Width)])];
        Array.Sort(sample);
        Array.Sort(peaks);
        float peak = peaks.Length > 0 ? peaks[peaks.Length / 2] : 1;
        return (Math.Max(LeastContrast, peak - sample[taken / 20]), sample.Average());
    }
}
