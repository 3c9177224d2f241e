using Arise.Imaging;
using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Finders;

public class AtomSearchTests
{
    private static readonly ImageSimulatorSettings Graphene = new()
    {
        Seed = 91,
        Width = 160,
        Height = 160,
        Lattice = ProjectedLattice.Honeycomb,
        Disorder = ImageDisorder.PointDefects,
        Spacing = 12,
        Probe = 0.3,
        IsContaminated = false,
        Clarity = ImageSimulatorSettings.ClarityOfRealGraphene,
    };

    // Seven cells in a row, at the clarity of published images: the spectrum of so small a part may show no spots.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_small_part_of_noisy_graphene_keeps_its_atoms(ulong seed)
    {
        SimulatedImage image = new ImageSimulator(new ImageSimulatorSettings
        {
            Seed = seed,
            Width = 150,
            Height = 150,
            Lattice = ProjectedLattice.Honeycomb,
            Disorder = ImageDisorder.PointDefects,
            Spacing = 18,
            Probe = 0.28,
            Clarity = ImageSimulatorSettings.ClarityOfRealGraphene,
            IsContaminated = false,
        }).Draw(0);
        int found = new AtomSearch().Find(image.Image).Atoms.Length;
        Assert.InRange(found, 0.7 * image.Atoms.Count, 1.1 * image.Atoms.Count);
    }

    [Fact]
    public void Atoms_are_found_at_the_noise_of_real_images()
    {
        SimulatedImage simulated = new ImageSimulator(Graphene).Draw(1);
        FoundAtoms found = new AtomSearch().Find(simulated.Image);
        (double score, double error) = Judge(found, simulated);
        Assert.True(score >= 0.97, $"F1 {score:F3}");
        Assert.True(error <= 0.15, $"error {error:F3} of a bond");
        Assert.True(found.HasLattice);
        Assert.False(found.IsInverted);
        Assert.Equal(12, found.Spacing, 0.6);
    }

    [Theory]
    [InlineData(ProjectedLattice.Hexagonal)]
    [InlineData(ProjectedLattice.Square)]
    [InlineData(ProjectedLattice.RockSalt)]
    [InlineData(ProjectedLattice.Dumbbells)]
    [InlineData(ProjectedLattice.Kagome)]
    [InlineData(ProjectedLattice.Quasicrystal)]
    public void Other_lattices_are_found_without_their_spacing(object lattice)
    {
        SimulatedImage simulated =
            new ImageSimulator(Graphene with { Lattice = (ProjectedLattice)lattice, Clarity = 40 }).Draw(2);
        (double score, double error) = Judge(new AtomSearch().Find(simulated.Image), simulated);
        Assert.True(score >= 0.95, $"F1 {score:F3}");
        Assert.True(error <= 0.08, $"error {error:F3} of the nearest distance");
    }

    [Fact]
    public void An_inverted_image_has_the_same_atoms()
    {
        SimulatedImage simulated = new ImageSimulator(Graphene).Draw(1);
        MicroscopeImage image = simulated.Image;
        var inverted = new MicroscopeImage(
            image.Width, image.Height, [.. image.Intensities.ToArray().Select(value => 1000 - value)]);
        FoundAtoms atoms = new AtomSearch().Find(inverted);
        Assert.True(atoms.IsInverted);
        double plain = Judge(new AtomSearch().Find(image), simulated).Score;
        Assert.True(plain >= 0.95, $"F1 {plain:F3}");
        Assert.Equal(plain, Judge(atoms, simulated).Score, 0.01);
        Assert.False(new AtomSearch(new AtomSearchSettings { Contrast = ImageContrast.Bright })
            .Find(inverted).IsInverted);
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        MicroscopeImage image = new ImageSimulator(Graphene).Draw(4).Image;
        FoundAtoms one = new AtomSearch(new AtomSearchSettings { Threads = 1 }).Find(image);
        FoundAtoms three = new AtomSearch(new AtomSearchSettings { Threads = 3 }).Find(image);
        Assert.Equal([.. one.Atoms], three.Atoms.ToArray());
    }

    [Fact]
    public void Gain_offset_and_background_do_not_move_atoms()
    {
        SimulatedImage simulated = new ImageSimulator(Graphene with { Clarity = 60 }).Draw(5);
        MicroscopeImage image = simulated.Image;
        float[] values = image.Intensities.ToArray();
        double range = values.Max() - values.Min();
        for (int k = 0; k < values.Length; k++)
            values[k] = (float)((7 * values[k]) + (5 * range * (k / image.Width) / image.Height) + 300);
        (double score, double error) = Judge(
            new AtomSearch().Find(new MicroscopeImage(image.Width, image.Height, values)), simulated);
        Assert.True(score >= 0.99 && error <= 0.05, $"F1 {score:F3}, error {error:F3}");
    }

    [Fact]
    public void Gaps_and_hot_pixels_cost_only_their_surroundings()
    {
        SimulatedImage simulated = new ImageSimulator(Graphene with { Clarity = 40 }).Draw(6);
        MicroscopeImage image = simulated.Image;
        float[] values = image.Intensities.ToArray();
        for (int y = 0; y < 30; y++)
            Array.Fill(values, float.NaN, y * image.Width, 30);
        values[(100 * image.Width) + 100] = 1e6f;
        FoundAtoms atoms = new AtomSearch().Find(new MicroscopeImage(image.Width, image.Height, values));
        Assert.DoesNotContain(atoms.Atoms, atom => atom is { X: < 26, Y: < 26 });
        Assert.InRange(atoms.UsableShare, 0.93, 0.98);
        SimulatedAtom[] left = [.. simulated.Atoms.Where(atom => atom.X > 36 || atom.Y > 36)];
        FoundAtom[] outside = [.. atoms.Atoms.Where(atom => atom.X > 36 || atom.Y > 36)];
        Assert.True(Judge(outside, left, simulated).Score >= 0.98);
    }

    [Fact]
    public void What_shows_no_atoms_is_said_in_a_sentence()
    {
        var random = new Random(3);
        Assert.Contains("too few", Problem(1, 1, _ => 1), StringComparison.Ordinal);
        Assert.Contains("same intensity", Problem(64, 64, _ => 5), StringComparison.Ordinal);
        Assert.Contains("saturated", Problem(64, 64, k => k % 3 == 0 ? 1 : 255, 255), StringComparison.Ordinal);
        Assert.Contains("no numbers", Problem(64, 64, k => k % 3 == 0 ? k : float.NaN), StringComparison.Ordinal);
        Assert.Contains(
            "no atoms", Problem(128, 128, _ => (float)random.NextDouble()), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_without_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AtomSearch(new AtomSearchSettings { Spacing = 1 }));
        Assert.Throws<ArgumentException>(() => new AtomSearch(new AtomSearchSettings { MinimumConfidence = 2 }));
        Assert.Throws<ArgumentException>(() => new AtomSearch(new AtomSearchSettings { Contrast = (ImageContrast)9 }));
    }

    [Fact]
    public void Work_can_be_stopped() => Assert.ThrowsAny<OperationCanceledException>(() => new AtomSearch().Find(
        new ImageSimulator(Graphene).Draw(1).Image, null, new CancellationToken(true)));

    private static string Problem(int width, int height, Func<int, float> value, double? saturation = null) =>
        Assert.Throws<MicroscopyException>(() => new AtomSearch().Find(
            new MicroscopeImage(width, height, [.. Enumerable.Range(0, width * height).Select(value)])
            {
                Saturation = saturation,
            })).Message;

    private static (double Score, double Error) Judge(FoundAtoms found, SimulatedImage simulated) =>
        Judge([.. found.Atoms], [.. simulated.Atoms], simulated);

    // F1 and mean error in spacings of the atoms that are not at the edge, matched one to one within half a spacing.
    private static (double Score, double Error) Judge(
        FoundAtom[] found, SimulatedAtom[] atoms, SimulatedImage simulated)
    {
        double spacing = simulated.Spacing, edge = 0.35 * spacing, far = simulated.Image.Width - 1 - edge;
        var pairs = found.Index().SelectMany(f => atoms.Index().Select(a =>
                (F: f.Index, A: a.Index, D: Math.Sqrt(Square(f.Item.X - a.Item.X) + Square(f.Item.Y - a.Item.Y)))))
            .Where(pair => pair.D < 0.5 * spacing).OrderBy(pair => pair.D);
        var matched = new Dictionary<int, (int A, double D)>();
        var taken = new HashSet<int>();
        foreach ((int f, int a, double d) in pairs)
        {
            if (!matched.ContainsKey(f) && taken.Add(a))
                matched.Add(f, (a, d));
        }

        int right = matched.Count(pair => IsInside(atoms[pair.Value.A].X, atoms[pair.Value.A].Y));
        int wrong = found.Index().Count(f => !matched.ContainsKey(f.Index) && IsInside(f.Item.X, f.Item.Y));
        int missed = atoms.Index().Count(a => !taken.Contains(a.Index) && IsInside(a.Item.X, a.Item.Y));
        return (
            2.0 * right / ((2 * right) + wrong + missed),
            matched.Values.Select(pair => pair.D).DefaultIfEmpty(0).Average() / spacing);

        bool IsInside(double x, double y) => x > edge && y > edge && x < far && y < far;

        static double Square(double value) => value * value;
    }
}
