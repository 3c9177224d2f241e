using System.Globalization;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Ordered compounds, layers and tubes with thermal displacements.</summary>
internal static class CompoundRows
{
    // Root mean square of a component in nearest distances: Debye-Waller factors of GaAs and NaCl give 0.06 and 0.085
    // at half and at the whole melting temperature.
    private static readonly (string Name, double Noise)[] Bulk = [("0.5 T_m", 0.06), ("1.0 T_m", 0.085)];

    private static readonly (string Name, double Noise)[] Thin = [("displaced by 3 %", 0.03), ("by 6 %", 0.06)];

    private static readonly string[] Compounds =
        ["L12_Cu3Au", "L10_CuAu", "CsCl", "Zincblende_ZnS", "Wurtzite_ZnS", "RockSalt_NaCl"];

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        int repetitions = bench.IsQuick ? 1 : 6;
        CrystalClass[] compounds = [.. Compounds.Select(label => bench.Classes.Find(label)!)];
        bench.Measure("compounds", Runs(
            bench, 7, compounds, Bulk, repetitions, one => PrototypeLibrary.NameOf(one.Prototype.Label) + ", springs"));
        AddDynamics(bench);
        CrystalClass[] thin = [.. bench.Classes.All.Where(one => one.Prototype.MaterialType
            is MaterialType.TwoDimensional or MaterialType.Nanotube)];
        if (bench.IsQuick)
            thin = [thin[0], thin[^1]];
        bench.Measure("layers and tubes", Runs(bench, 8, thin, Thin, Math.Min(repetitions, 3), one =>
            one.Prototype.MaterialType == MaterialType.Nanotube ? "12 tubes" : "46 layers"));
    }

    private static (string, Func<IEnumerable<LabelCase>>)[] Runs(
        LabelBench bench,
        ulong part,
        CrystalClass[] classes,
        (string Name, double Noise)[] levels,
        int repetitions,
        Func<CrystalClass, string> nameOf) =>
        [.. Enumerable.Range(0, classes.Length * levels.Length * repetitions).Select(run =>
        {
            CrystalClass one = classes[run / levels.Length / repetitions];
            (string level, double noise) = levels[run / repetitions % levels.Length];
            string row = $"{nameOf(one)} | {level}";
            return (one.Prototype.Label, (Func<IEnumerable<LabelCase>>)(() =>
            {
                Draws draws = bench.Draws(part, run);
                var sites = CrystalBlocks.Supercell(one.Prototype.Structure, one.Distance, draws);
                var hot = Noise.Heat(sites, noise * one.Distance, one.Distance, draws);
                return [new(LabelColumn.Sample(LabelColumn.Fill(hot, one.Index), one.Prototype.Label, 1), row)];
            }));
        })];

    // Those that molecular dynamics knows.
    private static void AddDynamics(LabelBench bench)
    {
        double[] ratios = [0.5, 1];
        (Substance Substance, string Order)[] all =
        [
            .. from name in new[] { "copper", "silver", "iron", "tantalum", "silicon", "water" }
               let substance = Substances.All.First(one => one.Name == name)
               from order in DynamicCompounds.Orders(substance.Crystal)
               select (substance, order),
            (Substances.Salt, "RockSalt_NaCl"),
        ];
        if (bench.IsQuick)
            all = all[..1];
        bench.Measure("compounds in motion", [.. all.Index().Select(pair => (
            pair.Item.Substance.Name, (Func<IEnumerable<LabelCase>>)(() => DynamicCompounds
                .Make(pair.Item.Substance, pair.Item.Order, ratios, bench.Classes, bench.Draws(10, pair.Index), 1)
                .Select((sample, frame) => new LabelCase(sample, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PrototypeLibrary.NameOf(pair.Item.Order)}, dynamics | {ratios[frame]:0.0} T_m"))))))]);
    }
}
