using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Perfect crystals of our own molecular dynamics.</summary>
internal static class HotCrystalRows
{
    private const double Edge = 8;
    private const int Frames = 2;

    /// <summary>Adds the rows, with potentials of the training set and with others.</summary>
    public static void Add(LabelBench bench)
    {
        (Substance, double)[] all = [..
            from substance in Substances.All.OrderBy(one => one.IsHeldOut)
            from ratio in new[] { 0.5, 0.8, 1 }
            select (substance, ratio)];
        if (bench.IsQuick)
            all = [all[0], all[^1]];
        bench.Measure("hot crystals", [.. all.Index().Select(pair =>
            (pair.Item.Item1.Name, Make(bench, pair.Index, pair.Item.Item1, pair.Item.Item2)))]);
    }

    private static Func<IEnumerable<LabelCase>> Make(
        LabelBench bench, int run, Substance substance, double ratio) => () =>
    {
        Draws draws = bench.Draws(2, run);
        short label = new DynamicClasses(bench.Classes).Of(substance.Crystal);
        Particles atoms = DynamicStart.Crystal(
            substance, DynamicStart.SimpleFace(substance.Crystal), new(Edge, Edge, Edge), draws);
        string row = $"{substance.Crystal}, {(substance.IsHeldOut ? "other" : "same")} potentials | {ratio:0.0} T_m";
        return new HotMatter(substance, ratio)
            .Frames(
                atoms,
                substance.Crystal == CrystalKind.Hcp ? CellMotion.EachAxis : CellMotion.Isotropic,
                [.. Enumerable.Repeat(label, atoms.Count)],
                Frames,
                draws,
                substance.Name)
            .Select(sample => new LabelCase(sample, row));
    };
}
