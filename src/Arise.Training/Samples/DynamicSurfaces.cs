using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Hot particles of 2 to 4 nm and slabs with free surfaces: atoms that are in order have the class of the crystal,
/// those of a molten surface are none, and those in between are untold.
/// </summary>
internal sealed class DynamicSurfaces(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double CrystalFrom = 0.5, NoneBelow = 0.35;

    // In nearest distances: edges of a slab, and what the core of a sample is away from its surface.
    private const double Width = 6.5, Core = 1.8;

    private const int FewNeighbors = 3;

    private static readonly ImmutableArray<Substance> Matter =
        [.. Substances.All.Where(substance => !substance.IsHeldOut && substance.Pressure == 0)];

    private readonly DynamicClasses _classes = new(classes);

    /// <summary>The kinds: a sample is one run.</summary>
    public IEnumerable<SampleKind> Kinds =>
    [
        new("hot particles", settings.Simulations * Matter.Length, (index, draws) => Particle(
            Matter[index % Matter.Length],
            draws.Uniform(3.5, 5.5),
            [draws.Uniform(0.5, 0.75), draws.Uniform(0.8, 0.9)],
            _classes,
            draws,
            settings.Rows)),
        new("hot slabs", settings.Simulations * Matter.Length, (index, draws) => Slab(
            Matter[index % Matter.Length],
            draws.Of(DynamicFronts.Faces(Matter[index % Matter.Length].Crystal)),
            draws.Uniform(4, 7),
            [draws.Uniform(0.5, 0.75), draws.Uniform(0.8, 0.93)],
            _classes,
            draws,
            settings.Rows)),
    ];

    /// <summary>A ball cut out of a crystal, heated.</summary>
    /// <param name="substance">What it is.</param>
    /// <param name="radius">Radius in nearest distances.</param>
    /// <param name="ratios">Temperatures of the frames, rising, in units of the melting temperature.</param>
    /// <param name="classes">Labels.</param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    public static IReadOnlyList<AtomSample> Particle(
        Substance substance, double radius, IReadOnlyList<double> ratios, DynamicClasses classes, Draws draws, int rows)
    {
        CrystalCell cell = CrystalCell.Of(substance.Crystal, DynamicStart.SimpleFace(substance.Crystal));
        Vector3D center = draws.Point(-0.5, 0.5);
        CrystalCell block = cell.RepeatTo((2 * radius) + 3, (2 * radius) + 3, (2 * radius) + 3);
        Vector3D middle = (0.5 * block.Edges) + center;
        Vector3D[] inside =
            [.. block.Positions().Where(position => (position - middle).Length < radius)];
        return Heat(substance, cell, inside, block.Edges, Periodicity.None, "particle", ratios, classes, draws, rows);
    }

    /// <summary>A slab with two surfaces, heated; see <see cref="Particle"/>.</summary>
    public static IReadOnlyList<AtomSample> Slab(
        Substance substance,
        string face,
        double thickness,
        IReadOnlyList<double> ratios,
        DynamicClasses classes,
        Draws draws,
        int rows)
    {
        CrystalCell cell = CrystalCell.Of(substance.Crystal, face), block = cell.RepeatTo(Width, Width, thickness);
        return Heat(
            substance, cell, block.Positions(), block.Edges, Periodicity.InPlane, $"({face}) slab", ratios, classes,
            draws, rows);
    }

    private static List<AtomSample> Heat(
        Substance substance,
        CrystalCell cell,
        Vector3D[] positions,
        Vector3D edges,
        Periodicity periodicity,
        string name,
        IReadOnlyList<double> ratios,
        DynamicClasses classes,
        Draws draws,
        int rows)
    {
        double spacing = substance.Spacing;
        var atoms = new Particles([.. positions.Select(p => spacing * p)], default, spacing * edges, periodicity);
        bool[] core = IsCore(atoms, Core * spacing);
        var order = new CrystalOrder(substance.Crystal, cell, 1.01 * spacing);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.None), draws.Seed());
        double now = ratios[0] * substance.Melting;
        run.Heat(2 * now);
        var samples = new List<AtomSample>();
        foreach (double ratio in ratios)
        {
            run.Run(200, now, ratio * substance.Melting);
            now = ratio * substance.Melting;
            run.Run(500, now);

            // A particle turns a little: the crystal is that of its own core.
            order.LearnCrystal(run, now, atom => core[atom]);
            if (order.HasMelted)
                break;
            order.Measure(run, now);
            order.Places.CopyTo(atoms.Places, 0);
            short[] labels = Label(order, atoms, 1.25 * spacing, classes.Of(substance.Crystal));
            if (labels.Count(label => label >= 0) < 0.4 * labels.Length)
                break;
            samples.Add(DynamicClasses.Sample(
                substance, atoms, labels, $"{substance.Name} {name} at {ratio:F2} of melting", rows));
        }

        return samples;
    }

    // None needs neighbors that are none: a single atom on a surface is nothing that has a name.
    private static short[] Label(CrystalOrder order, Particles atoms, double shell, short crystal)
    {
        var search = new NeighborSearch(atoms.ToStructure(DynamicClasses.Elements), shell);
        var neighbors = new NeighborBuffer();
        var labels = new short[atoms.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            search.Find(i, neighbors);
            double around = 0;
            foreach (int j in neighbors.Atoms)
                around += order.Values[j] / neighbors.Count;
            labels[i] = neighbors.Count < FewNeighbors || order.IsRestacked[i] ? AtomSample.Untold
                : order.Values[i] >= CrystalFrom ? crystal
                : order.Values[i] < NoneBelow && around < NoneBelow ? AtomSample.None : AtomSample.Untold;
        }

        return labels;
    }

    // Atoms without any gap around them: those with as many neighbors as almost all have.
    private static bool[] IsCore(Particles atoms, double reach)
    {
        var search = new NeighborSearch(atoms.ToStructure(DynamicClasses.Elements), reach);
        var neighbors = new NeighborBuffer();
        var counts = new int[atoms.Count];
        for (int i = 0; i < counts.Length; i++)
        {
            search.Find(i, neighbors);
            counts[i] = neighbors.Count;
        }

        int most = counts.Max();
        return [.. counts.Select(count => count == most)];
    }
}
