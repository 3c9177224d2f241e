using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>Particles and slabs of our own molecular dynamics: atoms at the surface and inside.</summary>
internal static class ParticleRows
{
    private const int Frames = 2;

    // Nearest distance of copper, nm: particles of 2 and 4 nm have 8 and 16 of them across.
    private const double Distance = 0.2556;

    private static readonly string[] Matter = ["copper", "silver", "iron", "magnesium", "silicon"];

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        (string Matter, double Ratio, double Size, string Face)[] all =
        [
            .. from size in new[] { 2.0, 4.0 }
               from matter in Matter
               from ratio in new[] { 0.3, 0.6 }
               select (matter, ratio, size, ""),
            .. from face in new[] { "001", "111" }
               from ratio in new[] { 0.6, 0.9 }
               select ("copper", ratio, 0.0, face),
        ];
        if (bench.IsQuick)
            all = [all[0], all[^1]];
        bench.Measure("particles", [.. all.Index().Select(pair => (
            pair.Item.Matter,
            Make(bench, pair.Index, pair.Item.Matter, pair.Item.Ratio, pair.Item.Size, pair.Item.Face)))]);
    }

    private static Func<IEnumerable<LabelCase>> Make(
        LabelBench bench, int run, string matter, double ratio, double size, string face) => () =>
    {
        Draws draws = bench.Draws(4, run);
        Substance substance = Substances.All.First(one => one.Name == matter);
        var hot = new HotMatter(substance, ratio);
        Particles atoms = size > 0 ? Ball(substance, size / Distance, draws) : Slab(substance, face, draws);
        bool[] atSurface = hot.AtSurface(atoms);
        short label = new DynamicClasses(bench.Classes).Of(substance.Crystal);
        string body = size > 0 ? $"{matter} particle {size:0} nm" : $"{matter} slab ({face})";
        return hot
            .Frames(
                atoms, CellMotion.None, [.. Enumerable.Repeat(label, atoms.Count)], Frames, draws, matter)
            .Select(sample => new LabelCase(
                sample, atom => $"{body}, {(atSurface[atom] ? "surface" : "inside")} | {ratio:0.0} T_m"));
    };

    private static Particles Slab(Substance substance, string face, Draws draws) => DynamicStart.Of(
        substance,
        CrystalCell.Of(substance.Crystal, face).RepeatTo(8, 8, 8),
        new Periodicity(true, true, false),
        draws);

    private static Particles Ball(Substance substance, double diameter, Draws draws)
    {
        CrystalCell cell = CrystalCell.Of(substance.Crystal, DynamicStart.SimpleFace(substance.Crystal))
            .RepeatTo(diameter + 4, diameter + 4, diameter + 4);
        Vector3D middle = (0.5 * cell.Edges) + draws.Point(-0.5, 0.5);
        Vector3D[] kept = [.. cell.Positions().Where(p => (p - middle).Length < diameter / 2)];
        return new Particles(
            [.. kept.Select(p => substance.Spacing * p)], [], substance.Spacing * cell.Edges, Periodicity.None);
    }
}
