using Arise.Samples;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Studies.Labeling;

/// <summary>Snapshots of molecular dynamics with other programs and potentials: hot crystals and melts.</summary>
internal static class ThermalRows
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["fcc"] = "fcc_Cu_A_cF4_225_a",
        ["bcc"] = "bcc_W_A_cI2_229_a",
        ["hcp"] = "hcp_Mg_A_hP2_194_c",
        ["diamond"] = "diam_C_A_cF8_227_a",
    };

    /// <summary>Adds the rows: one per file named like Cu_fcc_1.0.dump.gz or liquid_Cu.dump.gz.</summary>
    public static void Add(LabelBench bench, string folder) => bench.Measure(
        "thermal",
        [.. Directory.GetFiles(folder, "*.dump.gz").Order(StringComparer.Ordinal).Select(file =>
        {
            string name = Path.GetFileName(file).Replace(".dump.gz", "", StringComparison.Ordinal);
            string[] parts = name.Split('_');
            bool isLiquid = parts[0] == "liquid";
            short label = isLiquid ? AtomSample.None : bench.Classes.LabelOf(Labels[parts[1]]);
            var options = new StructureReadOptions
            {
                TypeElements = [ChemicalElement.Parse(isLiquid ? parts[1] : parts[0])],
            };
            return (name, (Func<IEnumerable<LabelCase>>)(() =>
            {
                AtomicStructure structure = StructureFile.ReadFirst(file, options);
                return [new(new(structure, [.. Enumerable.Repeat(label, structure.Count)], name, 0), name)];
            }));
        })]);
}
