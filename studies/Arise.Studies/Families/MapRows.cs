using System.Globalization;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Studies.Families;

/// <summary>Maps of samples with known answers: what share of the boxes is right, none, of two phases, or
/// wrong.</summary>
internal static class MapRows
{
    private const string Fcc = "fcc_Cu_A_cF4_225_a", Bcc = "bcc_W_A_cI2_229_a", Hcp = "hcp_Mg_A_hP2_194_c";
    private const string Diamond = "diam_C_A_cF8_227_a", Dhcp = "dhcp_alphaLa_A_hP4_194_ac";

    // File, edge, stride, and the classes that may be found at a height; none where there are none of them.
    private static readonly (string File, double Edge, double Stride, Func<double, string[]?> Right)[] Cases =
    [
        ("AlCu_0.02.xyz.gz", 16, 6, _ => [Fcc]),
        ("FeC_0.005.xyz.gz", 16, 6, _ => [Bcc]),
        ("Si_melt.xyz", 14, 4, _ => []),
        ("Ni_wire.xyz", 10, 5, _ => [Fcc]),
        ("Cu_twin.xyz", 12, 4, _ => [Fcc]),
        ("solid_liquid_Cu.xyz", 14, 4, z => z < 15 && z > 7 ? [Fcc] : z is > 29 and < 37 ? [] : null),
    ];

    /// <summary>Measures the cases that are in the folder, and slabs of four grains that are in the other
    /// one.</summary>
    public static ReportTable Of(FamilyBench bench, string cases, string? structures, int passes)
    {
        var table = new ReportTable(
            "sample", "model", "boxes", "right %", "none %", "two phases %", "other %", "confident other %", "ms/box");
        foreach ((string file, double edge, double stride, Func<double, string[]?> right) in Cases)
        {
            string path = Path.Combine(cases, file);
            if (File.Exists(path))
                Add(bench, table, path, MapSettings.Cubes(edge, stride), right, passes);
        }

        foreach (string file in structures is null
            ? []
            : new[] { "four_grains_elemental_solid.xyz", "four_grains_elemental_solid_distorted.xyz" })
        {
            string path = Path.Combine(structures!, file);
            if (!File.Exists(path))
                continue;
            MapSettings settings =
                MapSettings.Cubes(16, 3) with { Stride = new Vector3D(3, 3, 16), OneSpecies = true };
            Add(bench, table, path, settings, _ => [Fcc, Bcc, Hcp, Diamond], passes);
        }

        if (structures is not null && File.Exists(Path.Combine(structures, "pearl.xyz")))
        {
            Add(
                bench,
                table,
                Path.Combine(structures, "pearl.xyz"),
                MapSettings.Cubes(16, 3),
                _ => [Fcc, Dhcp, Hcp],
                passes);
        }

        return table;
    }

    /// <summary>
    /// Rank correlation of mutual information and entropy between the first two models, and how often they agree.
    /// </summary>
    public static ReportTable Agreement(FamilyBench bench, string structures, int passes)
    {
        var table = new ReportTable("sample", "boxes", "mutual information", "entropy", "same class %");
        foreach ((string file, double edge, double stride) in new[]
        {
            ("aet4d_fept_9min.xyz", 12.0, 4.0), ("aet_fept_2017.xyz", 12.0, 8.0),
        })
        {
            AtomicStructure structure = StructureFile.ReadFirst(Path.Combine(structures, file));
            MapSettings settings = MapSettings.Cubes(edge, stride) with
            {
                MinimumAtoms = 50, Prediction = new PredictionSettings { Passes = passes },
            };
            CrystalMap[] maps =
            [
                .. bench.Classifiers.Take(2).Select(
                    classifier => new StructureMapper(classifier, "study").Map(new MapPlan(structure, settings))),
            ];
            int rows = maps[0].Rows;
            table.Add(
                file,
                rows.ToString(CultureInfo.InvariantCulture),
                Text(Spearman(maps[0].MutualInformation, maps[1].MutualInformation)),
                Text(Spearman(maps[0].PredictiveEntropy, maps[1].PredictiveEntropy)),
                Text(100.0 * Enumerable.Range(0, rows)
                    .Count(row => maps[0].LikelyClassOf(row) == maps[1].LikelyClassOf(row)) / rows));
        }

        return table;
    }

    private static void Add(
        FamilyBench bench,
        ReportTable table,
        string path,
        MapSettings settings,
        Func<double, string[]?> right,
        int passes)
    {
        AtomicStructure structure = StructureFile.ReadFirst(path);
        settings = settings with { Prediction = new PredictionSettings { Passes = passes } };
        foreach ((string name, StructureClassifier classifier) in bench.Models.Zip(bench.Classifiers))
        {
            CrystalMap map = new StructureMapper(classifier, "study").Map(new MapPlan(structure, settings));
            int judged = 0, good = 0, none = 0, two = 0, other = 0, confident = 0;
            for (int row = 0; row < map.Rows; row++)
            {
                if (right(map.Grid.Center(map.Plan.Boxes[row]).Z) is not { } labels)
                    continue;
                judged++;
                bool isNone = map.VerdictOf(row) == Verdict.Unknown;
                string label = map.ClassLabels[map.LikelyClassOf(row)];
                none += isNone ? 1 : 0;
                if (isNone ? labels.Length == 0 : labels.Contains(label))
                    good++;
                else if (!isNone && map.SecondClassOf(row) is not null)
                    two++;
                else if (!isNone)
                    other++;
                confident += !isNone && !labels.Contains(label) && map.VerdictOf(row) == Verdict.Known ? 1 : 0;
            }

            double n = Math.Max(judged, 1);
            table.Add(
                Path.GetFileName(path),
                name,
                judged.ToString(CultureInfo.InvariantCulture),
                Text(100 * good / n),
                Text(100 * none / n),
                Text(100 * two / n),
                Text(100 * other / n),
                Text(100 * confident / n),
                Text((map.Times.Descriptor + map.Times.Network + map.Times.Rest).TotalMilliseconds / map.Rows));
        }
    }

    private static double Spearman(IReadOnlyList<float> a, IReadOnlyList<float> b)
    {
        double[] ranksA = Ranks(a), ranksB = Ranks(b);
        double meanA = ranksA.Average(), meanB = ranksB.Average();
        double product = ranksA.Zip(ranksB).Sum(pair => (pair.First - meanA) * (pair.Second - meanB));
        return product / Math.Sqrt(
            ranksA.Sum(rank => Math.Pow(rank - meanA, 2)) * ranksB.Sum(rank => Math.Pow(rank - meanB, 2)));
    }

    private static double[] Ranks(IReadOnlyList<float> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(k => values[k])];
        double[] ranks = new double[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
        return ranks;
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
