using Arise.Imaging;
using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Finders;

public class NetworkAtomFinderTests
{
    // As noisy as published images, and nearly clear.
    [Theory]
    [InlineData("Honeycomb", 16, 13, 0.95)]
    [InlineData("Honeycomb", 7, 100, 0.97)]
    [InlineData("Square", 24, 40, 0.97)]
    [InlineData("RockSalt", 11, 40, 0.95)]
    [InlineData("Quasicrystal", 12, 40, 0.95)]
    public void The_shipped_network_finds_the_atoms_of_simulated_images(
        string lattice, double spacing, double clarity, double least)
    {
        SimulatedImage image = Draw(Enum.Parse<ProjectedLattice>(lattice), spacing, clarity, 1);
        Score(image, NetworkAtomFinder.Shipped.Find(Flat(image, 1)), least, 0.12);
    }

    [Theory]
    [InlineData(0.77)]
    [InlineData(1.3)]
    public void A_wrong_spacing_does_little_harm(double factor)
    {
        SimulatedImage image = Draw(ProjectedLattice.Honeycomb, 14, 40, 2);
        Score(image, NetworkAtomFinder.Shipped.Find(Flat(image, factor)), 0.9, 0.15);
    }

    [Fact]
    public void Threads_change_nothing_and_candidates_stand_in_order_and_apart()
    {
        SimulatedImage image = Draw(ProjectedLattice.Hexagonal, 9, 20, 3);
        FlatImage flat = Flat(image, 1);
        IReadOnlyList<AtomCandidate> atoms = NetworkAtomFinder.Shipped.Find(flat, 1);
        Assert.Equal(atoms, NetworkAtomFinder.Shipped.Find(flat, 3));
        Assert.Equal(atoms, atoms.OrderBy(atom => atom.Y).ThenBy(atom => atom.X));
        Assert.All(atoms, atom => Assert.True(
            atom.Confidence is >= 0.1 and <= 1 && atoms.All(other => other == atom
                || Math.Pow(other.X - atom.X, 2) + Math.Pow(other.Y - atom.Y, 2) > 0.99 * 4.5 * 4.5)));
    }

    [Fact]
    public void Nothing_is_found_where_pixels_tell_nothing()
    {
        SimulatedImage image = Draw(ProjectedLattice.Square, 10, 60, 4);
        bool[] usable = [.. Enumerable.Range(0, 192 * 192).Select(k => k % 192 < 96)];
        IReadOnlyList<AtomCandidate> atoms =
            NetworkAtomFinder.Shipped.Find(Flat(image, 1) with { Usable = usable });
        Assert.NotEmpty(atoms);
        Assert.All(atoms, atom => Assert.True(atom.X < 96));
        Assert.Empty(NetworkAtomFinder.Shipped.Find(new FlatImage(50, 40, new float[2000], 8)));
    }

    [Fact]
    public void It_can_be_stopped_and_refuses_no_spacing()
    {
        var image = new FlatImage(64, 64, new float[64 * 64], 8);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            NetworkAtomFinder.Shipped.Find(image, cancellation: new CancellationToken(true)));
        Assert.Throws<ArgumentException>(() => NetworkAtomFinder.Shipped.Find(image with { Spacing = 0 }));
        Assert.Throws<MemoryBudgetException>(() => NetworkAtomFinder.Shipped.Find(image with { Spacing = 1e-4 }));
    }

    private static SimulatedImage Draw(ProjectedLattice lattice, double spacing, double clarity, ulong number) =>
        new ImageSimulator(new ImageSimulatorSettings
        {
            Seed = 77,
            Width = 192,
            Height = 192,
            Lattice = lattice,
            Disorder = ImageDisorder.PointDefects,
            Spacing = spacing,
            Clarity = clarity,
            Probe = 0.3,
            IsContaminated = false,
        }).Draw(number);

    private static FlatImage Flat(SimulatedImage image, double factor) =>
        new(192, 192, image.Image.Intensities.ToArray(), factor * image.Spacing);

    private static void Score(SimulatedImage image, IReadOnlyList<AtomCandidate> found, double least, double error)
    {
        double edge = image.Spacing / 2;
        (double X, double Y)[] inner = [.. found
            .Where(atom => atom.Confidence >= 0.5).Select(atom => (atom.X, atom.Y)).Where(IsInner)];
        (double X, double Y)[] truth = [.. image.Atoms.Select(atom => (atom.X, atom.Y))];
        List<AtomMatching.Pair> pairs = AtomMatching.Match(inner, truth, edge);
        double f1 = 2.0 * pairs.Count / (inner.Length + truth.Count(IsInner));
        Assert.True(f1 >= least, $"F1 {f1:0.000}");
        Assert.True(pairs.Average(pair => pair.Distance) < error * image.Spacing);

        bool IsInner((double X, double Y) atom) =>
            atom.X > edge && atom.Y > edge && atom.X < 191 - edge && atom.Y < 191 - edge;
    }
}
