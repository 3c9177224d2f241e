using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Synthesis;

namespace Arise.Studies.Families;

/// <summary>Cubes out of snapshots of molecular dynamics with other programs and potentials.</summary>
internal static class ThermalRows
{
    private const int Each = 60;

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["fcc"] = "fcc_Cu_A_cF4_225_a",
        ["bcc"] = "bcc_W_A_cI2_229_a",
        ["hcp"] = "hcp_Mg_A_hP2_194_c",
        ["diamond"] = "diam_C_A_cF8_227_a",
    };

    /// <summary>Adds two rows per file named like Cu_fcc_1.0.dump.gz or liquid_Cu.dump.gz: cubes of 12 and 16
    /// A.</summary>
    public static void Add(FamilyBench bench, string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.dump.gz").Order(StringComparer.Ordinal)];
        foreach ((int index, string file) in files.Index())
        {
            string name = Path.GetFileName(file).Replace(".dump.gz", "", StringComparison.Ordinal);
            string[] parts = name.Split('_');
            bool isLiquid = parts[0] == "liquid";
            AtomicStructure structure = StructureFile.ReadFirst(file, new StructureReadOptions
            {
                TypeElements = [ChemicalElement.Parse(isLiquid ? parts[1] : parts[0])],
            });
            string[] labels = isLiquid ? [] : [Labels[parts[1]]];
            foreach (int edge in new[] { 12, 16 })
            {
                bench.Measure("snapshots", $"{name}, {edge} A", bench.Number(Each), number =>
                {
                    Draws draws = bench.Draws(200 + (2 * index) + (edge / 16), number);
                    Vector3D center = structure.Positions[draws.Below(structure.Count)];
                    return FamilyBench.Known(
                        CrystalPiece.Cube(structure, center, draws.Rotation(), edge), labels);
                });
            }
        }
    }
}
