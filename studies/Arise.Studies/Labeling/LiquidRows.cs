using Arise.Dynamics;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Melts of our own molecular dynamics that are cooled: no class is right.</summary>
internal static class LiquidRows
{
    private static readonly double[] Ratios = [1.3, 1.05, 0.9, 0.8, 0.25];

    /// <summary>Adds the rows, with potentials of the training set and with others.</summary>
    public static void Add(LabelBench bench)
    {
        Substance[] matter = [.. Substances.All.Concat(Substances.Liquids).OrderBy(one => one.IsHeldOut)];
        if (bench.IsQuick)
            matter = [matter[0], matter[^1]];
        bench.Measure("liquids", [.. matter.Index().Select(pair => (pair.Item.Name, Make(pair.Index, pair.Item)))]);

        Func<IEnumerable<LabelCase>> Make(int run, Substance substance) => () => DynamicLiquids
            .Make(substance, bench.IsQuick ? Ratios[..2] : Ratios, bench.Draws(1, run), 1)
            .Select((sample, frame) => new LabelCase(
                sample, $"{(substance.IsHeldOut ? "other" : "same")} potentials, {Ratios[frame / 2]} T_m"));
    }
}
