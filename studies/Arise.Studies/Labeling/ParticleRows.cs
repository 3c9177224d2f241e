using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>
/// Particles and slabs of our own molecular dynamics: atoms at the surface and inside. Atoms of particles whose own
/// order does not tell that they are of the crystal, and atoms of slabs that have left their site, are left out.
/// </summary>
internal static class ParticleRows
{
    // Nearest distance of copper, nm: particles of 2 and 4 nm have 8 and 16 of them across.
    private const double Distance = 0.2556;
    private const int Frames = 2;

    // Smaller particles melt below 0.8 times the melting temperature, nm.
    private const double LeastHot = 3;

    private static readonly string[] Matter = 
        ["copper", "silver", "iron", "tantalum", "magnesium", "cobalt", "silicon"];
    private static readonly double[] Ratios = [0.3, 0.6, 0.8];

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        (string Matter, double Size)[] particles = [..
            from size in new[] { 2.0, 4.0 }
            from matter in Matter
            select (matter, size)];
        (string Matter, string Face, double Ratio)[] slabs = [..
            from matter in new[] { "copper", "silver" }
            from face in new[] { "001", "111" }
            from ratio in Ratios
            select (matter, face, ratio)];
        if (bench.IsQuick)
            (particles, slabs) = ([particles[0]], [slabs[0]]);
        bench.Measure("particles", [
            .. particles.Index().Select(pair =>
                (pair.Item.Matter, Particle(bench, pair.Index, Find(pair.Item.Matter), pair.Item.Size))),
            .. slabs.Index().Select(pair => (
                pair.Item.Matter,
                Slab(bench, pair.Index + 100, Find(pair.Item.Matter), pair.Item.Face, pair.Item.Ratio))),
        ]);
    }

    private static Substance Find(string name) => Substances.All.First(one => one.Name == name);

    private static Func<IEnumerable<LabelCase>> Particle(LabelBench bench, int run, Substance substance, double size) =>
        () => DynamicSurfaces
            .Particle(
                substance,
                size / Distance / 2,
                size < LeastHot ? Ratios[..^1] : Ratios,
                new DynamicClasses(bench.Classes),
                bench.Draws(4, run),
                1)
            .Select((sample, frame) => Case(
                sample, $"{substance.Name}, {size:0} nm", Ratios[frame], AtSurface(substance, sample.Structure)));

    private static Func<IEnumerable<LabelCase>> Slab(
        LabelBench bench, int run, Substance substance, string face, double ratio) => () =>
    {
        Draws draws = bench.Draws(4, run);
        var hot = new HotMatter(substance, ratio);
        Particles atoms = DynamicStart.Of(
            substance,
            CrystalCell.Of(substance.Crystal, face).RepeatTo(8, 8, 8),
            new Periodicity(true, true, false),
            draws);
        bool[] atSurface = AtSurface(substance, DynamicClasses
            .Sample(substance, atoms, new short[atoms.Count], "slab", 1).Structure);
        double expansion = hot.Expansion(draws);
        atoms.Stretch(new Vector3D(expansion, expansion, expansion));
        short label = new DynamicClasses(bench.Classes).Of(substance.Crystal);
        return hot
            .Frames(
                atoms, CellMotion.None, [.. Enumerable.Repeat(label, atoms.Count)], Frames, draws, substance.Name)
            .Select(sample => Case(sample, $"{substance.Name} slab ({face})", ratio, atSurface));
    };

    private static LabelCase Case(AtomSample sample, string body, double ratio, bool[] atSurface) => new(
        sample,
        atom => sample.Labels[atom] < 0
            ? null
            : $"{body}, {(atSurface[atom] ? "surface" : "inside")} | {ratio:0.0} T_m");

    // Atoms with fewer neighbors than almost all inside have.
    private static bool[] AtSurface(Substance substance, AtomicStructure structure)
    {
        var search = new NeighborSearch(
            structure, BondOrder.For(substance.Crystal).Middle * DynamicClasses.Distance * 1.01);
        var neighbors = new NeighborBuffer();
        var counts = new int[structure.Count];
        for (int atom = 0; atom < counts.Length; atom++)
        {
            search.Find(atom, neighbors);
            counts[atom] = neighbors.Count;
        }

        int full = substance.Crystal switch { CrystalKind.Bcc => 14, CrystalKind.Diamond => 16, _ => 12 };
        return [.. counts.Select(count => count < full - 1)];
    }
}
