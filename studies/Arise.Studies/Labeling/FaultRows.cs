using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>Twin planes and stacking faults in hot face-centered cubic crystals.</summary>
internal static class FaultRows
{
    private const int Width = 7, Depth = 4, Frames = 3;

    private static readonly string[] Metals = ["copper", "nickel", "gold", "silver"];
    private static readonly double[] Ratios = [0.5, 0.8, 1];

    private static readonly (string Name, Stacking Stacking)[] Stackings =
    [
        ("twin planes", Of(12, 12)),
        ("intrinsic fault", Of(22, 1)),
        ("extrinsic fault", Of(19, 1, 1, 1)),
    ];

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        (string Metal, double Ratio, int Stacking)[] all = [..
            from stacking in Enumerable.Range(0, Stackings.Length)
            from ratio in Ratios
            from metal in Metals
            select (metal, ratio, stacking)];
        if (bench.IsQuick)
            all = [all[0], all[^1]];
        bench.Measure("faults", [.. all.Index().Select(pair => (
            $"{pair.Item.Metal} {pair.Item.Ratio}",
            Make(bench, pair.Index, pair.Item.Metal, pair.Item.Ratio, Stackings[pair.Item.Stacking])))]);
    }

    // So many steps up, down, up, ...
    private static Stacking Of(params int[] runs) => new(
        [.. runs.SelectMany((count, k) => Enumerable.Repeat(k % 2 == 0 ? 1 : -1, count))]);

    private static Func<IEnumerable<LabelCase>> Make(
        LabelBench bench, int run, string metal, double ratio, (string Name, Stacking Stacking) kind) => () =>
    {
        Draws draws = bench.Draws(3, run);
        Substance substance = Substances.All.First(one => one.Name == metal);
        var classes = new DynamicClasses(bench.Classes);
        ImmutableArray<int> steps = kind.Stacking.Steps;
        var letters = new char[steps.Length];
        for (int layer = 0, place = 0; layer < letters.Length; place += steps[layer++])
            letters[layer] = (char)('A' + (((place % 3) + 3) % 3));
        CrystalCell cell = CrystalCell.Stacked(new string(letters)).Repeat(Width, Depth, 1);
        int[] layers = [.. cell.Fractions.Select(f => (int)Math.Round(f.Z * letters.Length) % letters.Length)];
        short[] labels = [.. layers.Select(layer =>
            kind.Stacking.IsHexagonal(layer) ? classes.Hexagonal : classes.Cubic)];
        Particles atoms = DynamicStart.Of(substance, cell, Periodicity.Bulk, draws);
        return new HotMatter(substance, ratio)
            .Frames(atoms, CellMotion.EachAxis, labels, Frames, draws, metal)
            .Select(sample => new LabelCase(sample, RowOf));

        string RowOf(int atom) => labels[atom] == classes.Hexagonal
            ? $"{kind.Name}: hexagonal layers | {ratio:0.0} T_m"
            : IsBeside(layers[atom])
                ? $"{kind.Name}: cubic layers beside | {ratio:0.0} T_m"
                : $"{kind.Name}: other cubic layers | {ratio:0.0} T_m";

        bool IsBeside(int layer) => kind.Stacking.IsHexagonal(layer - 1) || kind.Stacking.IsHexagonal(layer + 1);
    };
}
