using Arise.Dynamics;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Mapping;

/// <summary>
/// A crystal of copper in contact with its melt, from molecular dynamics at 0.98 of the melting temperature, of which
/// every atom's state is known from its bond order.
/// </summary>
public sealed class SolidLiquidTests
{
    private const string Fcc = "fcc_Cu_A_cF4_225_a";

    private static readonly Lazy<AtomSample> Front = new(() => DynamicFronts.Make(
        Substances.All.First(one => one.Name == "copper"),
        "001",
        0.98,
        new DynamicClasses(new CrystalClasses(PrototypeLibrary.All)),
        new Draws(new RandomNumbers(1, 1)),
        50,
        1,
        all: true)[0]);

    private static readonly Lazy<CrystalMap> Made = new(() => Map(new MapSettings
    {
        Edge = new Vector3D(14, 14, 14),
        Stride = new Vector3D(5, 5, 3),
        Prediction = new PredictionSettings { Passes = 64, Threads = 2 },
    }));

    [Fact]
    public void The_melt_is_none_of_the_types_and_the_crystal_is_what_it_is()
    {
        CrystalMap map = Made.Value;
        (double Crystal, int Row)[] boxes = [.. Enumerable.Range(0, map.Rows).Select(row => (CrystalShare(map, row), row))];
        int[] melt = [.. boxes.Where(box => box.Crystal < 0.02).Select(box => box.Row)];
        int[] crystal = [.. boxes.Where(box => box.Crystal > 0.95).Select(box => box.Row)];
        Assert.True(melt.Length > 20 && crystal.Length > 20, $"{melt.Length} and {crystal.Length} boxes.");
        Assert.All(melt, row => Assert.Equal(CrystalMap.None, map.ClassOf(row)));
        int named = crystal.Count(row => map.ClassOf(row) is >= 0 and var c && map.ClassLabels[c] == Fcc);
        Assert.InRange((double)named / crystal.Length, 0.9, 1);

        // Mutual information alone would call the melt the surest part; the entropy does not.
        Assert.True(Mean(map.MutualInformation, melt) < Mean(map.MutualInformation, crystal));
        Assert.True(Mean(map.PredictiveEntropy, melt) > 4 * Mean(map.PredictiveEntropy, crystal));
    }

    [Fact]
    public void Atoms_of_the_melt_are_none_of_the_types()
    {
        CrystalMap map = Made.Value;
        BoxLabels labels = BoxLabels.Of(map);
        AtomSample front = Front.Value;
        double edge = front.Structure.Lattice!.C.Z;
        int melt = 0, none = 0, crystal = 0, fcc = 0;
        for (int atom = 0; atom < front.Labels.Length; atom++)
        {
            double z = front.Structure.Positions[atom].Z / edge;
            double fromMiddle = Math.Abs(z - Math.Floor(z) - 0.5);
            int c = labels.ClassOf(atom);
            if (fromMiddle < 0.08)
            {
                melt++;
                none += c == CrystalMap.None ? 1 : 0;
            }

            if (fromMiddle > 0.42)
            {
                crystal++;
                fcc += c >= 0 && map.ClassLabels[c] == Fcc ? 1 : 0;
            }

            Assert.Equal(labels.NoneShare[atom] > 0.5f, c == CrystalMap.None);
        }

        Assert.True(melt > 100 && crystal > 100);
        Assert.Equal(melt, none);
        Assert.InRange((double)fcc / crystal, 0.98, 1);
    }

    // Boxes between corners of one verdict have it too, and a melt is not refined, whatever class its boxes are nearest
    // to.
    [Fact]
    public void A_refined_map_has_the_verdicts_of_the_full_one()
    {
        CrystalMap full = Made.Value;
        CrystalMap refined = Map(full.Plan.Settings with { Coarseness = 4 });
        int inMelt = 0;
        for (int row = 0; row < full.Rows; row++)
        {
            Assert.Equal(Classification.VerdictOf(refined.Novelty[row]), refined.VerdictOf(row));
            if (refined.Passes[row] > 0)
            {
                Assert.Equal(full.Novelty[row], refined.Novelty[row]);
                continue;
            }

            Assert.Equal(full.ClassOf(row), refined.ClassOf(row));
            inMelt += refined.ClassOf(row) == CrystalMap.None ? 1 : 0;
        }

        Assert.True(inMelt > 0, "No box of the melt is interpolated.");
    }

    private static double Mean(IReadOnlyList<float> values, int[] rows) => rows.Average(row => values[row]);

    private static CrystalMap Map(MapSettings settings) =>
        new StructureMapper(new StructureClassifier(ShippedModels.Find("arise-108-robust")), "arise-108-robust")
            .Map(new MapPlan(Front.Value.Structure, settings));

    private static double CrystalShare(CrystalMap map, int row)
    {
        List<int> points = [];
        map.Plan.Atoms.Collect(map.Plan.Boxes[row], points);
        return points.Average(point => Front.Value.Labels[map.Plan.Atoms.AtomOf(point)] >= 0 ? 1.0 : 0);
    }
}
